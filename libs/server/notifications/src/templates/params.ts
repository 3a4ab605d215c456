import { formatKopecks } from '@okno/shared/money';

export type Language = 'ru' | 'en';

/** A title in both languages, as reference data keeps it. */
export interface Titles {
  ru: string;
  en: string;
}

/** One line of a list: what it is about and what is said. */
export interface ListItem {
  title: Titles | null;
  text: string;
}

/** What a parameter of each kind holds. */
export interface ParamValues {
  /** Shown as it is. */
  text: string;
  titles: Titles;
  /** 'YYYY-MM-DD', local to the cluster. */
  date: string;
  /** Integer kopecks. */
  money: number;
  /** Shown as «5 рабочих дней». */
  workingDays: number;
  /** Shown as «2 места». */
  places: number;
  /** Stands alone in its paragraph and becomes a list. */
  list: ListItem[];
}

export type ParamKind = keyof ParamValues;

/** Parameters of a template by name; with a question mark the value may be null. */
export type ParamKinds = Readonly<Record<string, ParamKind | `${ParamKind}?`>>;

type ValueOf<K extends string> = K extends `${infer Base extends ParamKind}?`
  ? ParamValues[Base] | null
  : K extends ParamKind
    ? ParamValues[K]
    : never;

/** The parameters that a template asks for. */
export type ParamsOf<Kinds extends ParamKinds> = {
  -readonly [Name in keyof Kinds]: ValueOf<Kinds[Name]>;
};

const PLURALS: Record<'workingDays' | 'places', Record<Language, Record<string, string>>> = {
  workingDays: {
    ru: { one: 'рабочий день', few: 'рабочих дня', many: 'рабочих дней', other: 'рабочего дня' },
    en: { one: 'working day', other: 'working days' },
  },
  places: {
    ru: { one: 'место', few: 'места', many: 'мест', other: 'места' },
    en: { one: 'place', other: 'places' },
  },
};

const RULES: Record<Language, Intl.PluralRules> = {
  ru: new Intl.PluralRules('ru'),
  en: new Intl.PluralRules('en'),
};

const DATES: Record<Language, Intl.DateTimeFormat> = {
  ru: new Intl.DateTimeFormat('ru', { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
};

/** Words of a value inside a sentence, or null where a value that may be absent is absent. */
export function wordsOf(kind: string, value: unknown, lang: Language): string | null {
  if (value === null || value === undefined) {
    return null;
  }
  switch (kind.replace('?', '')) {
    case 'titles':
      return isTitles(value) ? value[lang] : null;
    case 'date':
      return DATES[lang].format(new Date(`${String(value)}T00:00:00Z`));
    case 'money':
      return formatKopecks(Number(value), lang);
    case 'workingDays':
      return counted('workingDays', Number(value), lang);
    case 'places':
      return counted('places', Number(value), lang);
    default:
      return typeof value === 'string' ? value : null;
  }
}

/** The items of a list parameter, or null when it is none. */
export function itemsOf(value: unknown): ListItem[] | null {
  return Array.isArray(value) && value.every(isListItem) ? value : null;
}

/** Whether a stored value is what its kind says. */
export function fitsKind(kind: string, value: unknown): boolean {
  if (value === null || value === undefined) {
    return kind.endsWith('?');
  }
  switch (kind.replace('?', '')) {
    case 'text':
      return typeof value === 'string' && value !== '';
    case 'titles':
      return isTitles(value);
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
    case 'list':
      return itemsOf(value) !== null;
    default:
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
  }
}

function counted(what: keyof typeof PLURALS, count: number, lang: Language): string {
  const forms = PLURALS[what][lang];
  return `${count}\u00a0${forms[RULES[lang].select(count)] ?? forms['other'] ?? ''}`;
}

function isTitles(value: unknown): value is Titles {
  return (
    typeof value === 'object' &&
    value !== null &&
    'ru' in value &&
    'en' in value &&
    typeof value.ru === 'string' &&
    typeof value.en === 'string'
  );
}

function isListItem(value: unknown): value is ListItem {
  return (
    typeof value === 'object' &&
    value !== null &&
    'text' in value &&
    typeof value.text === 'string' &&
    'title' in value &&
    (value.title === null || isTitles(value.title))
  );
}
