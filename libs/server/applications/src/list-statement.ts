import type { Party, ProcedureKind } from '@okno/shared/workflow';

import type { ApplicationsQuery } from './applications.dto';
import { looksLikeNumber } from './number';
import { searchQueryOf } from './search-text';

/** One row of the list. */
export interface ListedRow {
  id: string;
  number: string | null;
  kind: ProcedureKind;
  state: string;
  revision: number;
  measureCode: string;
  measureVersionId: string;
  organisationId: string;
  organisationInn: string;
  organisationName: string;
  clusterId: string;
  assigneeId: string | null;
  dueOn: string | null;
  dueProvisional: boolean;
  dueSort: string;
  turn: Party;
  costKopecks: number | null;
  requestedKopecks: number | null;
  submittedAt: Date | null;
  createdAt: Date;
  /** `createdAt` to the microsecond: the place of the row in the order. */
  createdKey: string;
  updatedAt: Date;
  deleteAt: Date | null;
  registeredOn: string | null;
  /** ISO; when the last step was taken. */
  steppedAt: string;
}

/** Whose rows a list may show. */
export type ListScope =
  | {
      kind: 'STAFF';
      all: boolean;
      clusterIds: readonly string[];
      /** Cases assigned to this person are shown as well. */
      assigneeId: string | null;
    }
  | { kind: 'OWN'; organisationIds: readonly string[] };

export interface ListRequest {
  scope: ListScope;
  query: ApplicationsQuery;
  actorId: string;
  byDue: boolean;
  after: readonly (string | number)[] | null;
  limit: number;
  days: { today: string; week: string };
}

export interface Statement {
  sql: string;
  params: unknown[];
}

const COLUMNS = `id, number, kind, state, revision, measure_code AS "measureCode",
  measure_version_id AS "measureVersionId", organisation_id AS "organisationId",
  organisation_inn AS "organisationInn", organisation_name AS "organisationName", cluster_id AS "clusterId",
  assignee_id AS "assigneeId", due_on AS "dueOn", due_provisional AS "dueProvisional", due_sort AS "dueSort", turn,
  cost_kopecks AS "costKopecks", requested_kopecks AS "requestedKopecks", submitted_at AS "submittedAt",
  created_at AS "createdAt", to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "createdKey",
  updated_at AS "updatedAt", delete_at AS "deleteAt", registered_on AS "registeredOn", steps->-1->>'at' AS "steppedAt"`;
const COUNTED = 10_001;
/**
 * How many rows of the order are looked at for words before the index of words is asked. A word that is in one of
 * a hundred rows begins to show on the first walk and fills a page of the second; a rare one costs only the first.
 * For several words the index has more to do, and the way may be longer.
 */
const WALKS = { one: [400, 12_000], several: [2_000, 40_000] } as const;

/** Conditions with numbered parameters, and the shape they make: statements of one shape share a name. */
class Conditions {
  readonly parts: string[] = [];
  readonly params: unknown[] = [];
  /** Column → the condition that it has one value. */
  readonly keys = new Map<string, string>();
  /** The condition that a row comes after the page before. */
  place: string | undefined;
  private shape = '';

  add(mark: string, text: (place: string) => string, value: unknown): void {
    this.params.push(value);
    this.parts.push(text(`$${this.params.length}`));
    this.shape += mark;
  }

  plain(mark: string, text: string): void {
    this.parts.push(text);
    this.shape += mark;
  }

  /** One value is compared by equality: then an index on it also gives the order. */
  oneOf(mark: string, column: string, type: string, values: readonly string[]): void {
    if (values.length === 1) {
      this.add(mark, (place) => `${column} = ${place}`, values[0]);
      this.keys.set(column, this.parts.at(-1) ?? 'true');
    } else {
      this.add(`${mark}*`, (place) => `${column} = ANY(${place}::${type}[])`, values);
    }
  }

  get where(): string {
    return this.parts.length === 0 ? 'true' : this.parts.join(' AND ');
  }

  get name(): string {
    return this.shape;
  }
}

/** How one page is found, and the total. */
export interface ListStatements {
  /**
   * Tried one after the other before `rows`: the first that fills the page has found it, and one that
   * finds nothing says that the next will not either.
   */
  walks: Statement[];
  rows: Statement & { name: string | null };
  count: Statement;
}

/**
 * The statements of one page and of the total. A search is never named: a prepared plan would walk the
 * order instead of the words.
 */
export function listStatements(request: ListRequest): ListStatements {
  const where = new Conditions();
  addScope(where, request.scope);
  addFilters(where, request);
  const searched = addSearch(where, request.query.q);
  const count = {
    sql: `SELECT count(*) AS total FROM (SELECT 1 FROM application WHERE ${where.where} LIMIT ${COUNTED}) AS found`,
    params: [...where.params],
  };
  addPlace(where, request);
  where.params.push(request.limit);
  const { params } = where;
  const order = request.byDue ? 'due_sort, id' : 'created_at DESC, id DESC';
  const page = `ORDER BY ${order} LIMIT $${params.length}`;
  if (searched === 'WORDS') {
    const way = wayOf(request, where);
    return {
      walks: (way === null ? [] : walksFor(request)).map((length) => ({
        sql: `SELECT ${COLUMNS} FROM
          (SELECT * FROM application WHERE ${way} ORDER BY ${order} LIMIT ${length}) AS application
          WHERE ${where.where} ${page}`,
        params,
      })),
      rows: { name: null, sql: foundByWords(where.where, page), params },
      count,
    };
  }
  const name = `application-list-${where.name}-${request.byDue ? 'due' : 'created'}`;
  const sql = `SELECT ${COLUMNS} FROM application WHERE ${where.where} ${page}`;
  return { walks: [], rows: { name: searched === null ? name : null, sql, params }, count };
}

