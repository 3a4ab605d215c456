import { Injectable } from '@nestjs/common';

import { Database, type Tx } from '@okno/server/core';
import type { Rule } from '@okno/shared/eligibility';
import type { FormDefinition, Text } from '@okno/shared/form-schema';

import type {
  ClusterAbout,
  ClusterData,
  MeasureContent,
  MeasureKind,
  PublishedFact,
  PublishedOrganisation,
  Round,
  SharedFacility,
  SpecialisationData,
} from './catalogue-data';

/** A round as it is stored; its state depends on the moment. */
export type StoredRound = Omit<Round, 'state'>;

/** A cluster as it is stored. */
export type StoredCluster = Omit<ClusterData, 'specialisations'> & {
  facts: PublishedFact[];
  about: ClusterAbout;
  specialisations: SpecialisationData[];
};

/** A measure with what its current version says, without the form. */
export interface StoredMeasure {
  id: string;
  code: string;
  kind: MeasureKind;
  category: string;
  listed: boolean;
  clusterId: string | null;
  clusterCode: string | null;
  connected: boolean;
  versionId: string;
  title: MeasureContent['title'];
  officialTitle: MeasureContent['officialTitle'];
  planned: boolean;
  hasForm: boolean;
}

/** A measure as it is judged now: whom it is for, within which limits. */
export interface StoredJudged {
  id: string;
  code: string;
  kind: MeasureKind;
  category: string;
  position: number;
  listed: boolean;
  clusterId: string | null;
  clusterCode: string | null;
  clusterName: Text | null;
  connected: boolean;
  versionId: string;
  hasForm: boolean;
  content: MeasureContent;
  eligibility: readonly Rule[] | null;
  stateShareBp: number | null;
  minOwnBp: number | null;
  limitPerApplicationKopecks: number | null;
  limitPerYearKopecks: number | null;
  maxPerYear: number | null;
}

/** One version, with the form. */
export interface StoredVersion {
  id: string;
  measureId: string;
  code: string;
  kind: MeasureKind;
  clusterId: string | null;
  clusterCode: string | null;
  versionNo: number;
  content: MeasureContent;
  form: FormDefinition | null;
  stateShareBp: number | null;
  minOwnBp: number | null;
  limitPerApplicationKopecks: number | null;
  limitPerYearKopecks: number | null;
  maxPerYear: number | null;
  eligibility: readonly Rule[] | null;
}

const CLUSTERS = `
  SELECT c.id, c.code, c.name, c.region, c.time_zone AS "timeZone", c.status, c.type, c.founded_on AS "foundedOn",
    c.number_prefix AS "numberPrefix", c.cut_off_hour AS "cutOffHour",
    c.accepts_membership AS "acceptsMembership", c.okved_prefixes AS "okvedPrefixes", c.facts, c.about,
    coalesce((SELECT jsonb_agg(jsonb_build_object('procedure', o.procedure, 'mode', o.mode, 'from', o.from_at) ORDER BY o.from_at)
      FROM cluster_council_mode o WHERE o.cluster_id = c.id), '[]') AS "councilModes",
    (SELECT m.code FROM measure m WHERE m.cluster_id = c.id AND m.kind = 'MEMBERSHIP' ORDER BY m.position LIMIT 1)
      AS "membershipMeasureCode",
    coalesce((SELECT jsonb_agg(jsonb_build_object('code', s.code, 'name', s.name, 'group', s."group") ORDER BY s.position)
      FROM specialisation s WHERE s.cluster_id = c.id AND s.active), '[]') AS specialisations
  FROM cluster c ORDER BY c.position`;

const MEASURE = `
  SELECT m.id, m.code, m.kind, m.category, m.listed, m.cluster_id AS "clusterId", c.code AS "clusterCode",
    coalesce(c.number_prefix IS NOT NULL, false) AS connected, v.id AS "versionId",
    v.content->'title' AS title, v.content->'officialTitle' AS "officialTitle",
    coalesce((v.content->'planned')::boolean, false) AS planned, v.form IS NOT NULL AS "hasForm"
  FROM measure m JOIN measure_version v ON v.id = m.current_version_id LEFT JOIN cluster c ON c.id = m.cluster_id
  WHERE m.code = $1`;

