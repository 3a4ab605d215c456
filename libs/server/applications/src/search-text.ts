import type { TextPair } from './text.dto';

/** What a request is found by: number, ИНН, ОГРН, names, title of the measure. */
export function searchTextOf(
  number: string | null,
  card: { inn: string; ogrn: string | null; shortName: string; fullName: string },
  title: TextPair,
): string {
  return [number, card.inn, card.ogrn, card.shortName, card.fullName, title.ru]
    .filter((part) => part !== null && part !== '')
    .join(' ');
}

const MIN_PREFIX = 3;
const MAX_WORDS = 8;

/**
 * A full-text query of what somebody typed: every word must be there, and words of three letters and
 * more may be beginnings. Null when there is no word in it.
 */
export function searchQueryOf(typed: string): string | null {
  const words = typed
    .normalize('NFC')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS)
    .map((word) => (word.length >= MIN_PREFIX ? `${word}:*` : word));
  return words.length === 0 ? null : words.join(' & ');
}
