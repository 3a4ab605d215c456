import type { TextParams } from './texts';

/** `{count, plural, one {# день} few {# дня} many {# дней}}` or `{side, select, centre {…} other {…}}`. */
const CHOICE = /\{(\w+),\s*(plural|select),\s*((?:[\w=]+\s*\{[^{}]*\}\s*)+)\}/g;
const BRANCH = /([\w=]+)\s*\{([^{}]*)\}/g;
const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/g;

const rules = new Map<string, Intl.PluralRules>();

/**
 * Fills a text: `{{ name }}`, and the plural and select forms of ICU MessageFormat (one level, no nesting).
 * Russian has three plural forms, so a plain placeholder is not enough; a full ICU parser costs 20 KiB.
 * What is not given stays empty.
 */
export function fillMessage(text: string, params: TextParams, lang: string): string {
  return text
    .replace(CHOICE, (_all, name: string, kind: string, branches: string) =>
      choose(params[name], kind, branches, lang),
    )
    .replace(PLACEHOLDER, (_all, name: string) => printed(params[name]));
}

const printed = (value: unknown): string =>
  value === undefined || value === null ? '' : String(value);

function choose(value: unknown, kind: string, branches: string, lang: string): string {
  const found = new Map<string, string>();
  for (const [, key = '', text = ''] of branches.matchAll(BRANCH)) {
    found.set(key, text);
  }
  if (kind === 'select') {
    return found.get(String(value)) ?? found.get('other') ?? '';
  }
  const count = Number(value);
  const text =
    found.get(`=${count}`) ??
    found.get(rulesOf(lang).select(count)) ??
    found.get('other') ??
    found.get('many') ??
    '';
  return text.replaceAll('#', formatNumber(count, lang));
}

/** Plural rules follow the language of the texts, not of the browser. */
function rulesOf(lang: string): Intl.PluralRules {
  const known = rules.get(lang) ?? new Intl.PluralRules(lang);
  rules.set(lang, known);
  return known;
}

/**
 * `1 234,5` or `1,234.5`, at most `digits` after the mark. The first `Intl.NumberFormat` of a page loads tables for
 * 20 ms and more, while the page waits to be seen; two languages need none.
 */
export function formatNumber(value: number, lang: string, digits = 2): string {
  const [group, mark] = lang === 'en' ? [',', '.'] : ['\u00a0', ','];
  const [whole = '', rest] = String(Number(Math.abs(value).toFixed(digits))).split('.');
  const sign = value < 0 ? '-' : '';
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return `${sign}${grouped}${rest === undefined ? '' : mark + rest}`;
}
