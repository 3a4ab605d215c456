import { Injectable } from '@nestjs/common';

import { Clock, Database, encodeCursor, decodeCursor, PAGE_LIMIT } from '@okno/server/core';
import type { Text } from '@okno/shared/form-schema';

import type { MeasureContent, MeasureKind } from './catalogue-data';
import { foundWords, searchWords, tsqueries, type FoundWord } from './search-words';

/** What a visitor is looking for. */
export interface MeasureFilter {
  q?: string | undefined;
  cluster?: string | undefined;
  category?: string | undefined;
  open?: boolean | undefined;
  after?: string | undefined;
  limit?: number | undefined;
}

/** A measure in the list. */
export interface ListedMeasure {
  code: string;
  kind: MeasureKind;
  category: string;
  clusterCode: string | null;
  clusterName: Text | null;
  connected: boolean;
  hasForm: boolean;
  content: MeasureContent;
  stateShareBp: number | null;
  limitPerApplicationKopecks: number | null;
  opensAt: Date | null;
  closesAt: Date | null;
  demo: boolean | null;
  snippet: string | null;
  first: number;
  position: number;
}

export interface Facet {
  code: string;
  name: Text;
  count: number;
}

export interface MeasurePage {
  items: ListedMeasure[];
  next: string | null;
  total: number;
  facets: { clusters: Facet[]; categories: Facet[]; open: number };
}

interface FacetRow {
  facet: 'cluster' | 'category' | 'open' | 'total';
  code: string | null;
  name: Text | null;
  count: number;
}

/**
 * Measures that match, without their texts: a common word is in thousands of them, and only a page of those is shown.
 * $1 is the moment, $2 the words sought (a tsquery).
 */
const FOUND = `
  FROM measure m WHERE m.listed AND ($2::text IS NULL OR m.search @@ $2::tsquery)`;

/** Whether a measure takes requests now: it can be filed for here, and a round of it is open. */
const OPEN = `
  coalesce(m.kind NOT IN ('ACTIVITY', 'INSTRUMENT')
    AND EXISTS (SELECT 1 FROM cluster c WHERE c.id = m.cluster_id AND c.number_prefix IS NOT NULL)
    AND EXISTS (SELECT 1 FROM intake_round r WHERE r.measure_id = m.id AND r.opens_at <= $1 AND r.closes_at > $1)
    AND EXISTS (SELECT 1 FROM measure_version v WHERE v.id = m.current_version_id AND v.form IS NOT NULL), false)`;

/**
 * The list comes open first; a search, best first. Both are one falling number, then the place.
 * Filters: $3 cluster, $4 category, $5 open; $6 and $7 where the page before ended, $8 how many.
 */
const PAGE = `
  WITH page AS MATERIALIZED (
    SELECT * FROM (
      SELECT m.id, m.position,
        CASE WHEN $2::text IS NULL THEN ${OPEN}::int ELSE round(ts_rank(m.search, $2::tsquery) * 1000000)::int END AS first
      ${FOUND}
        AND ($3::text IS NULL OR m.cluster_id = (SELECT id FROM cluster WHERE code = $3))
        AND ($4::text IS NULL OR m.category = $4) AND ($5::boolean IS NULL OR ${OPEN} = $5)
    ) AS ranked
    WHERE $6::int IS NULL OR first < $6 OR (first = $6 AND position > $7)
    ORDER BY first DESC, position LIMIT $8
  )
  SELECT m.code, m.kind, m.category, c.code AS "clusterCode", c.name AS "clusterName",
    coalesce(c.number_prefix IS NOT NULL, false) AS connected, v.form IS NOT NULL AS "hasForm", v.content,
    v.state_share_bp AS "stateShareBp", v.limit_per_application_kopecks AS "limitPerApplicationKopecks",
    r.opens_at AS "opensAt", r.closes_at AS "closesAt", r.demo, m.position, page.first,
    CASE WHEN $2::text IS NULL THEN NULL ELSE ts_headline('russian', m.search_text, $2::tsquery,
      'MaxFragments=1, MaxWords=22, MinWords=10, StartSel=<mark>, StopSel=</mark>') END AS snippet
  FROM page
  JOIN measure m ON m.id = page.id
  JOIN measure_version v ON v.id = m.current_version_id
  LEFT JOIN cluster c ON c.id = m.cluster_id
  LEFT JOIN LATERAL (
    SELECT opens_at, closes_at, demo FROM intake_round r WHERE r.measure_id = m.id
    ORDER BY r.closes_at > $1 DESC, CASE WHEN r.closes_at > $1 THEN r.opens_at END, r.closes_at DESC LIMIT 1
  ) r ON true
  ORDER BY page.first DESC, m.position`;

/** How many there would be with each choice of one filter, the other filters staying as they are. Counted in one walk. */
const FACETS = `
  WITH counted AS MATERIALIZED (
    SELECT m.cluster_id, m.category, ${OPEN} AS open, count(*)::int AS count ${FOUND} GROUP BY 1, 2, 3
  ), found AS (
    SELECT n.*, c.code AS cluster_code, c.name AS cluster_name, c.position AS cluster_position
    FROM counted n LEFT JOIN cluster c ON c.id = n.cluster_id
  )
  SELECT 'cluster' AS facet, cluster_code AS code, cluster_name AS name, sum(count)::int AS count,
      min(cluster_position) AS place
    FROM found WHERE cluster_code IS NOT NULL AND ($4::text IS NULL OR category = $4)
      AND ($5::boolean IS NULL OR open = $5) GROUP BY cluster_code, cluster_name
  UNION ALL
  SELECT 'category', k.code, k.name, sum(count)::int, k.position
    FROM found JOIN measure_category k ON k.code = found.category
    WHERE ($3::text IS NULL OR cluster_code = $3) AND ($5::boolean IS NULL OR open = $5) GROUP BY k.code
  UNION ALL
  SELECT 'open', NULL, NULL, coalesce(sum(count), 0)::int, 0
    FROM found WHERE open AND ($3::text IS NULL OR cluster_code = $3) AND ($4::text IS NULL OR category = $4)
  UNION ALL
  SELECT 'total', NULL, NULL, coalesce(sum(count), 0)::int, 0
    FROM found WHERE ($3::text IS NULL OR cluster_code = $3) AND ($4::text IS NULL OR category = $4)
      AND ($5::boolean IS NULL OR open = $5)
  ORDER BY facet, place`;

