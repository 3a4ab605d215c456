import { Injectable } from '@nestjs/common';

import { CatalogueService, type ClusterData } from '@okno/server/catalogue';
import { Clock, reach, reachesCluster, type Actor, type Tx } from '@okno/server/core';
import { localDate } from '@okno/shared/work-calendar';

import { AgendaRepository, type ItemRecord } from './agenda.repository';
import { CouncilError } from './council.errors';
import {
  CouncilRepository,
  type MemberRecord,
  type SessionRecord,
  type SessionScope,
} from './council.repository';

/** How the actor stands to a session that he may know of. */
export interface Standing {
  session: SessionRecord;
  cluster: ClusterData;
  /** The roll: seats in office on the day of opening; today, while the session is not open. */
  members: MemberRecord[];
  /** The actor's own seat on the roll. */
  member: MemberRecord | undefined;
  /** Keeps the books: the secretary. */
  manages: boolean;
}

/** A question with the session it is of. */
export interface ItemStanding extends Standing {
  item: ItemRecord;
}

/** Who may see sessions of a Council, and as what. What somebody may not know of does not exist for him. */
@Injectable()
export class CouncilAccess {
  constructor(
    private readonly clock: Clock,
    private readonly catalogue: CatalogueService,
    private readonly council: CouncilRepository,
    private readonly agenda: AgendaRepository,
  ) {}

  /** Whose sessions a list may show to the actor. */
  async scope(actor: Actor): Promise<SessionScope> {
    const read = reach(actor, 'session.read');
    const seats = read.assigned ? await this.council.seatsOf(actor.accountId) : [];
    const councilIds: string[] = [];
    for (const seat of seats) {
      const { timeZone } = await this.catalogue.requireCluster(seat.clusterId);
      if (inOffice(seat, localDate(this.clock.now(), timeZone))) {
        councilIds.push(seat.councilId);
      }
    }
    return { all: read.all, clusterIds: read.clusterIds, councilIds };
  }

  /** @throws CouncilError council.not_found */
  async open(actor: Actor, sessionId: string): Promise<Standing> {
    return this.standing(actor, await this.council.session(sessionId));
  }

  /** The same with the session locked to the end of the transaction. */
  async lock(tx: Tx, actor: Actor, sessionId: string): Promise<Standing> {
    return this.standing(actor, await this.council.lock(tx, sessionId), tx);
  }

  /** For who keeps the books. @throws CouncilError council.not_found for everybody else */
  async lockAsSecretary(tx: Tx, actor: Actor, sessionId: string): Promise<Standing> {
    const standing = await this.lock(tx, actor, sessionId);
    if (!standing.manages) {
      throw new CouncilError('council.not_found');
    }
    return standing;
  }

  /** @throws CouncilError council.not_found */
  async openItem(actor: Actor, itemId: string): Promise<ItemStanding> {
    const item = required(await this.agenda.item(itemId));
    return { ...(await this.open(actor, item.sessionId)), item };
  }

  /** The question locked; the session as it stands: it is not closed while a ballot is open. */
  async lockItem(tx: Tx, actor: Actor, itemId: string): Promise<ItemStanding> {
    const item = required(await this.agenda.lock(tx, itemId));
    const session = await this.council.session(item.sessionId, tx);
    return { ...(await this.standing(actor, session, tx)), item };
  }

  /** Session and question locked, in this order, for who keeps the books. */
  async lockItemAsSecretary(tx: Tx, actor: Actor, itemId: string): Promise<ItemStanding> {
    const { sessionId } = required(await this.agenda.item(itemId));
    const standing = await this.lockAsSecretary(tx, actor, sessionId);
    return { ...standing, item: required(await this.agenda.lock(tx, itemId)) };
  }

  private async standing(actor: Actor, found: SessionRecord | null, tx?: Tx): Promise<Standing> {
    const session = required(found);
    const cluster = await this.catalogue.requireCluster(session.clusterId);
    const today = localDate(this.clock.now(), cluster.timeZone);
    const day = session.openedAt ? localDate(session.openedAt, cluster.timeZone) : today;
    const members = await this.council.members(session.councilId, day, tx);
    const member = members.find(({ accountId }) => accountId === actor.accountId);
    const manages = reachesCluster(actor, 'session.manage', session.clusterId);
    const seated = await this.isSeated(actor, session, member, today, tx);
    if (!manages && !seated && !reachesCluster(actor, 'session.read', session.clusterId)) {
      throw new CouncilError('council.not_found');
    }
    return { session, cluster, members, member: seated ? member : undefined, manages };
  }

  /** In office today. Who presided still has minutes to sign when his term ends before he does. */
  private async isSeated(
    actor: Actor,
    session: SessionRecord,
    member: MemberRecord | undefined,
    today: string,
    tx?: Tx,
  ): Promise<boolean> {
    if (!reach(actor, 'session.read').assigned) {
      return false;
    }
    if (member !== undefined && session.state === 'CLOSED' && session.chairId === member.id) {
      return true;
    }
    const seats = await this.council.members(session.councilId, today, tx);
    return seats.some(({ accountId }) => accountId === actor.accountId);
  }
}

function inOffice({ fromOn, toOn }: MemberRecord, day: string): boolean {
  return fromOn <= day && (toOn === null || toOn >= day);
}

function required<T>(found: T | null): T {
  if (found === null) {
    throw new CouncilError('council.not_found');
  }
  return found;
}