const VERSION = `
  SELECT v.id, v.measure_id AS "measureId", m.code, m.kind, m.cluster_id AS "clusterId", c.code AS "clusterCode",
    v.version_no AS "versionNo", v.content, v.form, v.state_share_bp AS "stateShareBp", v.min_own_bp AS "minOwnBp",
    v.limit_per_application_kopecks AS "limitPerApplicationKopecks",
    v.limit_per_year_kopecks AS "limitPerYearKopecks", v.max_per_year AS "maxPerYear", v.eligibility
  FROM measure_version v JOIN measure m ON m.id = v.measure_id LEFT JOIN cluster c ON c.id = m.cluster_id
  WHERE v.id = $1`;

const ROUND_COLUMNS = `r.id, r.measure_id AS "measureId", m.code AS "measureCode", m.cluster_id AS "clusterId",
    v.content->'title' AS title, r.opens_at AS "opensAt", r.closes_at AS "closesAt", r.year, r.mode, r.experts,
    r.budget_kopecks AS "budgetKopecks", r.waiting_list AS "waitingList", r.demo`;
const ROUND_TABLES = `intake_round r JOIN measure m ON m.id = r.measure_id
  JOIN measure_version v ON v.id = m.current_version_id`;
const ROUND = `SELECT ${ROUND_COLUMNS} FROM ${ROUND_TABLES}`;

/** Of several rounds the open one, else the next, else the last. $2 is the moment. */
const NEAREST = `r.closes_at > $2 DESC, CASE WHEN r.closes_at > $2 THEN r.opens_at END, r.closes_at DESC`;

const JUDGED = `
  SELECT m.id, m.code, m.kind, m.category, m.position, m.listed, m.cluster_id AS "clusterId", c.code AS "clusterCode",
    c.name AS "clusterName", coalesce(c.number_prefix IS NOT NULL, false) AS connected, v.id AS "versionId",
    v.form IS NOT NULL AS "hasForm", v.content, v.eligibility, v.state_share_bp AS "stateShareBp",
    v.min_own_bp AS "minOwnBp", v.limit_per_application_kopecks AS "limitPerApplicationKopecks",
    v.limit_per_year_kopecks AS "limitPerYearKopecks", v.max_per_year AS "maxPerYear"
  FROM measure m JOIN measure_version v ON v.id = m.current_version_id LEFT JOIN cluster c ON c.id = m.cluster_id`;

/** Reads of the catalogue. The list with search is in `MeasureSearch`. */
@Injectable()
export class CatalogueRepository {
  constructor(private readonly db: Database) {}

  clusters(): Promise<StoredCluster[]> {
    return this.db.query<StoredCluster>(CLUSTERS);
  }

  async measure(code: string): Promise<StoredMeasure | undefined> {
    return (await this.db.named<StoredMeasure>('catalogue-measure', MEASURE, [code]))[0];
  }

  async version(id: string): Promise<StoredVersion | undefined> {
    return (await this.db.named<StoredVersion>('catalogue-version', VERSION, [id]))[0];
  }

  async round(id: string, tx?: Tx): Promise<StoredRound | undefined> {
    return (
      await (tx ?? this.db).named<StoredRound>('catalogue-round', `${ROUND} WHERE r.id = $1`, [id])
    )[0];
  }

  async nearestRound(measureCode: string, at: Date): Promise<StoredRound | undefined> {
    const sql = `${ROUND} WHERE m.code = $1 ORDER BY ${NEAREST} LIMIT 1`;
    return (await this.db.named<StoredRound>('catalogue-round-nearest', sql, [measureCode, at]))[0];
  }

