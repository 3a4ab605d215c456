import { searchWords } from '../search-words';

/** What a saved search looks for. */
export interface SavedFilter {
  q?: string;
  cluster?: string;
  category?: string;
}

/** What somebody wants to be told of. */
export type Target = { measureCode: string } | { filter: SavedFilter };

/** Days after which a request that nobody has confirmed is forgotten. */
export const UNCONFIRMED_DAYS = 3;
/** So many targets an address may have. */
export const TARGETS_MAX = 20;

/** The search without what says nothing; null when nothing is left of it. */
export function cleanFilter({ q, cluster, category }: SavedFilter): SavedFilter | null {
  const words = (q ?? '').trim().replace(/\s+/gu, ' ');
  const clean = {
    ...(searchWords(words).length > 0 ? { q: words } : {}),
    ...(cluster ? { cluster } : {}),
    ...(category ? { category } : {}),
  };
  return Object.keys(clean).length > 0 ? clean : null;
}

/** One spelling for one wish: the order of words and their case make no other. */
export function targetKey(target: Target): string {
  if ('measureCode' in target) {
    return `measure ${target.measureCode}`;
  }
  const { q = '', cluster = '', category = '' } = target.filter;
  return `search ${JSON.stringify([searchWords(q).sort(), cluster, category])}`;
}
