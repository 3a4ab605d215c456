/** What the visitor asks the catalogue for. The address holds it, so that a search can be sent and gone back to. */
export interface MeasureQuery {
  readonly q: string;
  readonly cluster: string | null;
  readonly category: string | null;
  readonly open: boolean;
}

/** The longest query the catalogue takes. */
export const QUERY_MAX = 200;
/** How many measures come at once. */
export const PAGE_SIZE = 12;

/** Parameters of an address; those that say nothing are absent. */
export type QueryParams = Readonly<Record<string, string>>;

const clean = (text: string | undefined): string =>
  (text ?? '').replace(/\s+/g, ' ').trim().slice(0, QUERY_MAX);

/** A code of ours; anything else in a hand-written address is as good as nothing. */
const code = (text: string | undefined): string | null =>
  text !== undefined && /^[\w-]{1,64}$/.test(text) ? text : null;

/** Reads the address; what is not understood is left out. */
export function readMeasureQuery(
  params: Readonly<Record<string, string | undefined>>,
): MeasureQuery {
  return {
    q: clean(params['q']),
    cluster: code(params['cluster']),
    category: code(params['category']),
    open: params['open'] === 'true',
  };
}

/** The address of a query: the same words the API takes. */
export function writeMeasureQuery(query: MeasureQuery): QueryParams {
  const q = clean(query.q);
  return {
    ...(q ? { q } : {}),
    ...(query.cluster ? { cluster: query.cluster } : {}),
    ...(query.category ? { category: query.category } : {}),
    ...(query.open ? { open: 'true' } : {}),
  };
}

/** Whether the visitor narrowed the list at all. */
export function isNarrowed(query: MeasureQuery): boolean {
  return Object.keys(writeMeasureQuery(query)).length > 0;
}
