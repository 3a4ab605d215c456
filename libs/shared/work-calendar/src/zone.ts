import { dayNumber, type LocalDate } from './local-date';

/** What the clock on the wall of a zone shows. */
export interface LocalDateTime {
  readonly date: LocalDate;
  /** `HH:MM:SS`, 24 hours. */
  readonly time: string;
}

const DAY_MS = 86_400_000;
/** UTC days for which differences are kept: 1990-01-01 to 2100-01-01, and how many of a zone. */
const FIRST_KEPT_DAY = 7_305;
const LAST_KEPT_DAY = 47_482;
const KEPT_DAYS = 5_000;
const offsets = new Map<string, Map<number, number | undefined>>();
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether the name is an IANA zone this machine knows (`Asia/Novokuznetsk`). */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** The local date and time of an instant in an IANA zone. Throws RangeError for an unknown zone. */
export function localDateTime(instant: Date, zone: string): LocalDateTime {
  const offset = keptOffset(instant.getTime(), zone);
  if (offset === undefined) {
    return shownBy(formatOf(zone), instant);
  }
  const wall = new Date(instant.getTime() + offset).toISOString();
  return { date: wall.slice(0, 10), time: wall.slice(11, 19) };
}

/** The local date of an instant in an IANA zone. Throws RangeError for an unknown zone. */
export function localDate(instant: Date, zone: string): LocalDate {
  return localDateTime(instant, zone).date;
}

/** What the platform's own clock shows: right on every day, and slow. */
function shownBy(format: Intl.DateTimeFormat, instant: Date): LocalDateTime {
  const shown = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => shown.get(type) ?? '';
  return {
    date: `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}:${part('second')}`,
  };
}

/** The zone's difference to UTC at an instant, where it can be told from the day alone. */
function keptOffset(instant: number, zone: string): number | undefined {
  const day = Math.floor(instant / DAY_MS);
  return day >= FIRST_KEPT_DAY && day < LAST_KEPT_DAY ? offsetOfDay(day, zone) : undefined;
}

/**
 * The zone's difference to UTC in milliseconds, where it is the same from the beginning of a UTC day to its
 * end; undefined on the few days of a change. Kept, since lists ask for the same days again and again.
 */
function offsetOfDay(day: number, zone: string): number | undefined {
  let kept = offsets.get(zone);
  if (kept === undefined || kept.size >= KEPT_DAYS) {
    kept = new Map();
    offsets.set(zone, kept);
  }
  if (kept.has(day)) {
    return kept.get(day);
  }
  const begin = shownOffset(day * DAY_MS, zone);
  const offset = begin === shownOffset((day + 1) * DAY_MS, zone) ? begin : undefined;
  kept.set(day, offset);
  return offset;
}

/**
 * The instant at which the wall clock of the zone shows this date and time (`HH:MM:SS`). A time shown twice
 * (clocks put back) is the earlier of the two; one that is skipped (clocks put forward) is as many minutes
 * after the change as it is after the last time shown.
 */
export function instantAt(date: LocalDate, time: string, zone: string): Date {
  const [hours, minutes, seconds] = readTime(time);
  const wall = dayNumber(date) * DAY_MS + ((hours * 60 + minutes) * 60 + seconds) * 1000;
  // The zone's difference to UTC a day before and a day after: the only two that can apply at this time.
  const before = offsetAt(wall - DAY_MS, zone);
  const after = offsetAt(wall + DAY_MS, zone);
  const matching = [wall - before, wall - after].filter(
    (instant) => instant + offsetAt(instant, zone) === wall,
  );
  return new Date(matching.length > 0 ? Math.min(...matching) : wall - before);
}

/** The first instant of a local day. */
export function startOfDay(date: LocalDate, zone: string): Date {
  return instantAt(date, '00:00:00', zone);
}

/** The end of a local day, 23:59:59 on its clock: the instant a term ending that day runs out. */
export function endOfDay(date: LocalDate, zone: string): Date {
  return instantAt(date, '23:59:59', zone);
}

/** Local time minus UTC at an instant, in milliseconds. */
function offsetAt(instant: number, zone: string): number {
  return keptOffset(instant, zone) ?? shownOffset(instant, zone);
}

function shownOffset(instant: number, zone: string): number {
  const second = Math.floor(instant / 1000) * 1000;
  const { date, time } = shownBy(formatOf(zone), new Date(second));
  const [hours, minutes, seconds] = readTime(time);
  return dayNumber(date) * DAY_MS + ((hours * 60 + minutes) * 60 + seconds) * 1000 - second;
}

function readTime(time: string): [number, number, number] {
  const match = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/.exec(time);
  if (match === null) {
    throw new RangeError(`not a time of day: ${time}`);
  }
  return [Number(match[1]), Number(match[2]), Number(match[3])];
}

/** Building a format costs far more than using it, so each zone's is kept. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) {
    return known;
  }
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, format);
  return format;
}
