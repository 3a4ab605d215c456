import { Injectable } from '@nestjs/common';

import { AccountsService } from '@okno/server/accounts';
import { CatalogueService, type ClusterData } from '@okno/server/catalogue';
import {
  Audit,
  Clock,
  Database,
  newId,
  reachesCluster,
  type Actor,
  type Tx,
} from '@okno/server/core';
import { localDate } from '@okno/shared/work-calendar';

import { CouncilError } from './council.errors';
import { CouncilRepository, type CouncilRecord, type MemberRecord } from './council.repository';
import type { TextPair } from './council.entity';

/** Roles whose people may vote: a seat gives nobody a role, and a role nobody a seat. */
const VOTING_ROLES: readonly string[] = ['COUNCIL_MEMBER', 'COUNCIL_CHAIR'];

/** A seat to be given. */
export interface NewSeat {
  email: string;
  chair: boolean;
  represents: TextPair;
  /** First and last day, both counted; null: no end is set. */
  fromOn: string;
  toOn: string | null;
}

/** A seat with the name of who has it. */
export interface NamedMember extends MemberRecord {
  name: string;
  email: string;
}

/**
 * Who is in the Council, from when until when. The head of the centre writes down what the meeting of the participants
 * resolved; the administrator gives the role. Nothing reaches back: the roll of a session that was held does not change.
 */
@Injectable()
export class SeatsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly accounts: AccountsService,
    private readonly catalogue: CatalogueService,
    private readonly council: CouncilRepository,
  ) {}

  /** All seats, those of the past too, the newest first. @throws CouncilError council.not_found */
  async list(actor: Actor, clusterCode: string): Promise<NamedMember[]> {
    const { council } = await this.ofCluster(actor, clusterCode);
    const seats = await this.council.allSeats(council.id);
    const people = await this.accounts.getPeople(seats.map(({ accountId }) => accountId));
    return seats.map((seat) => {
      const person = people.get(seat.accountId);
      return { ...seat, name: person?.name ?? '', email: person?.email ?? '' };
    });
  }

  /**
   * @returns the id of the seat
   * @throws CouncilError council.not_found, .person_unknown, .role_missing, .term_wrong, .seat_taken, .chair_taken
   */
  async appoint(actor: Actor, clusterCode: string, asked: NewSeat): Promise<string> {
    const { council, cluster } = await this.ofCluster(actor, clusterCode);
    const person = await this.accounts.findByEmail(asked.email);
    if (!person) {
      throw wrong('council.person_unknown', 'email');
    }
    const roles = await this.accounts.rolesOf(person.id);
    if (
      !roles.some(({ role, clusterCode: of }) => VOTING_ROLES.includes(role) && of === cluster.code)
    ) {
      throw wrong('council.role_missing', 'email');
    }
    if (asked.fromOn < this.today(cluster)) {
      throw wrong('council.term_wrong', 'fromOn');
    }
    const { chair, represents, fromOn, toOn } = asked;
    const seat = { id: newId(), councilId: council.id, accountId: person.id };
    const whole = { ...seat, chair, represents, fromOn, toOn };
    await this.write(actor, council, whole, 'appoint', (tx) => this.council.seat(tx, whole));
    return seat.id;
  }

  /**
   * Sets the last day of a term, today at the earliest, or takes its end away.
   * @throws CouncilError council.not_found, .term_wrong, .seat_taken, .chair_taken
   */
  async setEnd(actor: Actor, seatId: string, toOn: string | null): Promise<void> {
    const found = await this.council.seatById(seatId);
    const council = found && (await this.council.find(found.councilId));
    if (!found || !council || !reachesCluster(actor, 'seat.manage', council.clusterId)) {
      throw new CouncilError('council.not_found');
    }
    const today = this.today(await this.catalogue.requireCluster(council.clusterId));
    // A term that is over stays over: a new one begins with a new seat.
    if ((found.toOn ?? today) < today || (toOn ?? today) < today) {
      throw wrong('council.term_wrong', 'toOn');
    }
    await this.write(actor, council, { ...found, toOn }, 'endTerm', (tx) =>
      this.council.endSeat(tx, seatId, toOn),
    );
  }

  /** With the Council locked: of two who appoint at once the second sees the first. */
  private async write(
    actor: Actor,
    council: CouncilRecord,
    seat: MemberRecord,
    action: string,
    put: (tx: Tx) => Promise<void>,
  ): Promise<void> {
    await this.db.transaction(async (tx) => {
      await this.council.lockCouncil(tx, council.id);
      this.requireRoom(seat, await this.council.allSeats(council.id, tx));
      await put(tx);
      const { id: memberId, accountId, chair, fromOn, toOn } = seat;
      await this.audit.record(tx, {
        ...{ actor, action, subject: { type: 'council', id: council.id } },
        data: { memberId, accountId, chair, fromOn, toOn },
      });
    });
  }

  /** One seat a person and one chair at a time. */
  private requireRoom(seat: MemberRecord, all: readonly MemberRecord[]): void {
    const { fromOn, toOn } = seat;
    if (toOn !== null && toOn < fromOn) {
      throw wrong('council.term_wrong', 'toOn');
    }
    const beside = all.filter((one) => one.id !== seat.id && overlap(one, seat));
    if (beside.some(({ accountId }) => accountId === seat.accountId)) {
      throw wrong('council.seat_taken', 'email');
    }
    if (seat.chair && beside.some(({ chair }) => chair)) {
      throw wrong('council.chair_taken', 'chair');
    }
  }

  private async ofCluster(
    actor: Actor,
    clusterCode: string,
  ): Promise<{ cluster: ClusterData; council: CouncilRecord }> {
    const cluster = await this.catalogue.cluster(clusterCode);
    const council = cluster && (await this.council.ofCluster(cluster.id));
    if (!cluster || !council || !reachesCluster(actor, 'seat.manage', cluster.id)) {
      throw new CouncilError('council.not_found');
    }
    return { cluster, council };
  }

  private today({ timeZone }: ClusterData): string {
    return localDate(this.clock.now(), timeZone);
  }
}

function overlap(one: MemberRecord, other: MemberRecord): boolean {
  const end = ({ toOn }: MemberRecord): string => toOn ?? '9999-12-31';
  return one.fromOn <= end(other) && other.fromOn <= end(one);
}

function wrong(code: ConstructorParameters<typeof CouncilError>[0], path: string): CouncilError {
  return new CouncilError(code, {}, [{ path, code: 'NOT_AN_OPTION' }]);
}
