import { Injectable } from '@nestjs/common';

import { Database, type Tx } from '@okno/server/core';
import type { CouncilRules } from '@okno/shared/council-rules';

import type { TextPair } from './council.entity';
import type { SessionState } from './council-session.entity';

/** A Council with its rules. */
export interface CouncilRecord {
  id: string;
  clusterId: string;
  name: TextPair;
  rules: CouncilRules;
}

/** A seat. */
export interface MemberRecord {
  id: string;
  councilId: string;
  accountId: string;
  chair: boolean;
  represents: TextPair;
  fromOn: string;
  toOn: string | null;
}

export interface SessionRecord {
  id: string;
  councilId: string;
  clusterId: string;
  state: SessionState;
  plannedFor: Date;
  place: string;
  number: number | null;
  rules: CouncilRules | null;
  chairId: string | null;
  createdBy: string;
  createdAt: Date;
  openedAt: Date | null;
  closedAt: Date | null;
}

/** Whose sessions a list shows: those of these clusters, and of Councils in which the person has a seat. */
export interface SessionScope {
  all: boolean;
  clusterIds: readonly string[];
  councilIds: readonly string[];
}

const COUNCIL = 'id, cluster_id AS "clusterId", name, rules';
const MEMBER = `id, council_id AS "councilId", account_id AS "accountId", chair, represents, from_on AS "fromOn",
  to_on AS "toOn"`;
const SESSION = `id, council_id AS "councilId", cluster_id AS "clusterId", state, planned_for AS "plannedFor", place, number,
  rules, chair_id AS "chairId", created_by AS "createdBy", created_at AS "createdAt", opened_at AS "openedAt",
  closed_at AS "closedAt"`;

/** Rows of `council`, `council_member`, `council_counter` and `council_session`. */
@Injectable()
export class CouncilRepository {
  constructor(private readonly db: Database) {}

  async ofCluster(clusterId: string): Promise<CouncilRecord | null> {
    const rows = await this.db.named<CouncilRecord>(
      'council-of-cluster',
      `SELECT ${COUNCIL} FROM council WHERE cluster_id = $1`,
      [clusterId],
    );
    return rows[0] ?? null;
  }

