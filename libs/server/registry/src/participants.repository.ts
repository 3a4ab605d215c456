import { Injectable } from '@nestjs/common';

import { Database } from '@okno/server/core';

import type { MembershipState } from './membership.entity';

/** A registered participant on a day. */
export interface RegisteredRow {
  membershipId: string;
  registryNumber: string;
  name: string;
  city: string | null;
  role: string;
  anchor: boolean;
  specialisations: string[];
  website: string | null;
  state: MembershipState;
  joinedOn: string;
  leftOn: string | null;
}

/** What is looked for. Codes of specialisations whose name fits the search count as found too. */
export interface RegisterFilter {
  clusterId: string;
  asOf: string;
  q?: string;
  qSpecialisations?: readonly string[];
  role?: string;
  city?: string;
  specialisation?: string;
  anchor?: boolean;
}

export interface FacetRow {
  facet: 'role' | 'city' | 'specialisation' | 'anchor';
  code: string;
  count: number;
}

/** Beyond this a count is said to be approximate and is not counted on. */
export const COUNT_LIMIT = 10_000;

const ON_DAY = `v.cluster_id = $1 AND v.valid_from <= $2::date AND (v.valid_to IS NULL OR v.valid_to > $2::date)
  AND v.state IN ('ACTIVE', 'SUSPENDED')`;

/** Reads the public register. Only what may be public is selected. */
@Injectable()
export class ParticipantsRepository {
  constructor(private readonly db: Database) {}

  /** By name, in Russian order. */
  async page(
    filter: RegisterFilter,
    after: { name: string; membershipId: string } | undefined,
    limit: number,
  ): Promise<RegisteredRow[]> {
    const { where, params, place } = conditions(filter);
    const keyset =
      after === undefined
        ? ''
        : ` AND (v.name COLLATE "ru-x-icu", v.membership_id) > (${place(after.name)}, ${place(after.membershipId)}::uuid)`;
    return this.db.query<RegisteredRow>(
      `SELECT v.membership_id AS "membershipId", m.registry_number AS "registryNumber", v.name, v.city, v.role, v.anchor,
         v.specialisations, v.website, v.state, m.joined_on AS "joinedOn", m.left_on AS "leftOn"
       FROM registry_entry_version v JOIN membership m ON m.id = v.membership_id
       WHERE ${where}${keyset}
       ORDER BY v.name COLLATE "ru-x-icu", v.membership_id LIMIT ${place(limit)}`,
      params,
    );
  }

  async count(filter: RegisterFilter): Promise<number> {
    const { where, params } = conditions(filter);
    const [row] = await this.db.query<{ count: number }>(
      `SELECT count(*) AS count FROM (SELECT 1 FROM registry_entry_version v WHERE ${where} LIMIT ${COUNT_LIMIT + 1}) AS counted`,
      params,
    );
    return row?.count ?? 0;
  }

  /** Participants of that day who have not agreed to be shown. */
  async countUnpublished(clusterId: string, asOf: string): Promise<number> {
    const [row] = await this.db.named<{ count: number }>(
      'register-unpublished',
      `SELECT count(*) AS count FROM registry_entry_version v WHERE ${ON_DAY} AND NOT v.published`,
      [clusterId, asOf],
    );
    return row?.count ?? 0;
  }

  /** Counts under the same search and day, whatever else is chosen. */
  async facets(filter: RegisterFilter): Promise<FacetRow[]> {
    const { clusterId, asOf, q, qSpecialisations } = filter;
    const { where, params } = conditions({
      clusterId,
      asOf,
      ...(q === undefined ? {} : { q }),
      ...(qSpecialisations === undefined ? {} : { qSpecialisations }),
    });
    return this.db.query<FacetRow>(
      `WITH found AS (SELECT v.role, v.city, v.anchor, v.specialisations FROM registry_entry_version v WHERE ${where})
       SELECT 'role' AS facet, role AS code, count(*) AS count FROM found GROUP BY role
       UNION ALL SELECT 'city', city, count(*) FROM found WHERE city IS NOT NULL GROUP BY city
       UNION ALL SELECT 'anchor', 'anchor', count(*) FROM found WHERE anchor
       UNION ALL SELECT 'specialisation', one, count(*) FROM found, unnest(specialisations) AS one GROUP BY one`,
      params,
    );
  }

  /** Names among these that the register has on that day: a source's name of the same then gives way. */
  async namesAmong(clusterId: string, asOf: string, names: readonly string[]): Promise<string[]> {
    const rows = await this.db.named<{ name: string }>(
      'register-names-among',
      `SELECT v.name FROM registry_entry_version v WHERE ${ON_DAY} AND lower(v.name) = ANY($3::text[])`,
      [clusterId, asOf, names.map((name) => name.toLowerCase())],
    );
    return rows.map(({ name }) => name.toLowerCase());
  }
}

/** Only fixed pieces of SQL are joined; what people type goes through parameters. */
function conditions(filter: RegisterFilter): {
  where: string;
  params: unknown[];
  place: (value: unknown) => string;
} {
  const params: unknown[] = [filter.clusterId, filter.asOf];
  const place = (value: unknown): string => `$${params.push(value)}`;
  const parts = [ON_DAY, 'v.published'];
  if (filter.q !== undefined) {
    const pattern = place(`%${filter.q.replace(/[\\%_]/g, '\\$&')}%`);
    parts.push(
      `(v.name ILIKE ${pattern} OR v.city ILIKE ${pattern} OR v.specialisations && ${place(filter.qSpecialisations ?? [])}::text[])`,
    );
  }
  if (filter.role !== undefined) {
    parts.push(`v.role = ${place(filter.role)}`);
  }
  if (filter.city !== undefined) {
    parts.push(`v.city = ${place(filter.city)}`);
  }
  if (filter.specialisation !== undefined) {
    parts.push(`v.specialisations @> ARRAY[${place(filter.specialisation)}]::text[]`);
  }
  if (filter.anchor !== undefined) {
    parts.push(`v.anchor = ${place(filter.anchor)}`);
  }
  return { where: parts.join(' AND '), params, place };
}
