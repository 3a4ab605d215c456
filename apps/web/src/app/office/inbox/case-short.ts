/** `MEM 12` out of `KZB-MEM-2026-000012`: what tells cases of one list apart. */
export function shortNumber(number: string | null): string {
  const parts = /^[^-]+-([^-]+)-\d{4}-0*(\d+)$/.exec(number ?? '');
  return parts ? `${parts[1] ?? ''} ${(parts[2] ?? '').padStart(3, '0')}` : (number ?? '—');
}

/** Two letters for a person; words in brackets are no part of a name. */
export function initialsOf(name: string): string {
  return name
    .split(/\s+/)
    .filter((word) => /^\p{L}/u.test(word))
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('');
}
