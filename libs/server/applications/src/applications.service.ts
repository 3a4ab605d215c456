import { Injectable } from '@nestjs/common';

import { CatalogueService } from '@okno/server/catalogue';
import {
  Audit,
  Clock,
  Database,
  LiveUpdates,
  Outbox,
  type Actor,
  type AuditNote,
  type Tx,
} from '@okno/server/core';
import type { ApplicationState, FlowAction } from '@okno/shared/workflow';

import { ApplicationReader } from './application-reader';
import type { ApplicationDto } from './application.view';
import { ApplicationError } from './applications.errors';
import { ApplicationsRepository } from './applications.repository';
import { CaseAccess, roleOf, type CaseRef, type Relation } from './case-access';
import { CaseActions, type ActionInput, type StepTaken } from './case-actions';
import { liveMessage, refOf } from './case-ref';
import type { ApplicationData } from './case-row';
import { CaseWorlds, type CaseWorld } from './case-world';
import { Snapshots, type Snapshot } from './snapshots';
import type { TextPair } from './text.dto';

/** A request in a list of another domain. */
export interface TitledCase {
  applicationId: string;
  /** Null in a draft. */
  number: string | null;
  title: TextPair;
}

/** What the higher tiers ask of requests. */
@Injectable()
export class ApplicationsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly live: LiveUpdates,
    private readonly actions: CaseActions,
    private readonly access: CaseAccess,
    private readonly worlds: CaseWorlds,
    private readonly reader: ApplicationReader,
    private readonly repository: ApplicationsRepository,
    private readonly snapshots: Snapshots,
    private readonly catalogue: CatalogueService,
  ) {}

  /** The representation for an actor. @throws ApplicationError application.not_found */
  get(actor: Actor, id: string): Promise<ApplicationDto> {
    return this.reader.get(actor, id);
  }

  /** The request itself, whoever asks: for what the portal does by itself. */
  async find(id: string, tx?: Tx): Promise<ApplicationData | null> {
    const row = tx ? await this.repository.read(tx, id) : await this.repository.find(id);
    return row ?? null;
  }

  /** Numbers and titles of requests, by id: for who lists what belongs to them. */
  async titlesOf(ids: readonly string[]): Promise<Map<string, TitledCase>> {
    const rows = await this.repository.heads([...new Set(ids)]);
    const titled = await Promise.all(
      rows.map(async ({ id, number, measureVersionId, measureCode }) => {
        const title = (await this.catalogue.version(measureVersionId))?.title;
        return { applicationId: id, number, title: title ?? { ru: measureCode, en: measureCode } };
      }),
    );
    return new Map(titled.map((one) => [one.applicationId, one]));
  }

  /** The request and how the actor stands to it. @throws ApplicationError application.not_found */
  open(actor: Actor, id: string): Promise<{ row: ApplicationData; relation: Relation }> {
    return this.access.open(actor, id);
  }

  /**
   * The same with the row locked to the end of the transaction: what histories are written under.
   * @throws ApplicationError application.not_found
   */
  async lock(
    tx: Tx,
    actor: Actor,
    id: string,
  ): Promise<{ row: ApplicationData; relation: Relation }> {
    return this.access.lock(tx, actor, id);
  }

  /** Procedure, measure version, cluster and calendar of a request. */
  world(row: ApplicationData, tx?: Tx): Promise<CaseWorld> {
    return this.worlds.of(row, tx);
  }

  /** Whether an event about a request concerns the actor. */
  mayRead(actor: Actor, ref: CaseRef): Promise<boolean> {
    return this.access.mayRead(actor, ref);
  }

  /** A step that the portal takes by itself. */
  system(id: string, action: FlowAction, input: ActionInput = {}, tx?: Tx): Promise<StepTaken> {
    return this.actions.system(id, action, input, tx);
  }

  /** What was filed in a round, or last. */
  async snapshot(id: string, round?: number, tx?: Tx): Promise<Snapshot | null> {
    return (await this.snapshots.find(id, round, tx)) ?? null;
  }

  /**
   * Gives the case to somebody (or takes it away: null), in the caller's transaction.
   * @throws ApplicationError application.not_found
   */
  async assign(tx: Tx, actor: Actor, id: string, accountId: string | null): Promise<void> {
    const row = await this.repository.lock(tx, id);
    if (!row) {
      throw new ApplicationError('application.not_found');
    }
    if (row.assigneeId === accountId) {
      return;
    }
    const before = row.assigneeId;
    row.assigneeId = accountId;
    row.updatedAt = this.clock.now();
    await this.repository.saveAssignee(tx, row);
    await this.audit.record(tx, {
      actor,
      action: accountId === null ? 'unassign' : 'assign',
      subject: { type: 'application', id },
      ...roleOf(actor, { side: 'CENTRE' }, 'application.assign', row.clusterId),
      data: { before, assigneeId: accountId },
    });
    if (accountId === null) {
      await this.touch(tx, row);
    } else {
      await this.outbox.add(tx, 'application.assigned', { ...refOf(row), assigneeId: accountId });
    }
  }

  /** Notes that somebody works on the case as its reviewer: he will neither decide nor sign it. */
  async markReviewer(tx: Tx, id: string, accountId: string): Promise<void> {
    await this.repository.addReviewer(tx, id, accountId, this.clock.now());
  }

  /** Tells open screens that something about the case changed. */
  async touch(tx: Tx, row: ApplicationData): Promise<void> {
    await this.live.publish(tx, liveMessage(row));
  }

  /** Writes to the history of a case whose row the caller has locked. */
  async note(
    tx: Tx,
    actor: Actor,
    row: ApplicationData,
    note: Pick<AuditNote, 'action' | 'data' | 'publicComment' | 'innerComment' | 'reasonCode'>,
  ): Promise<void> {
    await this.audit.record(tx, { actor, subject: { type: 'application', id: row.id }, ...note });
  }

  /** Requests of an organisation in a cluster that stand in one of the states, the newest first, at most a hundred. */
  async ofOrganisation(
    organisationId: string,
    clusterId: string,
    states: readonly string[],
    tx?: Tx,
  ): Promise<ApplicationData[]> {
    return this.repository.ofOrganisation(tx ?? this.db, organisationId, clusterId, states);
  }

  /** Requests of a cluster that stand in a state, the nearest term first, at most two hundred. */
  standingIn(clusterId: string, state: ApplicationState): Promise<readonly ApplicationData[]> {
    return this.repository.standingIn(clusterId, state);
  }
}
