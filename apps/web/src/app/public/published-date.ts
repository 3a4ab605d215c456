/**
 * Prints a date that is known to a day, a month or a year (`2021-01-01`, `2020-12`, `2019`)
 * as exactly as it is known.
 */
export function publishedDate(asOf: string, lang: string): string {
  const [year = '', month, day] = asOf.split('-');
  if (month === undefined) {
    return year;
  }
  const options: Intl.DateTimeFormatOptions =
    day === undefined
      ? { month: 'long', year: 'numeric' }
      : { day: 'numeric', month: 'long', year: 'numeric' };
  return new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : 'ru-RU', { ...options, timeZone: 'UTC' })
    .format(new Date(`${year}-${month}-${day ?? '01'}T00:00:00Z`))
    .replace(/\s?г\.$/, '');
}

/** The last moment at which a round still takes requests: `closesAt` is the first at which it does not. */
export function lastMoment(closesAt: string): string {
  return new Date(Date.parse(closesAt) - 1).toISOString();
}
