import { Injectable, type OnModuleInit } from '@nestjs/common';

import {
  Audit,
  Clock,
  Database,
  isSystem,
  Outbox,
  RequestError,
  systemActor,
  type Actor,
  type AuditNote,
  type Tx,
} from '@okno/server/core';
import { localDate } from '@okno/shared/work-calendar';
import {
  blockers,
  findTransition,
  GUARDS,
  isKnownBefore,
  missingInput,
  requireSoundFlows,
  returnedFrom,
  type FlowAction,
  type GuardCode,
  type Transition,
} from '@okno/shared/workflow';

import { ApplicationError } from './applications.errors';
import { ApplicationsRepository } from './applications.repository';
import {
  CaseActions,
  type ActionInput,
  type ActionOutcome,
  type CaseStepContext,
  type LockedCase,
  type StepDone,
  type StepRunner,
} from './case-actions';
import { CaseAccess, roleOf, type Relation } from './case-access';
import type { CaseRow } from './case-row';
import { CaseWorlds, standingBy, type CaseWorld } from './case-world';
import { endPause } from './clock-pauses';
import { refOf } from './case-ref';
import type { SeenCase } from './seen-case';
import { TermsService } from './terms.service';

/** States that a decision leads to. */
const DECIDED: ReadonlySet<string> = new Set(['APPROVED', 'REJECTED']);
/** Permissions whose use makes a person a reviewer of the case: he neither decides nor signs it. */
const REVIEWING: ReadonlySet<string> = new Set(['application.check', 'application.return']);

/** One transaction's walk over one case: a step of a person and what the system adds to it. */
interface Walk {
  readonly tx: Tx;
  readonly row: CaseRow;
  readonly world: CaseWorld;
  readonly now: Date;
  /** What effects have read and the answer shows. */
  readonly seen: Partial<SeenCase>;
}

/** Takes steps for `CaseActions`. State, history, events and the term commit together or not at all. */
@Injectable()
export class StepEngine implements StepRunner, OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly actions: CaseActions,
    private readonly access: CaseAccess,
    private readonly worlds: CaseWorlds,
    private readonly repository: ApplicationsRepository,
    private readonly terms: TermsService,
  ) {}

  onModuleInit(): void {
    requireSoundFlows();
    this.actions.bind(this);
  }

  async run(
    actor: Actor,
    applicationId: string,
    action: string,
    input: ActionInput,
    tx?: Tx,
    locked?: LockedCase,
  ): Promise<StepDone> {
    if (!tx) {
      return this.db.transaction((own) => this.run(actor, applicationId, action, input, own));
    }
    return this.walk(
      tx,
      actor,
      locked ?? (await this.lock(tx, actor, applicationId)),
      action,
      input,
    );
  }

  async lock(tx: Tx, actor: Actor, applicationId: string): Promise<LockedCase> {
    const [locked] = await Promise.all([
      this.access.lock(tx, actor, applicationId),
      this.audit.goOn(tx, { type: 'application', id: applicationId }),
    ]);
    return locked;
  }

  private async walk(
    tx: Tx,
    actor: Actor,
    { row, relation }: LockedCase,
    action: string,
    input: ActionInput,
  ): Promise<StepDone> {
    requireRevision(row, relation, input);
    const world = await this.worlds.of(row, tx);
    const walk = { tx, row, world, now: this.clock.now(), seen: {} };
    await this.step(walk, actor, relation, action, input);
    await this.finish(walk);
    const seen = { ...walk.seen, row, relation, world };
    return { applicationId: row.id, state: row.state, revision: row.revision, seen };
  }

  private async step(
    walk: Walk,
    actor: Actor,
    relation: Relation,
    action: string,
    input: ActionInput,
  ): Promise<void> {
    const { row, world, tx, now } = walk;
    const transition = transitionOf(row, world, action);
    if (!transition) {
      throw wrongState(row, relation);
    }
    await this.requireAllowed(walk, actor, relation, transition);
    requireInput(transition, input);
    const context = { tx, actor, application: row, world, input, transition, now };
    const outcome = await this.takeEffects(context);
    if (outcome.instead !== undefined) {
      return this.goOn(walk, outcome.instead);
    }
    Object.assign(walk.seen, outcome.seen);
    await this.move(context, relation, outcome);
    if (outcome.then !== undefined) {
      await this.goOn(walk, outcome.then);
    }
  }

  private async goOn(walk: Walk, action: FlowAction): Promise<void> {
    const actor = systemActor();
    await this.step(walk, actor, await this.access.relation(actor, walk.row, []), action, {});
  }

  private async takeEffects(context: CaseStepContext): Promise<ActionOutcome> {
    let joined: ActionOutcome = {};
    for (const effect of this.actions.effectsOf(context.transition.action)) {
      const outcome = await effect(context);
      joined = { ...joined, ...outcome, data: { ...joined.data, ...outcome?.data } };
    }
    return joined;
  }

  private async requireAllowed(
    { tx, row }: Walk,
    actor: Actor,
    relation: Relation,
    transition: Transition,
  ): Promise<void> {
    const known = transition.guards.filter(isKnownBefore);
    const guards = await this.actions.answers(known, { actor, application: row, tx });
    if (isSystem(actor)) {
      requireSystemStep(transition, guards);
      return;
    }
    const blockedBy = blockers(transition, {
      ...factsOf(relation),
      returnedFrom: returnedFrom(row.steps),
      guards,
    });
    if (blockedBy === undefined) {
      throw new RequestError('permission.denied', { action: transition.action });
    }
    if (blockedBy.length > 0) {
      throw blocked(transition.action, blockedBy);
    }
  }

  private async move(
    context: CaseStepContext,
    relation: Relation,
    outcome: ActionOutcome,
  ): Promise<void> {
    const { tx, actor, application: row, world, transition, now } = context;
    const { action, to, permission } = transition;
    const from = row.state;
    const at = now.toISOString();
    const said = outcome.said === undefined ? {} : { said: outcome.said };
    row.steps = [...row.steps, { action, to, at, by: actor.name, side: relation.side, ...said }];
    row.state = to;
    row.revision += 1;
    row.updatedAt = now;
    row.unlocked = to === 'RETURNED' ? row.unlocked : null;
    if (from !== to) {
      // Whatever was awaited, the case has gone on without it.
      endPause(row, now);
    }
    if (from !== to && DECIDED.has(to)) {
      row.decidedOn = localDate(now, world.cluster.timeZone);
      row.approvedKopecks =
        to === 'APPROVED' ? (outcome.approvedKopecks ?? row.requestedKopecks) : null;
    }
    const { seq } = await this.audit.record(tx, noteOf(context, from, relation, outcome));
    if (permission !== null && REVIEWING.has(permission) && !isSystem(actor)) {
      await this.repository.addReviewer(tx, row.id, actor.accountId, now);
    }
    const change = { ...refOf(row), action, from, to, seq };
    await this.outbox.add(tx, 'application.stateChanged', change);
  }

  private async finish({ tx, row, world, seen }: Walk): Promise<void> {
    seen.clock = this.worlds.clock(row, world);
    Object.assign(row, standingBy(seen.clock));
    await this.repository.saveStep(tx, row);
    await this.terms.set(tx, row, world);
  }
}

