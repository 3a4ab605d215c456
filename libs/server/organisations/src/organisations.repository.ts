import { Injectable } from '@nestjs/common';

import { Database, type Tx } from '@okno/server/core';

import type { CardValues, OrganisationCardData } from './organisation.card';
import type { CardSource, OrganisationState } from './organisation.entity';

const CARD = `o.id, o.kind, o.inn, o.ogrn, o.kpp, o.full_name AS "fullName", o.short_name AS "shortName",
  o.okved_main AS "okvedMain", o.sme_category AS "smeCategory", o.address_legal AS "addressLegal",
  o.address_actual AS "addressActual", o.head_name AS "headName", o.head_post AS "headPost", o.website,
  o.region_code AS "regionCode", o.state, o.source_code AS "sourceCode", o.source_as_of AS "sourceAsOf",
  o.revision, o.created_at AS "createdAt"`;

type CardRow = Omit<OrganisationCardData, 'source'> & {
  sourceCode: CardSource;
  sourceAsOf: string;
};

/** Which organisations a list shows; `accountId` limits it to those the person acts or asks for. */
export interface OrganisationFilter {
  accountId?: string;
  /** Only those that have filed in one of these clusters; absent: everywhere. */
  clusterIds?: readonly string[];
  q?: string;
  state?: OrganisationState;
  /** Only those where somebody waits for the centre. */
  pending?: boolean;
  /** Id of the last one shown before. */
  after?: string;
  limit: number;
}

/** Rows of `organisation`, and the clusters they have filed in. */
@Injectable()
export class OrganisationsRepository {
  constructor(private readonly db: Database) {}

  async card(id: string, tx: Tx | Database = this.db): Promise<OrganisationCardData | null> {
    const [row] = await tx.named<CardRow>(
      'organisation-card',
      `SELECT ${CARD} FROM organisation o WHERE o.id = $1`,
      [id],
    );
    return row ? cardOf(row) : null;
  }

  async cards(ids: readonly string[]): Promise<OrganisationCardData[]> {
    const rows = await this.db.named<CardRow>(
      'organisation-cards',
      `SELECT ${CARD} FROM organisation o WHERE o.id = ANY($1::uuid[])`,
      [ids],
    );
    return rows.map(cardOf);
  }

  /** The card with its row locked: whatever happens to the organisation happens in turn. */
  async lock(tx: Tx, id: string): Promise<OrganisationCardData | null> {
    const [row] = await tx.named<CardRow>(
      'organisation-lock',
      `SELECT ${CARD} FROM organisation o WHERE o.id = $1 FOR UPDATE`,
      [id],
    );
    return row ? cardOf(row) : null;
  }

  /** Adds the organisation unless its ИНН is there already. Tells whether it was added. */
  async insert(
    tx: Tx,
    row: { id: string; values: CardValues; accountId: string; at: Date; today: string },
  ): Promise<boolean> {
    const { values } = row;
    const inserted = await tx.named(
      'organisation-insert',
      `INSERT INTO organisation (id, kind, inn, ogrn, kpp, full_name, short_name, okved_main, sme_category,
         address_legal, address_actual, head_name, head_post, website, region_code, state, source_code,
         source_as_of, revision, created_by, created_at, updated_at)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,'UNCONFIRMED','declared',$16,1,$17,$18,$18)
       ON CONFLICT (inn) DO NOTHING RETURNING id`,
      [
        row.id,
        values.kind,
        values.inn,
        values.ogrn,
        values.kpp,
        values.fullName,
        values.shortName,
        values.okvedMain,
        values.smeCategory,
        values.addressLegal,
        values.addressActual,
        values.headName,
        values.headPost,
        values.website,
        values.regionCode,
        row.today,
        row.accountId,
        row.at,
      ],
    );
    return inserted.length > 0;
  }

  /** Id of the organisation with this ИНН, or null. */
  async idByInn(inn: string): Promise<string | null> {
    const [row] = await this.db.named<{ id: string }>(
      'organisation-id-by-inn',
      'SELECT id FROM organisation WHERE inn = $1',
      [inn],
    );
    return row?.id ?? null;
  }

  async lockByInn(tx: Tx, inn: string): Promise<OrganisationCardData | null> {
    const [row] = await tx.named<CardRow>(
      'organisation-lock-inn',
      `SELECT ${CARD} FROM organisation o WHERE o.inn = $1 FOR UPDATE`,
      [inn],
    );
    return row ? cardOf(row) : null;
  }