  async find(id: string, db: Tx | Database = this.db): Promise<CouncilRecord | null> {
    const rows = await db.named<CouncilRecord>(
      'council-find',
      `SELECT ${COUNCIL} FROM council WHERE id = $1`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** Seats in office on a day, in the order in which they were taken. */
  members(councilId: string, day: string, db: Tx | Database = this.db): Promise<MemberRecord[]> {
    return db.named<MemberRecord>(
      'council-members',
      `SELECT ${MEMBER} FROM council_member
       WHERE council_id = $1 AND from_on <= $2 AND (to_on IS NULL OR to_on >= $2) ORDER BY chair DESC, id LIMIT 200`,
      [councilId, day],
    );
  }

  /** Every seat of a person, with the cluster in whose zone its days are. */
  seatsOf(accountId: string): Promise<(MemberRecord & { clusterId: string })[]> {
    return this.db.named<MemberRecord & { clusterId: string }>(
      'council-seats',
      `SELECT m.id, m.council_id AS "councilId", m.account_id AS "accountId", m.chair, m.represents,
         m.from_on AS "fromOn", m.to_on AS "toOn", c.cluster_id AS "clusterId"
       FROM council_member m JOIN council c ON c.id = m.council_id WHERE m.account_id = $1 LIMIT 100`,
      [accountId],
    );
  }

  /** The next number of a series, kept by its row's lock. */
  async nextNumber(tx: Tx, councilId: string, series: string): Promise<number> {
    const [row] = await tx.named<{ last: number }>(
      'council-counter',
      `INSERT INTO council_counter (council_id, series, last) VALUES ($1, $2, 1)
       ON CONFLICT (council_id, series) DO UPDATE SET last = council_counter.last + 1 RETURNING last`,
      [councilId, series],
    );
    return row?.last ?? 1;
  }

  async session(id: string, db: Tx | Database = this.db): Promise<SessionRecord | null> {
    const rows = await db.named<SessionRecord>(
      'council-session',
      `SELECT ${SESSION} FROM council_session WHERE id = $1`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** The session, locked to the end of the transaction. */
  async lock(tx: Tx, id: string): Promise<SessionRecord | null> {
    const rows = await tx.named<SessionRecord>(
      'council-session-lock',
      `SELECT ${SESSION} FROM council_session WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** Sessions in the scope, the latest first; `before` is the place of the last one seen. */
  sessions(
    scope: SessionScope,
    limit: number,
    before?: readonly (string | number)[],
  ): Promise<SessionRecord[]> {
    return this.db.named<SessionRecord>(
      'council-sessions',
      `SELECT ${SESSION} FROM council_session
       WHERE ($1 OR cluster_id = ANY($2::uuid[]) OR council_id = ANY($3::uuid[]))
         AND ($4::timestamptz IS NULL OR (planned_for, id) < ($4::timestamptz, $5::uuid))
       ORDER BY planned_for DESC, id DESC LIMIT $6`,
      [
        scope.all,
        scope.clusterIds,
        scope.councilIds,
        before?.[0] ?? null,
        before?.[1] ?? null,
        limit,
      ],
    );
  }

  async insert(tx: Tx, row: SessionRecord): Promise<void> {
    await tx.named(
      'council-session-insert',
      `INSERT INTO council_session (id, council_id, cluster_id, state, planned_for, place, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        row.id,
        row.councilId,
        row.clusterId,
        row.state,
        row.plannedFor,
        row.place,
        row.createdBy,
        row.createdAt,
      ],
    );
  }

  async save(tx: Tx, row: SessionRecord): Promise<void> {
    await tx.named(
      'council-session-save',
      `UPDATE council_session SET state = $2, planned_for = $3, place = $4, number = $5, rules = $6::jsonb, chair_id = $7,
         opened_at = $8, closed_at = $9 WHERE id = $1`,
      [
        row.id,
        row.state,
        row.plannedFor,
        row.place,
        row.number,
        row.rules === null ? null : JSON.stringify(row.rules),
        row.chairId,
        row.openedAt,
        row.closedAt,
      ],
    );
  }

  async putCouncil(tx: Tx, row: CouncilRecord): Promise<void> {
    await tx.query(
      `INSERT INTO council (id, cluster_id, name, rules) VALUES ($1, $2, $3::jsonb, $4::jsonb)
       ON CONFLICT (cluster_id) DO UPDATE SET name = excluded.name, rules = excluded.rules`,
      [row.id, row.clusterId, JSON.stringify(row.name), JSON.stringify(row.rules)],
    );
  }

  /** The Council, locked to the end of the transaction: seats are given one after another. */
  async lockCouncil(tx: Tx, id: string): Promise<void> {
    await tx.named('council-lock', 'SELECT 1 FROM council WHERE id = $1 FOR UPDATE', [id]);
  }

  /** Every seat there was, the newest term first. */
  allSeats(councilId: string, db: Tx | Database = this.db): Promise<MemberRecord[]> {
    return db.named<MemberRecord>(
      'council-all-seats',
      `SELECT ${MEMBER} FROM council_member WHERE council_id = $1 ORDER BY from_on DESC, id DESC LIMIT 1000`,
      [councilId],
    );
  }

  async seatById(id: string): Promise<MemberRecord | null> {
    const rows = await this.db.named<MemberRecord>(
      'council-seat',
      `SELECT ${MEMBER} FROM council_member WHERE id = $1`,
      [id],
    );
    return rows[0] ?? null;
  }

  async endSeat(tx: Tx, id: string, toOn: string | null): Promise<void> {
    await tx.named('council-seat-end', 'UPDATE council_member SET to_on = $2 WHERE id = $1', [
      id,
      toOn,
    ]);
  }

  async seat(tx: Tx, row: MemberRecord): Promise<void> {
    await tx.query(
      `INSERT INTO council_member (id, council_id, account_id, chair, represents, from_on, to_on)
       VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7)`,
      [
        row.id,
        row.councilId,
        row.accountId,
        row.chair,
        JSON.stringify(row.represents),
        row.fromOn,
        row.toOn,
      ],
    );
  }
}
