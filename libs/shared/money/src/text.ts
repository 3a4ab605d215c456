import { bad, type BasisPoints, good, isKopecks, type Kopecks, type Money } from './kopecks';

export type MoneyLanguage = 'ru' | 'en';

/** A no-break space: an amount is never torn apart at the end of a line. */
const NBSP = '\u00a0';
const MINUS = '\u2212';

interface Marks {
  readonly group: string;
  readonly decimal: string;
  readonly percent: string;
}

const MARKS: Readonly<Record<MoneyLanguage, Marks>> = {
  ru: { group: NBSP, decimal: ',', percent: `${NBSP}%` },
  en: { group: ',', decimal: '.', percent: '%' },
};

/**
 * `123456789` → `1 234 567,89 ₽` in Russian, `1,234,567.89 ₽` in English, with no-break spaces.
 * Kopecks are shown only if there are any; documents ask for `{ kopecks: 'always' }`.
 */
export function formatKopecks(
  amount: Kopecks,
  language: MoneyLanguage = 'ru',
  options: { readonly kopecks?: 'present' | 'always' } = {},
): string {
  const { group, decimal } = MARKS[language];
  const size = Math.abs(amount);
  const kopecks = size % 100;
  const roubles = String((size - kopecks) / 100).replace(/\B(?=(\d{3})+$)/g, group);
  const shown = kopecks > 0 || options.kopecks === 'always';
  const fraction = shown ? decimal + String(kopecks).padStart(2, '0') : '';
  return `${amount < 0 ? MINUS : ''}${roubles}${fraction}${NBSP}₽`;
}

/** A share with two decimals (domain §9): `8000` → `80,00 %` in Russian, `80.00%` in English. */
export function formatShare(share: BasisPoints, language: MoneyLanguage = 'ru'): string {
  const { decimal, percent } = MARKS[language];
  const hundredths = share % 100;
  return `${(share - hundredths) / 100}${decimal}${String(hundredths).padStart(2, '0')}${percent}`;
}

/**
 * Reads an amount in roubles as a person types it: `14 500,5` → 1 450 050 kopecks. Thousands may be
 * grouped in threes, by spaces or, in English, by commas; the decimal mark is a comma or a point (in
 * English a point) with one or two digits after it; a sign of the rouble may follow.
 */
export function parseRoubles(
  input: string,
  language: MoneyLanguage = 'ru',
): Money<Kopecks, 'AMOUNT_FORMAT' | 'AMOUNT_RANGE'> {
  const text = input
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/ ?(?:₽|руб\.?|р\.?|RUB)$/iu, '');
  const match = (language === 'ru' ? TYPED_RU : TYPED_EN).exec(text);
  if (!match || text.length > MAX_TYPED_LENGTH) {
    return bad('AMOUNT_FORMAT');
  }
  const roubles = (match[1] ?? '').replace(/[ ,]/g, '');
  const amount = BigInt(roubles + (match[2] ?? '').padEnd(2, '0'));
  return isKopecks(Number(amount)) ? good(Number(amount)) : bad('AMOUNT_RANGE');
}

/** Longer than any amount within range, with its groups. */
const MAX_TYPED_LENGTH = 40;
const TYPED_RU = /^(\d{1,20}|\d{1,3}(?: \d{3})+)(?:[.,](\d{1,2}))?$/;
const TYPED_EN = /^(\d{1,20}|\d{1,3}(?: \d{3})+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?$/;