/** The step for the history. */
function noteOf(
  { actor, application: row, input, transition }: CaseStepContext,
  from: string,
  relation: Relation,
  outcome: ActionOutcome,
): AuditNote {
  return {
    actor,
    action: transition.action,
    subject: { type: 'application', id: row.id },
    from,
    to: transition.to,
    ...roleOf(actor, relation, transition.permission, row.clusterId),
    reasonCode: input.reasonCode ?? null,
    publicComment: outcome.publicComment ?? input.publicComment ?? null,
    innerComment: outcome.innerComment ?? input.innerComment ?? null,
    data: outcome.data ?? {},
  };
}

/** What the flow table needs to know of who asks. */
export function factsOf(relation: Relation): {
  permissions: Relation['permissions'];
  isApplicantSide: boolean;
  canFile: boolean;
  isOrganisationAdmin: boolean;
  isAssignee: boolean;
  isReviewerOfCase: boolean;
} {
  const { permissions, canFile, isOrganisationAdmin, isAssignee, isReviewer } = relation;
  return {
    permissions,
    canFile,
    isOrganisationAdmin,
    isAssignee,
    isApplicantSide: relation.side === 'APPLICANT',
    isReviewerOfCase: isReviewer,
  };
}

function transitionOf(row: CaseRow, { flow }: CaseWorld, action: string): Transition | undefined {
  const known = flow.transitions.find((one) => one.action === action);
  return known && findTransition(flow, row.state, known.action, returnedFrom(row.steps));
}

function requireRevision(row: CaseRow, relation: Relation, { revision }: ActionInput): void {
  if (revision !== undefined && revision !== row.revision) {
    throw new ApplicationError('application.changed_meanwhile', {
      revision: row.revision,
      conflicts: [],
      ...lastStep(row, relation),
    });
  }
}

function wrongState(row: CaseRow, relation: Relation): ApplicationError {
  return new ApplicationError('application.wrong_state', {
    revision: row.revision,
    ...lastStep(row, relation),
  });
}

/** Who moved the case last, as far as this side may know. */
function lastStep(row: CaseRow, relation: Relation): Record<string, unknown> {
  const last = row.steps.at(-1);
  const named = last && (relation.side !== 'APPLICANT' || last.side === 'APPLICANT');
  return {
    state: row.state,
    by: named ? last.by : (last?.side ?? null),
    at: last?.at ?? null,
    action: last?.action ?? null,
  };
}

function requireSystemStep(
  transition: Transition,
  guards: Partial<Record<GuardCode, boolean>>,
): void {
  const unmet = Object.entries(guards).flatMap(([code, met]) => (met ? [] : [code]));
  if (!transition.by.includes('SYSTEM') || unmet.length > 0) {
    throw new ApplicationError('application.not_ready', { action: transition.action, by: unmet });
  }
}

function blocked(action: FlowAction, by: GuardCode[]): ApplicationError {
  const personal = by.some((guard) => GUARDS[guard] === 'RELATION');
  return new ApplicationError(personal ? 'application.action_blocked' : 'application.not_ready', {
    action,
    by,
  });
}

function requireInput(transition: Transition, input: ActionInput): void {
  const missing = missingInput(transition, {
    ...input,
    signature: input.signature ?? input.code,
  });
  if (missing.length > 0) {
    throw new ApplicationError(
      'application.input_missing',
      { action: transition.action },
      missing.map((name) => ({ path: name === 'signature' ? 'code' : name, code: 'REQUIRED' })),
    );
  }
}
