/** A case number as people type it, `kzb-srv-2026-000412`; null when it cannot be one. */
export function readNumber(typed: string): string | null {
  const number = typed
    .trim()
    .toUpperCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, '');
  return /^[A-Z0-9]{2,10}-[A-Z]{3}-\d{4}-\d{6}$/.test(number) ? number : null;
}

/** A control sum as people copy it: spaces between groups, capital letters. Null when it cannot be one. */
export function readHash(typed: string): string | null {
  const hash = typed.replace(/\s+/g, '').toLowerCase();
  return /^[0-9a-f]{8,128}$/.test(hash) ? hash : null;
}
