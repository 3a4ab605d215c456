/** Procedures that cases follow. */
export const PROCEDURES = ['MEMBERSHIP', 'SERVICE', 'COMPENSATION'] as const;

/** What the inbox is asked for; held by the address. */
export interface InboxQuery {
  readonly q: string;
  /** States by name; empty: everything that is not over. */
  readonly states: readonly string[];
  readonly kind: (typeof PROCEDURES)[number] | null;
  readonly measure: string | null;
  readonly due: 'overdue' | 'today' | 'week' | null;
  /** `@me`, `none` or the id of a person. */
  readonly assignee: string | null;
  readonly sort: 'due' | 'created';
}

/** How many cases come at once. */
export const PAGE_SIZE = 50;

/** States in which somebody still waits for something; what the inbox shows unless asked otherwise. */
export const OPEN_STATES = [
  'SUBMITTED',
  'REGISTERED',
  'FORMAL_CHECK',
  'REVIEW',
  'EXPERTISE',
  'COST_AUDIT',
  'DECISION',
  'RETURNED',
  'APPROVED',
  'AGREEMENT',
  'WAITLISTED',
] as const;

/** States in which a case has come to its end. */
export const CLOSED_STATES = ['ENTERED', 'REJECTED', 'WITHDRAWN', 'EXPIRED', 'CLOSED'] as const;

const KNOWN = new Set<string>([...OPEN_STATES, ...CLOSED_STATES]);
const DUES = ['overdue', 'today', 'week'] as const;
const QUERY_MAX = 200;

const one = <T extends string>(list: readonly T[], text: string | undefined): T | null =>
  list.find((item) => item === text) ?? null;

const fits = (shape: RegExp, text: string | undefined): string | null =>
  text !== undefined && shape.test(text) ? text : null;

/** Reads the address; what is not understood is left out. */
export function readInboxQuery(params: Readonly<Record<string, string | undefined>>): InboxQuery {
  return {
    q: (params['q'] ?? '').replace(/\s+/g, ' ').trim().slice(0, QUERY_MAX),
    states: (params['state'] ?? '').split(',').filter((state) => KNOWN.has(state)),
    kind: one(PROCEDURES, params['kind']),
    measure: fits(/^[\w-]{1,64}$/, params['measure']),
    due: one(DUES, params['due']),
    assignee: fits(/^(@me|none|[0-9a-f-]{36})$/i, params['assignee']),
    sort: params['sort'] === 'created' ? 'created' : 'due',
  };
}

/** The address of a query; what is usual does not stand in it. */
export function writeInboxQuery(query: InboxQuery): Record<string, string | null> {
  return {
    q: query.q || null,
    state: query.states.join(',') || null,
    kind: query.kind,
    measure: query.measure,
    due: query.due,
    assignee: query.assignee,
    sort: query.sort === 'created' ? 'created' : null,
  };
}

/** What goes to GET applications. A search also finds what is over: who searches knows what for. */
export function listParams(query: InboxQuery): Record<string, string> {
  const all = query.q === '' ? OPEN_STATES : [...OPEN_STATES, ...CLOSED_STATES];
  const states: readonly string[] = query.states.length > 0 ? query.states : all;
  return {
    ...Object.fromEntries(
      Object.entries(writeInboxQuery(query)).filter(
        (entry): entry is [string, string] => entry[1] !== null,
      ),
    ),
    sort: query.sort,
    state: states.join(','),
  };
}

/** Whether anything narrows the list. */
export function isNarrowed({ q, states, kind, measure, due, assignee }: InboxQuery): boolean {
  return (
    q !== '' || states.length > 0 || [kind, measure, due, assignee].some((one) => one !== null)
  );
}
