import type { Formats, TextParams, Translate } from '@okno/web/ui';

/** What of an answer is put into words: a rule's trace before filing, or a check of a filed case. */
export interface AnsweredRule {
  readonly code: string;
  readonly outcome: 'PASS' | 'WARN' | 'UNAVAILABLE' | 'FAIL';
  readonly key: string;
  readonly params: object;
}

/** What the words are made with. */
export interface Speech {
  readonly t: Translate;
  readonly has: (key: string) => boolean;
  readonly f: Formats;
}

/** The source of a rule is not connected: every rule then has words of its own. */
const NOT_CONNECTED = 'SOURCE_NOT_CONNECTED';
const DATES: ReadonlySet<string> = new Set(['since', 'from']);

/** What a condition is called; one that fails says what is missing. */
export function headingOf(rule: AnsweredRule, speech: Speech): string {
  const failing = `eligibility.fail.${rule.key}`;
  if (rule.outcome === 'FAIL' && speech.has(failing)) {
    return speech.t(failing, wordsOf(rule.params, speech));
  }
  const name = `eligibility.name.${rule.code}`;
  return speech.has(name) ? speech.t(name) : rule.code;
}

/** What an applicant is told about a condition, and what happens next. */
export function saidOf({ code, key, params }: AnsweredRule, speech: Speech): string {
  const base = key === NOT_CONNECTED ? `unknown.${code}` : key;
  const declared = `eligibility.declared.${base}`;
  const said = 'declared' in params && speech.has(declared) ? declared : `eligibility.says.${base}`;
  return speech.t(
    speech.has(said) ? said : 'eligibility.says.UNKNOWN_CHECK',
    wordsOf(params, speech),
  );
}

/** The same for who works at the centre: shorter, and with what the applicant has said himself. */
export function notedOf({ key, params }: AnsweredRule, speech: Speech): string {
  const [own, common] = [`eligibility.office.${key}`, `eligibility.says.${key}`];
  // A check of long ago may have a key that no rule of today has: a key is nothing to read.
  const known = [own, common].find((one) => speech.has(one)) ?? 'eligibility.office.OLD_ANSWER';
  const said = speech.t(known, wordsOf(params, speech));
  return [said, ownWords(params, speech)].filter(Boolean).join(' ');
}

/** Where the answer comes from: «реестр МСП, 10 сент.» */
export function sourceOf(source: string, asOf: string | null, { t, has, f }: Speech): string {
  const key = `eligibility.source.${source}`;
  const name = has(key) ? t(key) : source;
  return asOf === null ? name : `${name}, ${f.shortDate(asOf)}`;
}

function ownWords(params: object, { t, has }: Speech): string {
  const value: unknown = 'declared' in params ? params.declared : undefined;
  if (typeof value === 'string' && has(`eligibility.sme.${value}`)) {
    return t('eligibility.declaredWord', { value: t(`eligibility.sme.${value}`) });
  }
  return value === true ? t('eligibility.declaredYes') : '';
}

/** Parameters as they are read: sums, shares, dates and words instead of codes. */
function wordsOf(params: object, speech: Speech): TextParams {
  const said = Object.entries(params).map(([name, value]: [string, unknown]): [string, unknown] => [
    name,
    wordOf(name, value, speech),
  ]);
  const titles: unknown = 'titles' in params ? params.titles : undefined;
  const words: TextParams = Object.fromEntries(said);
  return { ...words, titles: titles ? ` (${String(titles)})` : '' };
}

function wordOf(name: string, value: unknown, { t, has, f }: Speech): unknown {
  if (typeof value === 'number') {
    return name.endsWith('Kopecks') ? f.money(value) : name.endsWith('Bp') ? f.share(value) : value;
  }
  if (DATES.has(name) && typeof value === 'string' && value !== '') {
    return f.date(value);
  }
  const word = ['sme', 'membership']
    .map((list) => `eligibility.${list}.${String(value)}`)
    .find((key) => has(key));
  return word === undefined ? value : t(word);
}