function walksFor({ query }: ListRequest): readonly number[] {
  return /\S\s+\S/.test(query.q?.trim() ?? '') ? WALKS.several : WALKS.one;
}

/** Only what comes after the last row of the page before. */
function addPlace(where: Conditions, { after, byDue }: ListRequest): void {
  if (after === null) {
    return;
  }
  const [at, id] = after;
  where.params.push(at, id);
  const [first, second] = [`$${where.params.length - 1}`, `$${where.params.length}`];
  where.place = byDue
    ? `(due_sort, id) > (${first}::date, ${second}::uuid)`
    : `(created_at, id) < (${first}::timestamptz, ${second}::uuid)`;
  where.plain('>', where.place);
}

/**
 * The rows to walk along for words: only conditions that an index has in front of the order, so that no
 * more rows are read than are walked. Null where no index gives the order, and where one on something
 * else leaves few rows anyway.
 */
function wayOf(request: ListRequest, where: Conditions): string | null {
  const [cluster, state] = [where.keys.get('cluster_id'), where.keys.get('state')];
  if (isNarrow(request) || (request.byDue && cluster === undefined)) {
    return null;
  }
  const keys = request.byDue ? [cluster] : [cluster, state];
  const known = keys.filter((key) => key !== undefined);
  return [...(known.length === keys.length ? known : []), where.place ?? 'true'].join(' AND ');
}

/** What one organisation or one person has to do with, each by an index of its own. */
function isNarrow({ scope, query }: ListRequest): boolean {
  return (
    scope.kind === 'OWN' ||
    (!scope.all && scope.clusterIds.length === 0) ||
    query.organisation !== undefined ||
    query.assignee !== undefined
  );
}

/**
 * Every request that has the words, then the page of them. The planner takes every beginning of a word
 * for a fiftieth of all rows, and left to itself it would look for a rare one along the whole order.
 */
function foundByWords(where: string, page: string): string {
  return `WITH hit AS MATERIALIZED (SELECT id, created_at, due_sort FROM application WHERE ${where})
    SELECT ${COLUMNS} FROM application WHERE id IN (SELECT id FROM hit ${page}) ${page}`;
}

function addScope(where: Conditions, scope: ListScope): void {
  if (scope.kind === 'OWN') {
    where.oneOf('o', 'organisation_id', 'uuid', scope.organisationIds);
    return;
  }
  where.plain('f', 'submitted_at IS NOT NULL');
  if (scope.all) {
    return;
  }
  if (scope.clusterIds.length > 0 && scope.assigneeId === null) {
    where.oneOf('c', 'cluster_id', 'uuid', scope.clusterIds);
  } else if (scope.clusterIds.length === 0) {
    where.add('m', (place) => `assignee_id = ${place}`, scope.assigneeId);
  } else {
    where.params.push(scope.clusterIds, scope.assigneeId);
    const [clusters, me] = [`$${where.params.length - 1}`, `$${where.params.length}`];
    where.plain('cm', `(cluster_id = ANY(${clusters}::uuid[]) OR assignee_id = ${me})`);
  }
}

function addFilters(where: Conditions, { query, actorId, days }: ListRequest): void {
  if (query.state !== undefined) {
    where.oneOf('s', 'state', 'text', query.state.split(','));
  }
  if (query.kind !== undefined) {
    where.add('k', (place) => `kind = ${place}`, query.kind);
  }
  if (query.measure !== undefined) {
    where.add('e', (place) => `measure_code = ${place}`, query.measure);
  }
  if (query.organisation !== undefined) {
    where.add('g', (place) => `organisation_id = ${place}`, query.organisation);
  }
  addAssignee(where, query.assignee, actorId);
  if (query.due === 'overdue') {
    where.add('<', (place) => `due_sort < ${place}::date`, days.today);
  } else if (query.due !== undefined) {
    where.add(
      '=',
      (place) => `due_sort <= ${place}::date`,
      query.due === 'today' ? days.today : days.week,
    );
  }
}

function addAssignee(where: Conditions, assignee: string | undefined, actorId: string): void {
  if (assignee === 'none') {
    where.plain('n', 'assignee_id IS NULL');
  } else if (assignee !== undefined) {
    where.add(
      'a',
      (place) => `assignee_id = ${place}::uuid`,
      assignee === '@me' ? actorId : assignee,
    );
  }
}

/** What the list is searched by. A text without a word in it finds nothing. */
function addSearch(where: Conditions, typed: string | undefined): 'NUMBER' | 'WORDS' | null {
  const text = typed?.trim() ?? '';
  if (text === '') {
    return null;
  }
  if (looksLikeNumber(text)) {
    const start = text.toUpperCase();
    where.add('q', (place) => `number >= ${place}`, start);
    where.add('q', (place) => `number < ${place}`, `${start}~`);
    return 'NUMBER';
  }
  const words = searchQueryOf(text);
  if (words === null) {
    where.plain('q', 'false');
  } else {
    where.add('q', (place) => `search @@ to_tsquery('russian', ${place})`, words);
  }
  return 'WORDS';
}