  /** Writes the card and raises the revision. The caller has locked the row. */
  async save(tx: Tx, id: string, values: CardValues, at: Date, asOf: string): Promise<void> {
    await tx.named(
      'organisation-save',
      `UPDATE organisation SET kind = $2, ogrn = $3, kpp = $4, full_name = $5, short_name = $6,
         okved_main = $7, sme_category = $8, address_legal = $9, address_actual = $10, head_name = $11,
         head_post = $12, website = $13, region_code = $14, revision = revision + 1, updated_at = $15,
         source_as_of = CASE WHEN state = 'UNCONFIRMED' THEN $16::date ELSE source_as_of END
       WHERE id = $1`,
      [
        id,
        values.kind,
        values.ogrn,
        values.kpp,
        values.fullName,
        values.shortName,
        values.okvedMain,
        values.smeCategory,
        values.addressLegal,
        values.addressActual,
        values.headName,
        values.headPost,
        values.website,
        values.regionCode,
        at,
        asOf,
      ],
    );
  }

  async confirm(tx: Tx, id: string, at: Date, asOf: string): Promise<void> {
    await tx.named(
      'organisation-confirm',
      `UPDATE organisation SET state = 'CONFIRMED', source_code = 'registrar', source_as_of = $2,
         revision = revision + 1, updated_at = $3 WHERE id = $1`,
      [id, asOf, at],
    );
  }

  /** Newest first. */
  async list(filter: OrganisationFilter): Promise<OrganisationCardData[]> {
    const [where, params] = conditions(filter);
    params.push(filter.limit);
    const rows = await this.db.query<CardRow>(
      `SELECT ${CARD} FROM organisation o ${where} ORDER BY o.id DESC LIMIT $${params.length}`,
      params,
    );
    return rows.map(cardOf);
  }

  async filedIn(organisationId: string, clusterIds: readonly string[]): Promise<boolean> {
    const rows = await this.db.named(
      'organisation-filed-in',
      'SELECT 1 FROM organisation_cluster WHERE organisation_id = $1 AND cluster_id = ANY($2::uuid[]) LIMIT 1',
      [organisationId, clusterIds],
    );
    return rows.length > 0;
  }

  async recordFiling(tx: Tx, organisationId: string, clusterId: string, at: Date): Promise<void> {
    await tx.write({
      name: 'organisation-cluster-add',
      row: `organisation_cluster/${organisationId}/${clusterId}`,
      sql: `INSERT INTO organisation_cluster (organisation_id, cluster_id, since)
       SELECT $1, $2, $3 WHERE EXISTS (SELECT 1 FROM organisation WHERE id = $1) ON CONFLICT DO NOTHING`,
      params: [organisationId, clusterId, at],
    });
  }
}

function cardOf({ sourceCode, sourceAsOf, ...card }: CardRow): OrganisationCardData {
  return { ...card, source: { code: sourceCode, asOf: sourceAsOf } };
}

/** Only fixed pieces of SQL are joined here; what people type goes through parameters. */
function conditions(filter: OrganisationFilter): [string, unknown[]] {
  const params: unknown[] = [];
  const parts: string[] = [];
  const add = (value: unknown, sql: (place: string) => string): void => {
    if (value !== undefined) {
      params.push(value);
      parts.push(sql(`$${params.length}`));
    }
  };
  add(
    filter.accountId,
    (place) => `EXISTS (SELECT 1 FROM organisation_representative r
      WHERE r.organisation_id = o.id AND r.account_id = ${place} AND r.state <> 'REMOVED')`,
  );
  add(
    filter.clusterIds,
    (place) => `EXISTS (SELECT 1 FROM organisation_cluster c
      WHERE c.organisation_id = o.id AND c.cluster_id = ANY(${place}::uuid[]))`,
  );
  add(filter.state, (place) => `o.state = ${place}`);
  add(
    filter.q === undefined ? undefined : likePattern(filter.q),
    (place) =>
      `(o.inn LIKE ${place} OR (o.full_name || ' ' || o.short_name) ILIKE '%' || ${place})`,
  );
  add(filter.after, (place) => `o.id < ${place}`);
  if (filter.pending === true) {
    parts.push(`EXISTS (SELECT 1 FROM organisation_representative r
      WHERE r.organisation_id = o.id AND r.state = 'PENDING')`);
  }
  return [parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`, params];
}

function likePattern(q: string): string {
  return `${q.trim().replace(/[\\%_]/g, '\\$&')}%`;
}
