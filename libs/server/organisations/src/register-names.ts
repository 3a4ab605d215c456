/** Registers write `ООО "ПРИМЕР"`; names here have « » (domain §8). Quotes inside quotes stay nested. */
export function withRussianQuotes(name: string): string {
  let open = false;
  return name.replace(/"/g, (_, at: number) => {
    const before = name.charAt(at - 1);
    // Right after a quote the same kind goes on: «« or »».
    open = before === '"' ? open : at === 0 || /[\s(«-]/.test(before);
    return open ? '«' : '»';
  });
}

/** Whether two names are the same but for case, quotes, spaces and ё. */
export function sameName(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/["'«»„“”]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
