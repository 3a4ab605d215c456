import { Injectable } from '@nestjs/common';

import { breaks, Database, type Tx } from '@okno/server/core';
import type { BallotKind, Outcome, Seat, Tally } from '@okno/shared/council-rules';

import { CouncilError } from './council.errors';
import type { ItemState } from './council-session.entity';

export interface ItemRecord {
  id: string;
  sessionId: string;
  position: number;
  applicationId: string | null;
  title: string;
  question: string;
  ballot: BallotKind;
  mode: 'OPINION' | 'DECISION' | null;
  state: ItemState;
  outcome: Outcome | null;
  result: Tally | null;
  roll: readonly Seat[] | null;
  boxDigest: string | null;
  ballotKey: string | null;
  openedAt: Date | null;
  closedAt: Date | null;
}

export interface RecusalRecord {
  itemId: string;
  memberId: string;
  reason: string;
  /** By the graph of conflicts: the member does not take it back. */
  found: boolean;
}

const ITEM = `id, session_id AS "sessionId", position, application_id AS "applicationId", title, question, ballot, mode, state,
  outcome, result, roll, box_digest AS "boxDigest", ballot_key AS "ballotKey", opened_at AS "openedAt", closed_at AS "closedAt"`;

/** Rows of `council_item`, `council_presence` and `council_recusal`. */
@Injectable()
export class AgendaRepository {
  constructor(private readonly db: Database) {}

  items(sessionId: string, db: Tx | Database = this.db): Promise<ItemRecord[]> {
    return db.named<ItemRecord>(
      'council-items',
      `SELECT ${ITEM} FROM council_item WHERE session_id = $1 ORDER BY position, id LIMIT 500`,
      [sessionId],
    );
  }

  async item(id: string): Promise<ItemRecord | null> {
    const rows = await this.db.named<ItemRecord>(
      'council-item',
      `SELECT ${ITEM} FROM council_item WHERE id = $1`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** The question, locked to the end of the transaction. */
  async lock(tx: Tx, id: string): Promise<ItemRecord | null> {
    const rows = await tx.named<ItemRecord>(
      'council-item-lock',
      `SELECT ${ITEM} FROM council_item WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** The question by which a case is, or last was, on an agenda. */
  async ofCase(applicationId: string, db: Tx | Database = this.db): Promise<ItemRecord | null> {
    const rows = await db.named<ItemRecord>(
      'council-item-of-case',
      `SELECT ${ITEM} FROM council_item WHERE application_id = $1 AND state NOT IN ('DEFERRED', 'WITHDRAWN')`,
      [applicationId],
    );
    return rows[0] ?? null;
  }

  /** @throws CouncilError council.case_not_waiting when another agenda has the case */
  async insert(tx: Tx, row: ItemRecord): Promise<void> {
    try {
      await tx.named(
        'council-item-insert',
        `INSERT INTO council_item (id, session_id, position, application_id, title, question, ballot, mode, state)
         SELECT $1, $2, coalesce(max(position), 0) + 1, $3, $4, $5, $6, $7, $8 FROM council_item WHERE session_id = $2`,
        [
          row.id,
          row.sessionId,
          row.applicationId,
          row.title,
          row.question,
          row.ballot,
          row.mode,
          row.state,
        ],
      );
    } catch (error) {
      if (breaks(error, 'council_item_case_once')) {
        throw new CouncilError('council.case_not_waiting');
      }
      throw error;
    }
  }

  /** Those after it move up. */
  async remove(tx: Tx, { id, sessionId, position }: ItemRecord): Promise<void> {
    await tx.named('council-recusals-drop', 'DELETE FROM council_recusal WHERE item_id = $1', [id]);
    await tx.named('council-item-drop', 'DELETE FROM council_item WHERE id = $1', [id]);
    await tx.named(
      'council-items-up',
      'UPDATE council_item SET position = position - 1 WHERE session_id = $1 AND position > $2',
      [sessionId, position],
    );
  }

  /** Questions that nobody has voted on go to another agenda; one that is withdrawn at this moment stays withdrawn. */
  async deferPending(tx: Tx, sessionId: string): Promise<void> {
    await tx.named(
      'council-items-defer',
      `UPDATE council_item SET state = 'DEFERRED' WHERE session_id = $1 AND state = 'PENDING'`,
      [sessionId],
    );
  }

  async save(tx: Tx, row: ItemRecord): Promise<void> {
    await tx.named(
      'council-item-save',
      `UPDATE council_item SET ballot = $2, state = $3, outcome = $4, result = $5::jsonb, roll = $6::jsonb, box_digest = $7,
         opened_at = $8, closed_at = $9, ballot_key = $10 WHERE id = $1`,
      [
        row.id,
        row.ballot,
        row.state,
        row.outcome,
        row.result === null ? null : JSON.stringify(row.result),
        row.roll === null ? null : JSON.stringify(row.roll),
        row.boxDigest,
        row.openedAt,
        row.closedAt,
        row.ballotKey,
      ],
    );
  }

  /** Which of the cases are on an agenda. */
  async onAgenda(applicationIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.db.named<{ applicationId: string }>(
      'council-on-agenda',
      `SELECT application_id AS "applicationId" FROM council_item
       WHERE application_id = ANY($1::uuid[]) AND state NOT IN ('DEFERRED', 'WITHDRAWN')`,
      [applicationIds],
    );
    return new Set(rows.map(({ applicationId }) => applicationId));
  }

  /** Ids of the seats that are here. */
  async present(sessionId: string, db: Tx | Database = this.db): Promise<Set<string>> {
    const rows = await db.named<{ memberId: string }>(
      'council-present',
      'SELECT member_id AS "memberId" FROM council_presence WHERE session_id = $1 AND present',
      [sessionId],
    );
    return new Set(rows.map(({ memberId }) => memberId));
  }

  async mark(
    tx: Tx,
    sessionId: string,
    memberId: string,
    present: boolean,
    at: Date,
  ): Promise<void> {
    await tx.named(
      'council-presence-put',
      `INSERT INTO council_presence (session_id, member_id, present, at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (session_id, member_id) DO UPDATE SET present = excluded.present, at = excluded.at`,
      [sessionId, memberId, present, at],
    );
  }

  recusals(sessionId: string, db: Tx | Database = this.db): Promise<RecusalRecord[]> {
    return db.named<RecusalRecord>(
      'council-recusals',
      `SELECT r.item_id AS "itemId", r.member_id AS "memberId", r.reason, r.found
       FROM council_recusal r JOIN council_item i ON i.id = r.item_id WHERE i.session_id = $1`,
      [sessionId],
    );
  }

  /** @returns whether it is new */
  async recuse(tx: Tx, recusal: RecusalRecord, at: Date): Promise<boolean> {
    const rows = await tx.named(
      'council-recuse',
      `INSERT INTO council_recusal (item_id, member_id, reason, found, at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING item_id`,
      [recusal.itemId, recusal.memberId, recusal.reason, recusal.found, at],
    );
    return rows.length > 0;
  }

  /** Only one that the member declared himself. @returns whether there was one */
  async unrecuse(tx: Tx, itemId: string, memberId: string): Promise<boolean> {
    const rows = await tx.named(
      'council-unrecuse',
      'DELETE FROM council_recusal WHERE item_id = $1 AND member_id = $2 AND NOT found RETURNING item_id',
      [itemId, memberId],
    );
    return rows.length > 0;
  }
}
