import { inject } from '@angular/core';
import { formatKopecks } from '@okno/shared/money';

import { formatNumber } from './message';
import { LoadedTexts } from './texts';

const NBSP = '\u00a0';

/** Everything that is printed differently in Russian and in English. */
export interface Formats {
  /** `294 400 ₽`; kopecks only when there are any. Takes integer kopecks. */
  money(kopecks: number): string;
  /** `80 %` out of basis points (8000). */
  share(basisPoints: number): string;
  number(value: number): string;
  /** `12 октября 2026` out of a date `2026-10-12` or a moment; `zone` is an IANA name. */
  date(value: string, zone?: string): string;
  /** `12 окт.`: no year, for strips and rows. */
  shortDate(value: string, zone?: string): string;
  /** `12 октября 2026, 14:32` out of a moment. */
  dateTime(value: string, zone?: string): string;
  /** `14:32` out of a moment. */
  time(value: string, zone?: string): string;
  /** `UTC+7`: how far a zone is from UTC at that moment. */
  offset(moment: string, zone: string): string;
  /** `понедельник` of a date. */
  weekday(value: string): string;
  /** `1,2 МБ` out of bytes. */
  bytes(value: number): string;
}

const cache = new Map<string, Formats>();

/** The formats of one language; made once. */
export function formatsFor(lang: string): Formats {
  const known = cache.get(lang);
  if (known) {
    return known;
  }
  const made = lang === 'en' ? makeFormats('en', 'en-GB') : makeFormats('ru', 'ru-RU');
  cache.set(lang, made);
  return made;
}

/** The formats of the current language; reads a signal, so a template follows a change of language. */
export function injectFormats(): () => Formats {
  const texts = inject(LoadedTexts);
  return () => formatsFor(texts.lang());
}

function makeFormats(lang: 'ru' | 'en', locale: string): Formats {
  const dates = (options: Intl.DateTimeFormatOptions) => (value: string, zone?: string) =>
    // A bare date is a day, not a moment: it must not move with the reader's zone.
    dateFormat(locale, options, value.length === 10 ? 'UTC' : zone)
      .format(new Date(value))
      .replace(/\sг\.$/, '')
      .replace(' г., ', ', ')
      .replace(' г. в ', ', ')
      .replace(' at ', ', ')
      .replace(' в ', ', ');
  return {
    money: (kopecks) => formatKopecks(kopecks, lang),
    share: (basisPoints) => `${formatNumber(basisPoints / 100, lang)}${NBSP}%`,
    number: (value) => formatNumber(value, lang),
    date: daysOr(
      (day, month, year) => `${day} ${MONTHS[lang].long[month - 1] ?? ''} ${year}`,
      dates({ day: 'numeric', month: 'long', year: 'numeric' }),
    ),
    shortDate: daysOr(
      (day, month) => `${day} ${MONTHS[lang].short[month - 1] ?? ''}`,
      dates({ day: 'numeric', month: 'short' }),
    ),
    dateTime: dates({
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    }),
    time: dates({ hour: '2-digit', minute: '2-digit' }),
    offset: (moment, zone) => offsetOf(moment, zone),
    weekday: dates({ weekday: 'long' }),
    bytes: (value) => formatBytes(lang, value),
  };
}

const names = (words: string): readonly string[] => words.split(' ');

/** As `Intl` has them in a date. */
const MONTHS = {
  ru: {
    long: names(
      'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
    ),
    short: names('янв. февр. мар. апр. мая июн. июл. авг. сент. окт. нояб. дек.'),
  },
  en: {
    long: names(
      'January February March April May June July August September October November December',
    ),
    short: names('Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec'),
  },
} as const;

const BARE_DATE = /^(\d{4})-(0[1-9]|1[0-2])-(\d{2})$/;

/** Prints a bare date without `Intl`, whose first date loads tables for 20 ms and more; a moment with it. */
function daysOr(
  print: (day: number, month: number, year: number) => string,
  moments: (value: string, zone?: string) => string,
): (value: string, zone?: string) => string {
  return (value, zone) => {
    const [, year, month, day] = BARE_DATE.exec(value) ?? [];
    return day === undefined
      ? moments(value, zone)
      : print(Number(day), Number(month), Number(year));
  };
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than using it a hundred times, and a list asks for as many. */
function dateFormat(
  locale: string,
  options: Intl.DateTimeFormatOptions,
  timeZone?: string,
): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone ?? ''} ${JSON.stringify(options)}`;
  const made =
    dateFormats.get(key) ??
    new Intl.DateTimeFormat(locale, { ...options, ...(timeZone ? { timeZone } : {}) });
  dateFormats.set(key, made);
  return made;
}

function offsetOf(moment: string, zone: string): string {
  const parts = dateFormat('en-GB', { timeZoneName: 'shortOffset' }, zone).formatToParts(
    new Date(moment),
  );
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
  return name.replace('GMT', 'UTC');
}

function formatBytes(lang: 'ru' | 'en', value: number): string {
  const units = lang === 'ru' ? ['Б', 'КБ', 'МБ'] : ['B', 'KB', 'MB'];
  const step = value < 1024 ? 0 : value < 1024 * 1024 ? 1 : 2;
  const amount = formatNumber(value / 1024 ** step, lang, step === 2 ? 1 : 0);
  return `${amount}${NBSP}${units[step] ?? ''}`;
}
