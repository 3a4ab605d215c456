import { Injectable } from '@nestjs/common';

import { systemActor, type Actor, type Tx } from '@okno/server/core';
import type {
  ActionInput as NeededInput,
  FlowAction,
  GuardCode,
  Transition,
} from '@okno/shared/workflow';

import type { Relation } from './case-access';
import type { ApplicationData, CaseRow, CouncilWord } from './case-row';
import type { CaseWorld } from './case-world';
import type { SeenCase } from './seen-case';

/** What came with a step. Which of it is needed is said by the flow table. */
export interface ActionInput extends NeededInput {
  /** The revision the actor saw; the system gives none. */
  revision?: number;
  reasonCode?: string;
  publicComment?: string;
  innerComment?: string;
  conclusion?: { pass: boolean; text: string };
  criteria?: { code: string; pass: boolean; reason: string }[];
  /** A mailed code: with the login it is the simple signature. */
  code?: string;
}

/** A step that is being taken. The row is locked; everything goes through `tx`. */
export interface ActionContext {
  tx: Tx;
  actor: Actor;
  application: ApplicationData;
  input: ActionInput;
  transition: Transition;
  now: Date;
}

/** The same for this domain's own effects, which may change the row. */
export interface CaseStepContext extends ActionContext {
  application: CaseRow;
  world: CaseWorld;
}

/** What an effect says to the history, and where it turns the step elsewhere. */
export interface ActionOutcome {
  /** Ids, codes and figures for the history; never personal data. */
  data?: Record<string, unknown>;
  publicComment?: string;
  innerComment?: string;
  /** The system takes this step instead: money is short, so the case waits. */
  instead?: FlowAction;
  /** The system goes on with this step in the same transaction. */
  then?: FlowAction;
  /** What the Council said. */
  said?: CouncilWord;
  /** The state part that was granted. */
  approvedKopecks?: number;
  /** What was read on the way and is shown in the answer. */
  seen?: Pick<SeenCase, 'documents' | 'card' | 'remarks'>;
}

export type ActionEffect = (context: ActionContext) => Promise<ActionOutcome | undefined>;
export type CaseStepEffect = (context: CaseStepContext) => Promise<ActionOutcome | undefined>;

/** What a guard is asked with; outside of a transaction when only buttons are drawn. */
export interface GuardContext {
  actor: Actor;
  application: ApplicationData;
  tx?: Tx;
}
export type CaseGuard = (context: GuardContext) => Promise<boolean>;

/** Adds fields to the representation of a request; what the actor may not see it leaves out. */
export type RepresentationPart = (
  actor: Actor,
  application: ApplicationData,
  relation: Pick<Relation, 'side'>,
) => Promise<object>;

/** Where a step ended. */
export interface StepTaken {
  applicationId: string;
  state: string;
  revision: number;
}

/** The same with the case as the transaction leaves it. */
export interface StepDone extends StepTaken {
  seen: SeenCase;
}

/** A case whose row is locked to the end of the transaction, and how the actor stands to it. */
export interface LockedCase {
  row: CaseRow;
  relation: Relation;
}

/** Does the work of `CaseActions.perform`; bound when the module starts. */
export interface StepRunner {
  run(
    actor: Actor,
    applicationId: string,
    action: string,
    input: ActionInput,
    tx?: Tx,
    locked?: LockedCase,
  ): Promise<StepDone>;
  lock(tx: Tx, actor: Actor, applicationId: string): Promise<LockedCase>;
}

/**
 * The one place where a state moves. Higher tiers register here, when their module starts, what
 * happens at a step (effects), what they know of a case (guards), and what they show of it (parts).
 */
@Injectable()
export class CaseActions {
  private readonly effects = new Map<string, CaseStepEffect[]>();
  private readonly guards = new Map<GuardCode, CaseGuard>();
  private readonly parts = new Map<string, RepresentationPart>();
  private runner: StepRunner | undefined;

  /** Runs before the state moves, in the order of registration; may throw a DomainError. */
  effect(action: FlowAction, effect: ActionEffect): void {
    this.ownEffect(action, effect);
  }

  /** @throws Error when the guard is answered already */
  guard(code: GuardCode, guard: CaseGuard): void {
    if (this.guards.has(code)) {
      throw new Error(`Two answers to the guard ${code}`);
    }
    this.guards.set(code, guard);
  }

  /** @throws Error when there is a part of this name */
  part(name: string, part: RepresentationPart): void {
    if (this.parts.has(name)) {
      throw new Error(`Two parts ${name}`);
    }
    this.parts.set(name, part);
  }

  /**
   * Takes a step: locks the row, checks scope, revision, flow, guards and input, runs the effects,
   * moves the state, writes history, events and the term. In the caller's transaction when one is given.
   * @throws ApplicationError application.not_found, .wrong_state, .changed_meanwhile, .action_blocked,
   * .not_ready, .input_missing, and whatever effects throw
   */
  perform(
    actor: Actor,
    applicationId: string,
    action: string,
    input: ActionInput = {},
    tx?: Tx,
    locked?: LockedCase,
  ): Promise<StepDone> {
    return this.requireRunner().run(actor, applicationId, action, input, tx, locked);
  }

  /** For who wants to lock the case earlier than `perform` does. @throws ApplicationError application.not_found */
  lock(tx: Tx, actor: Actor, applicationId: string): Promise<LockedCase> {
    return this.requireRunner().lock(tx, actor, applicationId);
  }

  /** A step that the portal takes by itself. */
  system(
    applicationId: string,
    action: FlowAction,
    input: ActionInput = {},
    tx?: Tx,
  ): Promise<StepTaken> {
    return this.perform(systemActor(), applicationId, action, input, tx);
  }

  /** For this domain only: an effect that may change the row. */
  ownEffect(action: FlowAction, effect: CaseStepEffect): void {
    this.effects.set(action, [...(this.effects.get(action) ?? []), effect]);
  }

  /** For this domain only: who takes the steps. */
  bind(runner: StepRunner): void {
    this.runner = runner;
  }

  effectsOf(action: FlowAction): readonly CaseStepEffect[] {
    return this.effects.get(action) ?? [];
  }

  /** Answers of the guards asked. One that nobody answers is not met. */
  async answers(
    codes: readonly GuardCode[],
    context: GuardContext,
  ): Promise<Partial<Record<GuardCode, boolean>>> {
    const found = await Promise.all(
      codes.map(async (code) => [code, (await this.guards.get(code)?.(context)) ?? false] as const),
    );
    return Object.fromEntries(found);
  }

  /** Every registered part of the representation, joined. */
  async represent(
    actor: Actor,
    application: ApplicationData,
    relation: Pick<Relation, 'side'>,
  ): Promise<object> {
    const shown = await Promise.all(
      [...this.parts.values()].map((part) => part(actor, application, relation)),
    );
    return shown.reduce((all, part) => ({ ...all, ...part }), {});
  }

  private requireRunner(): StepRunner {
    if (!this.runner) {
      throw new Error('The applications module has not started');
    }
    return this.runner;
  }
}
