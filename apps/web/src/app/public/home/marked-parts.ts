/** A piece of a found text. */
export interface TextPart {
  readonly text: string;
  /** Whether it is one of the words sought. */
  readonly found: boolean;
}

/** Splits a snippet at `<mark>…</mark>`; everything else in it is text, whatever it looks like. */
export function markedParts(snippet: string): TextPart[] {
  return snippet
    .split(/<mark>(.*?)<\/mark>/)
    .map((text, index) => ({ text, found: index % 2 === 1 }))
    .filter((part) => part.text !== '');
}