  /** Of each measure the round that counts at a moment. */
  nearestRounds(measureIds: readonly string[], at: Date): Promise<StoredRound[]> {
    return this.db.named<StoredRound>(
      'catalogue-rounds-nearest',
      `SELECT DISTINCT ON (r.measure_id) ${ROUND_COLUMNS} FROM ${ROUND_TABLES}
       WHERE r.measure_id = ANY($1::uuid[]) ORDER BY r.measure_id, ${NEAREST}`,
      [measureIds, at],
    );
  }

  async judged(code: string): Promise<StoredJudged | undefined> {
    const sql = `${JUDGED} WHERE m.code = $1`;
    return (await this.db.named<StoredJudged>('catalogue-judged', sql, [code]))[0];
  }

  /** Listed measures in the order of the catalogue. */
  allJudged(limit: number): Promise<StoredJudged[]> {
    return this.db.query<StoredJudged>(
      `${JUDGED} WHERE m.listed ORDER BY m.position, m.id LIMIT $1`,
      [limit],
    );
  }

  async openRound(versionId: string, at: Date, tx?: Tx): Promise<StoredRound | undefined> {
    const sql = `${ROUND}
      WHERE r.measure_id = (SELECT measure_id FROM measure_version WHERE id = $1)
        AND r.opens_at <= $2 AND r.closes_at > $2
      ORDER BY r.closes_at, r.id LIMIT 1`;
    return (
      await (tx ?? this.db).named<StoredRound>('catalogue-round-open', sql, [versionId, at])
    )[0];
  }

  /** The round that drafts of a measure wait for: the open one, else the next that is planned. */
  async comingRound(versionId: string, at: Date, tx?: Tx): Promise<StoredRound | undefined> {
    const sql = `${ROUND}
      WHERE r.measure_id = (SELECT measure_id FROM measure_version WHERE id = $1) AND r.closes_at > $2
      ORDER BY r.opens_at > $2, CASE WHEN r.opens_at > $2 THEN r.opens_at ELSE r.closes_at END, r.id LIMIT 1`;
    return (
      await (tx ?? this.db).named<StoredRound>('catalogue-round-coming', sql, [versionId, at])
    )[0];
  }

  roundsOf(clusterId: string, limit: number): Promise<StoredRound[]> {
    const sql = `${ROUND} WHERE m.cluster_id = $1 ORDER BY r.closes_at DESC, r.id LIMIT $2`;
    return this.db.query<StoredRound>(sql, [clusterId, limit]);
  }

  roundsWithBudget(tx?: Tx): Promise<{ id: string; budgetKopecks: number }[]> {
    return (tx ?? this.db).query(
      `SELECT id, budget_kopecks AS "budgetKopecks" FROM intake_round WHERE budget_kopecks IS NOT NULL ORDER BY id`,
    );
  }

  async measureTitles(
    clusterId: string,
  ): Promise<{ code: string; title: MeasureContent['title'] }[]> {
    return this.db.query(
      `SELECT m.code, v.content -> 'title' AS title FROM measure m JOIN measure_version v ON v.id = m.current_version_id
       WHERE m.cluster_id = $1 AND m.listed AND m.kind NOT IN ('ACTIVITY', 'INSTRUMENT') ORDER BY m.position`,
      [clusterId],
    );
  }

  publishedOrganisations(clusterId: string): Promise<PublishedOrganisation[]> {
    return this.db.query<PublishedOrganisation>(
      `SELECT id, name, short_name AS "shortName", city, type, profile, does, source
       FROM published_organisation WHERE cluster_id = $1 ORDER BY position`,
      [clusterId],
    );
  }

  sharedFacilities(clusterId: string): Promise<SharedFacility[]> {
    return this.db.query<SharedFacility>(
      `SELECT code, name, centre, operator, city, parameters, source
       FROM shared_facility WHERE cluster_id = $1 ORDER BY position`,
      [clusterId],
    );
  }
}
