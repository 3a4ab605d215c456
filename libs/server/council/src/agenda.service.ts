import { Injectable } from '@nestjs/common';

import { ApplicationsService, type ApplicationData } from '@okno/server/applications';
import { Clock, Database, newId, systemActor, type Actor, type Tx } from '@okno/server/core';
import type { BallotKind } from '@okno/shared/council-rules';

import { AgendaRepository, type ItemRecord } from './agenda.repository';
import { BallotsRepository } from './ballots.repository';
import { ConflictCheck } from './conflict-check';
import { CouncilAccess, type ItemStanding } from './council-access';
import { CouncilError } from './council.errors';
import { CouncilJournal } from './council-journal';
import { requireState } from './session.policy';

/** A question to put on an agenda: a case, or a title and a question of the secretary's own. */
export interface NewItem {
  applicationId?: string;
  title?: string;
  question?: string;
  ballot: BallotKind;
}

/** A case that waits for the Council and is on no agenda. */
export interface WaitingCase {
  applicationId: string;
  number: string | null;
  title: string;
  dueOn: string | null;
}

/** What is on the agenda, and who takes no part in which question. */
@Injectable()
export class AgendaService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly applications: ApplicationsService,
    private readonly access: CouncilAccess,
    private readonly agenda: AgendaRepository,
    private readonly ballots: BallotsRepository,
    private readonly conflicts: ConflictCheck,
    private readonly journal: CouncilJournal,
  ) {}

  /** Cases for the agenda of a session, the nearest term first. @throws CouncilError council.not_found */
  async waiting(actor: Actor, sessionId: string): Promise<WaitingCase[]> {
    const { session, manages } = await this.access.open(actor, sessionId);
    if (!manages) {
      throw new CouncilError('council.not_found');
    }
    const cases = await this.applications.standingIn(session.clusterId, 'COUNCIL');
    const taken = await this.agenda.onAgenda(cases.map(({ id }) => id));
    return Promise.all(
      cases
        .filter(({ id }) => !taken.has(id))
        .map(async (row) => ({
          applicationId: row.id,
          number: row.number,
          title: await this.titleOf(row),
          dueOn: row.dueOn,
        })),
    );
  }

  /**
   * @returns the id of the question
   * @throws CouncilError council.case_not_waiting, council.wrong_state; ApplicationError application.not_found
   */
  async add(actor: Actor, sessionId: string, asked: NewItem): Promise<string> {
    return this.db.transaction(async (tx) => {
      const { session, members } = await this.access.lockAsSecretary(tx, actor, sessionId);
      requireState(session, ['PLANNED', 'OPEN']);
      const item = await this.itemOf(tx, sessionId, session.clusterId, asked);
      await this.agenda.insert(tx, item);
      const { applicationId, ballot, mode } = item;
      await this.journal.item(tx, actor, session, item, 'addItem', { applicationId, ballot, mode });
      if (applicationId !== null) {
        await this.recuseKnown(tx, { item, session, members });
      }
      return item.id;
    });
  }

  /** Open or secret, while nobody votes yet. */
  async setBallot(actor: Actor, itemId: string, ballot: BallotKind): Promise<void> {
    await this.pending(actor, itemId, async (tx, { item, session }) => {
      await this.agenda.save(tx, { ...item, ballot });
      await this.journal.item(tx, actor, session, item, 'setBallot', { ballot });
    });
  }

  /** A case is free for another agenda then. */
  async remove(actor: Actor, itemId: string): Promise<void> {
    await this.pending(actor, itemId, async (tx, { item, session }) => {
      await this.agenda.remove(tx, item);
      const { applicationId } = item;
      await this.journal.item(tx, actor, session, item, 'removeItem', { applicationId });
    });
  }

  /**
   * The member takes no part in a question: he declares it himself until the ballot is closed. A vote that he has
   * cast goes with it.
   * @throws CouncilError council.not_a_member, council.wrong_state
   */
  async recuse(actor: Actor, itemId: string, reason: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const { item, session, member } = await this.access.lockItem(tx, actor, itemId);
      if (!member) {
        throw new CouncilError('council.not_a_member');
      }
      requireItem(item, ['PENDING', 'VOTING']);
      const now = this.clock.now();
      const recusal = { itemId, memberId: member.id, reason, found: false };
      if (await this.agenda.recuse(tx, recusal, now)) {
        await this.ballots.drop(tx, itemId, member.id);
        await this.ballots.dropDissent(tx, itemId, member.id);
        await this.journal.item(tx, actor, session, item, 'recuse', { memberId: member.id });
      }
    });
  }

  /** He may think better of it until the ballot is opened. */
  async takeBackRecusal(actor: Actor, itemId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const { item, session, member } = await this.access.lockItem(tx, actor, itemId);
      if (!member) {
        throw new CouncilError('council.not_a_member');
      }
      requireItem(item, ['PENDING']);
      if (await this.agenda.unrecuse(tx, itemId, member.id)) {
        await this.journal.item(tx, actor, session, item, 'takeBackRecusal', {
          memberId: member.id,
        });
      }
    });
  }

  private async pending(
    actor: Actor,
    itemId: string,
    work: (tx: Tx, standing: ItemStanding) => Promise<void>,
  ): Promise<void> {
    await this.db.transaction(async (tx) => {
      const standing = await this.access.lockItemAsSecretary(tx, actor, itemId);
      requireState(standing.session, ['PLANNED', 'OPEN']);
      requireItem(standing.item, ['PENDING']);
      await work(tx, standing);
    });
  }

  private async itemOf(
    tx: Tx,
    sessionId: string,
    clusterId: string,
    { applicationId, title, question, ballot }: NewItem,
  ): Promise<ItemRecord> {
    const base = {
      ...{ id: newId(), sessionId, position: 0, ballot, state: 'PENDING' as const },
      ...{ outcome: null, result: null, roll: null, boxDigest: null, ballotKey: null },
      ...{ openedAt: null, closedAt: null },
    };
    if (applicationId === undefined) {
      return {
        ...base,
        applicationId: null,
        mode: null,
        title: title ?? '',
        question: question ?? '',
      };
    }
    const { row } = await this.applications.lock(tx, systemActor(), applicationId);
    const { settings } = await this.applications.world(row, tx);
    if (row.clusterId !== clusterId || row.state !== 'COUNCIL' || settings.councilMode === 'NONE') {
      throw new CouncilError('council.case_not_waiting');
    }
    const mode = settings.councilMode;
    const asked = mode === 'OPINION' ? 'Рекомендовать удовлетворить' : 'Удовлетворить';
    return {
      ...base,
      applicationId,
      mode,
      title: title ?? (await this.titleOf(row, tx)),
      question: question ?? `${asked} заявку № ${row.number ?? ''}?`,
    };
  }

  /** As the minutes call it: in Russian, the language of the acts. */
  private async titleOf(row: ApplicationData, tx?: Tx): Promise<string> {
    const { version } = await this.applications.world(row, tx);
    return `${row.organisationName}: ${version.title.ru}`;
  }

  /**
   * Whom the graph of conflicts knows to be close to the applicant is recused by the portal: when a case is put on the
   * agenda, and anew when its ballot is opened, since people and graph change.
   */
  async recuseKnown(
    tx: Tx,
    { item, session, members }: Pick<ItemStanding, 'item' | 'session' | 'members'>,
  ): Promise<void> {
    const row = item.applicationId && (await this.applications.find(item.applicationId, tx));
    for (const { id, accountId } of row ? members : []) {
      const found = await this.conflicts.of(accountId, row ? row.organisationId : '');
      if (found.outcome === 'FOUND') {
        const recusal = { itemId: item.id, memberId: id, reason: found.reason ?? '', found: true };
        if (await this.agenda.recuse(tx, recusal, this.clock.now())) {
          await this.journal.item(tx, systemActor(), session, item, 'recuse', { memberId: id });
        }
      }
    }
  }
}

/** @throws CouncilError council.wrong_state */
export function requireItem(item: ItemRecord, states: readonly ItemRecord['state'][]): void {
  if (!states.includes(item.state)) {
    throw new CouncilError('council.wrong_state', { item: item.id, state: item.state });
  }
}
