import { Injectable } from '@nestjs/common';

import { Database, newId, type Tx } from '@okno/server/core';

import type { CardChange, CardFact, SourcedValue } from './card-facts';

/** A fact of a card, with what it replaced. */
export interface ShownCardFact extends CardFact {
  organisationId: string;
  previous: SourcedValue | null;
}

/** Rows of `organisation_fact`. */
@Injectable()
export class CardFactsRepository {
  constructor(private readonly db: Database) {}

  /** What registers vouch for now, each with what stood there last. */
  async current(
    organisationIds: readonly string[],
    tx: Tx | Database = this.db,
  ): Promise<ShownCardFact[]> {
    return tx.named<ShownCardFact>(
      'organisation-facts-current',
      `SELECT f.organisation_id AS "organisationId", f.field, f.value, f.source_code AS source, f.as_of AS "asOf",
         p.previous
       FROM organisation_fact f
       LEFT JOIN LATERAL (
         SELECT json_build_object('value', h.value, 'source', h.source_code, 'asOf', h.as_of) AS previous
         FROM organisation_fact h
         WHERE h.organisation_id = f.organisation_id AND h.field = f.field AND h.replaced_at IS NOT NULL
         ORDER BY h.replaced_at DESC LIMIT 1) p ON true
       WHERE f.organisation_id = ANY($1::uuid[]) AND f.replaced_at IS NULL
       ORDER BY f.organisation_id, f.field`,
      [organisationIds],
    );
  }

  /** Notes one change: a newer day of the same value, or a new value with the old one kept. */
  async note(tx: Tx, organisationId: string, change: CardChange, at: Date): Promise<void> {
    const { fact, before } = change;
    const [same] = await tx.query(
      `UPDATE organisation_fact SET as_of = $4
       WHERE organisation_id = $1 AND field = $2 AND value = $3 AND replaced_at IS NULL RETURNING id`,
      [organisationId, fact.field, fact.value, fact.asOf],
    );
    if (same) {
      return;
    }
    const [closed] = await tx.query(
      `UPDATE organisation_fact SET replaced_at = $3
       WHERE organisation_id = $1 AND field = $2 AND replaced_at IS NULL RETURNING id`,
      [organisationId, fact.field, at],
    );
    if (!closed && before !== null) {
      await this.insert(tx, organisationId, { ...before, field: fact.field }, at, at);
    }
    await this.insert(tx, organisationId, fact, at, null);
  }

  private async insert(
    tx: Tx,
    organisationId: string,
    fact: CardFact,
    at: Date,
    replacedAt: Date | null,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO organisation_fact (id, organisation_id, field, value, source_code, as_of, noted_at, replaced_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [newId(), organisationId, fact.field, fact.value, fact.source, fact.asOf, at, replacedAt],
    );
  }
}
