/** Every kind of space (a copied no-break space too) becomes one plain space; the ends are trimmed. */
export function normaliseSpaces(input: string): string {
  return input.replace(/\s+/gu, ' ').trim();
}

/** Takes out what people put between groups of digits: spaces and every kind of dash. */
export function dropSeparators(text: string): string {
  return text.replace(/[\s\-\u2010-\u2015\u2212]/gu, '');
}

/** Σ digit × weight over as many digits as there are weights. `text` holds decimal digits only. */
export function weightedSum(text: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * digitAt(text, index), 0);
}

/** The digit at `index` of a string of decimal digits. */
export function digitAt(text: string, index: number): number {
  return Number(text.charAt(index));
}