/** For every word: what the index knows it by, whether it occurs, and if not the words most like it. */
const WORDS = `
  SELECT to_tsquery('russian', t.word || ':*')::text AS query, known.is AS known,
    CASE WHEN known.is THEN '{}' ELSE ARRAY(
      SELECT to_tsquery('russian', w.word)::text FROM measure_word w
      WHERE w.word % t.word AND similarity(w.word, t.word) >= 0.35
      ORDER BY similarity(w.word, t.word) DESC, w.word LIMIT 5) END AS similar
  FROM unnest($1::text[]) WITH ORDINALITY AS t (word, place),
    LATERAL (SELECT EXISTS (SELECT 1 FROM measure m
      WHERE m.listed AND m.search @@ to_tsquery('russian', t.word || ':*')) AS is) AS known
  ORDER BY t.place`;

/**
 * Full-text search with Russian morphology over titles, official names and summaries, in both languages;
 * a word of which only the beginning is typed counts, and one that occurs nowhere is taken for the words
 * most like it. The statements are never named: a plan that does not know the words would be a bad one.
 */
@Injectable()
export class MeasureSearch {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async list(filter: MeasureFilter): Promise<MeasurePage> {
    const limit = filter.limit ?? PAGE_LIMIT;
    const place = placeOf(filter.after);
    const query = await this.query(filter.q);
    if (query === 'NOTHING') {
      return { items: [], next: null, total: 0, facets: { clusters: [], categories: [], open: 0 } };
    }
    const known = [
      this.clock.now(),
      query,
      filter.cluster ?? null,
      filter.category ?? null,
      filter.open ?? null,
    ];
    const [rows, facets] = await Promise.all([
      this.db.query<ListedMeasure>(PAGE, [...known, place[0], place[1], limit + 1]),
      this.db.query<FacetRow>(FACETS, known),
    ]);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items,
      next:
        rows.length > limit && last !== undefined
          ? encodeCursor([last.first, last.position])
          : null,
      ...counted(facets),
    };
  }

  /** Whether a search finds a measure now, wherever it stands in the list. */
  async finds(
    { q, cluster, category }: Pick<MeasureFilter, 'q' | 'cluster' | 'category'>,
    code: string,
  ): Promise<boolean> {
    const query = await this.query(q);
    if (query === 'NOTHING') {
      return false;
    }
    const [hit] = await this.db.query(
      `SELECT 1 FROM measure m LEFT JOIN cluster c ON c.id = m.cluster_id
       WHERE m.code = $1 AND m.listed AND ($2::text IS NULL OR m.search @@ $2::tsquery)
         AND ($3::text IS NULL OR c.code = $3) AND ($4::text IS NULL OR m.category = $4)`,
      [code, query, cluster ?? null, category ?? null],
    );
    return hit !== undefined;
  }

  /** The words as a tsquery: null asks for everything, NOTHING means that no word is to be found. */
  private async query(q: string | undefined): Promise<string | null | 'NOTHING'> {
    const words = searchWords(q ?? '');
    if (words.length === 0) {
      return (q ?? '').trim() === '' ? null : 'NOTHING';
    }
    const candidates = tsqueries(foundWords(await this.db.query<FoundWord>(WORDS, [words])));
    const last = candidates.pop();
    for (const candidate of candidates) {
      const [hit] = await this.db.query(
        'SELECT 1 FROM measure WHERE listed AND search @@ $1::tsquery LIMIT 1',
        [candidate],
      );
      if (hit !== undefined) {
        return candidate;
      }
    }
    // Nothing is left to try after it, so nobody asks whether it hits.
    return last ?? 'NOTHING';
  }
}

function placeOf(after: string | undefined): [number | null, number | null] {
  if (after === undefined) {
    return [null, null];
  }
  const [first, position] = decodeCursor(after, ['number', 'number']);
  // Whole numbers of the database: one typed by hand that is none is simply past every row.
  return [int4(first), int4(position)];
}

function int4(value: string | number | undefined): number {
  const number = Math.trunc(Number(value));
  return Math.min(Math.max(number, -2_147_483_648), 2_147_483_647);
}

function counted(rows: FacetRow[]): Pick<MeasurePage, 'total' | 'facets'> {
  const of = (facet: FacetRow['facet']): FacetRow[] => rows.filter((row) => row.facet === facet);
  const named = (facet: FacetRow['facet']): Facet[] =>
    of(facet).flatMap(({ code, name, count }) =>
      code === null || name === null ? [] : [{ code, name, count }],
    );
  return {
    total: of('total')[0]?.count ?? 0,
    facets: {
      clusters: named('cluster'),
      categories: named('category'),
      open: of('open')[0]?.count ?? 0,
    },
  };
}
