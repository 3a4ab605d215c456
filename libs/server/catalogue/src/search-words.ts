/** How many words of a question are looked at, and how long each may be. */
const MOST_WORDS = 10;
const LONGEST_WORD = 40;

/** What the database says about one word. */
export interface FoundWord {
  /** The word as the index knows it, as a prefix; empty for a word that carries no meaning. */
  query: string;
  /** Whether any listed measure has it. */
  known: boolean;
  /** Queries of the words most like it, where it is not known. */
  similar: string[];
}

/**
 * The words of a question that are looked for, the way texts are indexed: small letters, ё as е, a code in
 * one piece (`KZ-06` → `kz06`).
 */
export function searchWords(question: string): string[] {
  return wordsOf(question).slice(0, MOST_WORDS);
}

/** Every different word of a text, as it is indexed. */
export function wordsOf(text: string): string[] {
  const words = plainText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words)].filter((word) => word.length <= LONGEST_WORD);
}

/** A text as it is indexed and shown in fragments; not shortened. */
export function plainText(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/\b([a-z]{2,})-([a-z]?\d+)\b/g, '$1$2');
}

/** Words worth looking for: those that occur, and in place of the others what is most like them. */
export function foundWords(words: readonly FoundWord[]): string[] {
  return words.flatMap(({ query, known, similar }) => {
    if (query === '') {
      return [];
    }
    const meant = known ? [query] : similar.filter((one) => one !== '');
    return meant.length === 0 ? [] : [`(${meant.join(' | ')})`];
  });
}

/** Questions to try, the strictest first: all words, else any of them. */
export function tsqueries(words: readonly string[]): string[] {
  if (words.length < 2) {
    return [...words];
  }
  return [words.join(' & '), words.join(' | ')];
}
