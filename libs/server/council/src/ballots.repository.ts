import { Injectable } from '@nestjs/common';

import { breaks, Database, type Tx } from '@okno/server/core';
import type { Choice, Opening, SealedVote } from '@okno/shared/council-rules';

import { CouncilError } from './council.errors';

export interface VoteRecord {
  itemId: string;
  memberId: string;
  /** Null in a secret ballot. */
  choice: Choice | null;
  /** Of a secret vote, until the ballot is closed. */
  seal: string | null;
  /** What lies under the seal, for the key of the ballot; until it is closed. */
  envelope: string | null;
  castAt: Date;
}

/** A seal in the box with its envelope. */
export interface BoxedVote extends SealedVote {
  envelope: string | null;
}

export interface DissentRecord {
  itemId: string;
  memberId: string;
  text: string;
}

const VOTE = `v.item_id AS "itemId", v.member_id AS "memberId", v.choice, v.seal, v.envelope, v.cast_at AS "castAt"`;

/** Rows of `council_vote`, `council_sealed_vote` and `council_dissent`. */
@Injectable()
export class BallotsRepository {
  constructor(private readonly db: Database) {}

  votes(sessionId: string, db: Tx | Database = this.db): Promise<VoteRecord[]> {
    return db.named<VoteRecord>(
      'council-votes',
      `SELECT ${VOTE} FROM council_vote v JOIN council_item i ON i.id = v.item_id WHERE i.session_id = $1`,
      [sessionId],
    );
  }

  votesOn(tx: Tx, itemId: string): Promise<VoteRecord[]> {
    return tx.named<VoteRecord>(
      'council-votes-on',
      `SELECT ${VOTE} FROM council_vote v WHERE v.item_id = $1`,
      [itemId],
    );
  }

  /** @throws CouncilError council.vote_form for a seal that is in the ballot already: each must have a salt of its own */
  async put(tx: Tx, vote: VoteRecord): Promise<void> {
    try {
      await tx.named(
        'council-vote-put',
        `INSERT INTO council_vote (item_id, member_id, choice, seal, envelope, cast_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (item_id, member_id) DO UPDATE SET choice = excluded.choice, seal = excluded.seal,
           envelope = excluded.envelope, cast_at = excluded.cast_at`,
        [vote.itemId, vote.memberId, vote.choice, vote.seal, vote.envelope, vote.castAt],
      );
    } catch (error) {
      if (breaks(error, 'council_vote_seal')) {
        throw new CouncilError('council.vote_form', {}, [{ path: 'seal', code: 'NOT_UNIQUE' }]);
      }
      throw error;
    }
  }

  async drop(tx: Tx, itemId: string, memberId: string): Promise<void> {
    await tx.named(
      'council-vote-drop',
      'DELETE FROM council_vote WHERE item_id = $1 AND member_id = $2',
      [itemId, memberId],
    );
  }

  /** Parts the seals from the names: they go into the box in the order of their signs. */
  async fillBox(tx: Tx, itemId: string): Promise<string[]> {
    const rows = await tx.named<{ seal: string }>(
      'council-box-fill',
      `INSERT INTO council_sealed_vote (item_id, seal, envelope)
       SELECT item_id, seal, envelope FROM council_vote WHERE item_id = $1 AND seal IS NOT NULL ORDER BY seal RETURNING seal`,
      [itemId],
    );
    await tx.named(
      'council-seals-part',
      'UPDATE council_vote SET seal = NULL, envelope = NULL WHERE item_id = $1',
      [itemId],
    );
    return rows.map(({ seal }) => seal);
  }

  async box(itemId: string, db: Tx | Database = this.db): Promise<BoxedVote[]> {
    const rows = await db.named<{
      seal: string;
      envelope: string | null;
      choice: Choice | null;
      salt: string | null;
    }>(
      'council-box',
      'SELECT seal, envelope, choice, salt FROM council_sealed_vote WHERE item_id = $1 ORDER BY seal',
      [itemId],
    );
    return rows.map(({ seal, envelope, choice, salt }) => ({
      seal,
      envelope,
      opening: choice === null || salt === null ? null : { choice, salt },
    }));
  }

  async open(tx: Tx, itemId: string, seal: string, { choice, salt }: Opening): Promise<void> {
    await tx.named(
      'council-box-open',
      'UPDATE council_sealed_vote SET choice = $3, salt = $4 WHERE item_id = $1 AND seal = $2',
      [itemId, seal, choice, salt],
    );
  }

  dissents(sessionId: string, db: Tx | Database = this.db): Promise<DissentRecord[]> {
    return db.named<DissentRecord>(
      'council-dissents',
      `SELECT d.item_id AS "itemId", d.member_id AS "memberId", d.text
       FROM council_dissent d JOIN council_item i ON i.id = d.item_id WHERE i.session_id = $1 ORDER BY d.at, d.member_id`,
      [sessionId],
    );
  }

  async putDissent(tx: Tx, dissent: DissentRecord, at: Date): Promise<void> {
    await tx.named(
      'council-dissent-put',
      `INSERT INTO council_dissent (item_id, member_id, text, at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (item_id, member_id) DO UPDATE SET text = excluded.text, at = excluded.at`,
      [dissent.itemId, dissent.memberId, dissent.text, at],
    );
  }

  async dropDissent(tx: Tx, itemId: string, memberId: string): Promise<void> {
    await tx.named(
      'council-dissent-drop',
      'DELETE FROM council_dissent WHERE item_id = $1 AND member_id = $2',
      [itemId, memberId],
    );
  }
}
