/** What the visitor asks the register for; held by the address. */
export interface RegistryQuery {
  readonly cluster: string | null;
  readonly q: string;
  readonly role: string | null;
  readonly city: string | null;
  readonly specialisation: string | null;
  readonly anchor: boolean;
  /** A day `YYYY-MM-DD`: the register as it was then. Null: now. */
  readonly asOf: string | null;
}

/** How many participants come at once. */
export const PAGE_SIZE = 25;
const QUERY_MAX = 100;

const code = (text: string | undefined): string | null =>
  text !== undefined && /^[\w-]{1,64}$/.test(text) ? text : null;

function day(text: string | undefined): string | null {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return null;
  }
  const read = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text) ? text : null;
}

/** Reads the address; what is not understood is left out. */
export function readRegistryQuery(
  params: Readonly<Record<string, string | undefined>>,
): RegistryQuery {
  return {
    cluster: code(params['cluster']),
    q: (params['q'] ?? '').replace(/\s+/g, ' ').trim().slice(0, QUERY_MAX),
    role: code(params['role']),
    city: (params['city'] ?? '').trim().slice(0, QUERY_MAX) || null,
    specialisation: code(params['specialisation']),
    anchor: params['anchor'] === 'true',
    asOf: day(params['asOf']),
  };
}

/** What goes to the API; the cluster stands in its path. */
export function filtersOf(query: RegistryQuery): Record<string, string> {
  const { cluster: _path, ...filters } = writeRegistryQuery(query);
  return filters;
}

/** The address of a query. */
export function writeRegistryQuery(query: RegistryQuery): Record<string, string> {
  const entries = Object.entries(query).flatMap(([key, value]): [string, string][] =>
    value === true
      ? [[key, 'true']]
      : typeof value === 'string' && value.trim() !== ''
        ? [[key, value.trim()]]
        : [],
  );
  return Object.fromEntries(entries);
}

/** Whether a filter besides the cluster is on. */
export const isNarrowed = (query: RegistryQuery): boolean =>
  Object.keys(filtersOf(query)).length > 0;
