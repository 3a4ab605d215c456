import { Injectable } from '@nestjs/common';

import { CatalogueService } from '@okno/server/catalogue';
import {
  Clock,
  Database,
  decodeCursor,
  newId,
  Outbox,
  PAGE_LIMIT,
  pageOf,
  reachesCluster,
  type Actor,
  type PageQuery,
  type Tx,
} from '@okno/server/core';
import { quorumOf } from '@okno/shared/council-rules';

import { AgendaRepository } from './agenda.repository';
import { CouncilAccess, type Standing } from './council-access';
import { CouncilError } from './council.errors';
import { CouncilJournal } from './council-journal';
import { CouncilRepository, type SessionRecord } from './council.repository';
import type { SessionState } from './council-session.entity';
import { MinutesService } from './minutes.service';
import { seatsOf } from './roll';
import { requireState, rulesOf } from './session.policy';

/** When and where a session is. */
export interface SessionPlan {
  plannedFor: Date;
  place: string;
}

/** Sessions from plan to close. Only the secretary moves them; who is here each member may say himself. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly catalogue: CatalogueService,
    private readonly access: CouncilAccess,
    private readonly council: CouncilRepository,
    private readonly agenda: AgendaRepository,
    private readonly journal: CouncilJournal,
    private readonly minutes: MinutesService,
  ) {}

  async list(
    actor: Actor,
    { after, limit = PAGE_LIMIT }: PageQuery,
  ): Promise<{ items: SessionRecord[]; next: string | null }> {
    const scope = await this.access.scope(actor);
    const place = after === undefined ? undefined : decodeCursor(after, ['instant', 'uuid']);
    const rows = await this.council.sessions(scope, limit + 1, place);
    return pageOf(
      rows,
      limit,
      (row) => row,
      (row) => [row.plannedFor.toISOString(), row.id],
    );
  }

  /** @throws CouncilError council.not_found where the cluster has no Council, or is not the actor's */
  async plan(actor: Actor, clusterCode: string, plan: SessionPlan): Promise<string> {
    const cluster = await this.catalogue.cluster(clusterCode);
    const council = cluster && (await this.council.ofCluster(cluster.id));
    if (!council || !reachesCluster(actor, 'session.manage', council.clusterId)) {
      throw new CouncilError('council.not_found');
    }
    const session: SessionRecord = {
      id: newId(),
      councilId: council.id,
      clusterId: council.clusterId,
      state: 'PLANNED',
      ...plan,
      number: null,
      rules: null,
      chairId: null,
      createdBy: actor.accountId,
      createdAt: this.clock.now(),
      openedAt: null,
      closedAt: null,
    };
    await this.db.transaction(async (tx) => {
      await this.council.insert(tx, session);
      await this.journal.session(tx, actor, session, 'planSession', words(plan));
      await this.outbox.add(tx, 'council.sessionPlanned', { sessionId: session.id });
    });
    return session.id;
  }

  /** @throws CouncilError council.wrong_state once it is open */
  async replan(actor: Actor, sessionId: string, plan: SessionPlan): Promise<void> {
    await this.step(actor, sessionId, ['PLANNED'], async (tx, { session }) => {
      Object.assign(session, plan);
      await this.council.save(tx, session);
      await this.journal.session(tx, actor, session, 'replanSession', words(plan));
      await this.outbox.add(tx, 'council.sessionPlanned', { sessionId });
    });
  }

  /** Its questions are free for another agenda. */
  async cancel(actor: Actor, sessionId: string): Promise<void> {
    await this.step(actor, sessionId, ['PLANNED'], async (tx, { session }) => {
      session.state = 'CANCELLED';
      await this.deferRest(tx, sessionId);
      await this.council.save(tx, session);
      await this.journal.session(tx, actor, session, 'cancelSession');
    });
  }

  /**
   * Opens the session with a number and the rules of this day.
   * @param chairId the seat that presides; the Council's chair when absent
   * @throws CouncilError council.chair_unknown
   */
  async open(actor: Actor, sessionId: string, chairId?: string): Promise<void> {
    await this.step(actor, sessionId, ['PLANNED'], async (tx, { session, members }) => {
      const council = await this.council.find(session.councilId, tx);
      const chair = members.find(({ id, chair: own }) =>
        chairId === undefined ? own : id === chairId,
      );
      if (!council || !chair) {
        throw new CouncilError('council.chair_unknown', {}, [
          { path: 'chairId', code: 'NOT_AN_OPTION' },
        ]);
      }
      session.number = await this.council.nextNumber(tx, session.councilId, 'SESSION');
      Object.assign(session, { state: 'OPEN', rules: council.rules, chairId: chair.id });
      session.openedAt = this.clock.now();
      await this.council.save(tx, session);
      await this.journal.session(tx, actor, session, 'openSession', {
        number: session.number,
        chairId: chair.id,
        rules: council.rules,
      });
    });
  }

  /**
   * Marks who is here. A member may say so of himself; the secretary of anybody, and that somebody left.
   * @throws CouncilError council.not_found, council.wrong_state
   */
  async mark(actor: Actor, sessionId: string, memberId: string, present: boolean): Promise<void> {
    await this.db.transaction(async (tx) => {
      const standing = await this.access.lock(tx, actor, sessionId);
      const { session, members, member, manages } = standing;
      const known = members.some(({ id }) => id === memberId);
      if (!known || (!manages && (member?.id !== memberId || !present))) {
        throw new CouncilError('council.not_found');
      }
      requireState(session, ['OPEN']);
      const here = await this.agenda.present(sessionId, tx);
      if (here.has(memberId) !== present) {
        await this.agenda.mark(tx, sessionId, memberId, present, this.clock.now());
        await this.journal.session(tx, actor, session, 'markPresence', { memberId, present });
      }
    });
  }

  /**
   * Closes the session and draws up its minutes. Questions that nobody voted on go to another agenda.
   * @throws CouncilError council.wrong_state while a ballot is open
   */
  async close(actor: Actor, sessionId: string): Promise<void> {
    await this.step(actor, sessionId, ['OPEN'], async (tx, standing) => {
      const { session, members } = standing;
      const items = await this.agenda.items(sessionId, tx);
      const running = items.find(({ state }) => state === 'VOTING' || state === 'COUNTING');
      if (running) {
        throw new CouncilError('council.wrong_state', { item: running.id, state: running.state });
      }
      await this.deferRest(tx, sessionId);
      session.state = 'CLOSED';
      session.closedAt = this.clock.now();
      await this.council.save(tx, session);
      const minutes = await this.minutes.prepare(tx, standing, actor.accountId);
      const here = await this.agenda.present(sessionId, tx);
      const { counted, needed } = quorumOf(rulesOf(session), seatsOf({ members, session, here }));
      await this.journal.session(tx, actor, session, 'closeSession', {
        ...{ minutes: minutes.number, sha256: minutes.sha256, present: counted, needed },
      });
    });
  }

  private async step(
    actor: Actor,
    sessionId: string,
    states: readonly SessionState[],
    work: (tx: Tx, standing: Standing) => Promise<void>,
  ): Promise<void> {
    await this.db.transaction(async (tx) => {
      const standing = await this.access.lockAsSecretary(tx, actor, sessionId);
      requireState(standing.session, states);
      await work(tx, standing);
    });
  }

  private async deferRest(tx: Tx, sessionId: string): Promise<void> {
    await this.agenda.deferPending(tx, sessionId);
  }
}

function words({ plannedFor, place }: SessionPlan): Record<string, string> {
  return { plannedFor: plannedFor.toISOString(), place };
}
