import { inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { formatKopecks } from '@okno/shared/money';

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
  const made = makeFormats(lang === 'en' ? 'en-GB' : 'ru-RU');
  cache.set(lang, made);
  return made;
}

/** The formats of the current language; reads a signal, so a template follows a change of language. */
export function injectFormats(): () => Formats {
  const transloco = inject(TranslocoService);
  return () => formatsFor(transloco.activeLang());
}

function makeFormats(locale: string): Formats {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const dates = (options: Intl.DateTimeFormatOptions) => (value: string, zone?: string) =>
    new Intl.DateTimeFormat(locale, {
      ...options,
      // A bare date is a day, not a moment: it must not move with the reader's zone.
      ...(value.length === 10 ? { timeZone: 'UTC' } : zone ? { timeZone: zone } : {}),
    })
      .format(new Date(value))
      .replace(/\s?г\.$/, '')
      .replace(' г., ', ', ')
      .replace(' г. в ', ', ')
      .replace(' at ', ', ')
      .replace(' в ', ', ');
  return {
    money: (kopecks) => formatKopecks(kopecks, locale === 'en-GB' ? 'en' : 'ru'),
    share: (basisPoints) => `${whole.format(basisPoints / 100)}${NBSP}%`,
    number: (value) => whole.format(value),
    date: dates({ day: 'numeric', month: 'long', year: 'numeric' }),
    shortDate: dates({ day: 'numeric', month: 'short' }),
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
    bytes: (value) => formatBytes(locale, value),
  };
}

function offsetOf(moment: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    timeZoneName: 'shortOffset',
  }).formatToParts(new Date(moment));
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
  return name.replace('GMT', 'UTC');
}

function formatBytes(locale: string, value: number): string {
  const units = locale.startsWith('ru') ? ['Б', 'КБ', 'МБ'] : ['B', 'KB', 'MB'];
  const step = value < 1024 ? 0 : value < 1024 * 1024 ? 1 : 2;
  const amount = value / 1024 ** step;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: step === 2 ? 1 : 0 }).format(amount)}${NBSP}${units[step] ?? ''}`;
}
