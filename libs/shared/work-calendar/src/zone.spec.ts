import fc from 'fast-check';

import file from '../../../../db/reference/working-calendar.json';
import {
  CalendarMissingError,
  endOfDay,
  instantAt,
  isZone,
  localDate,
  localDateTime,
  plusDays,
  readCalendarFile,
  registrationDate,
  startOfDay,
  WorkCalendar,
} from '.';

const KUZBASS = 'Asia/Novokuznetsk';
const calendar = new WorkCalendar(readCalendarFile(file));
const rules = { zone: KUZBASS, cutOffHour: 17 };

const zones = [
  KUZBASS,
  'Europe/Moscow',
  'Asia/Kamchatka',
  'UTC',
  'America/New_York',
  'Asia/Kolkata',
];
const anyZone = fc.constantFrom(...zones, 'Europe/Berlin', 'Pacific/Chatham', 'America/Sao_Paulo');
const anyInstant = fc
  .integer({ min: Date.UTC(2000, 0, 1) / 1000, max: Date.UTC(2035, 0, 1) / 1000 })
  .map((second) => new Date(second * 1000));

describe('local time', () => {
  it('is seven hours ahead of UTC in Kuzbass', () => {
    const evening = new Date('2026-06-10T17:00:00Z');
    expect(localDateTime(evening, KUZBASS)).toEqual({ date: '2026-06-11', time: '00:00:00' });
    expect(localDate(new Date(evening.getTime() - 1), KUZBASS)).toBe('2026-06-10');
  });

  it('has the same date alone as with its time, also where the clocks change', () => {
    const change = Date.UTC(2026, 2, 29, 1);
    const near = fc.integer({ min: change - 172_800_000, max: change + 172_800_000 });
    fc.assert(
      fc.property(
        fc.oneof(
          anyInstant,
          near.map((at) => new Date(at)),
        ),
        anyZone,
        (instant, zone) => {
          expect(localDate(instant, zone)).toBe(localDateTime(instant, zone).date);
        },
      ),
    );
  });

  it('knows which zones there are', () => {
    expect(isZone(KUZBASS)).toBe(true);
    expect(isZone('Asia/Kuzbass')).toBe(false);
    expect(isZone('')).toBe(false);
    expect(() => localDate(new Date(0), 'Asia/Kuzbass')).toThrow(RangeError);
    expect(() => localDate(new Date(NaN), KUZBASS)).toThrow(RangeError);
  });

  it.each([
    ['2026-06-11', '23:59:59', KUZBASS, '2026-06-11T16:59:59.000Z'],
    ['2026-02-29', '00:00:00', KUZBASS, undefined],
    ['2026-06-11', '24:00:00', KUZBASS, undefined],
    ['2026-06-11', '10:00', KUZBASS, undefined],
    ['2026-12-31', '12:00:00', 'Asia/Kolkata', '2026-12-31T06:30:00.000Z'],
    // Kuzbass moved from UTC+6 to UTC+7 and from the old time to the new more than once.
    ['2010-06-01', '12:00:00', KUZBASS, '2010-06-01T05:00:00.000Z'],
    ['2010-12-01', '12:00:00', KUZBASS, '2010-12-01T06:00:00.000Z'],
    // Put back: 02:30 comes twice, the first is meant. Put forward: 02:30 is skipped.
    ['2026-10-25', '02:30:00', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-03-29', '02:30:00', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ])('%s %s in %s is %s', (date, time, zone, instant) => {
    if (instant === undefined) {
      expect(() => instantAt(date, time, zone)).toThrow(RangeError);
    } else {
      expect(instantAt(date, time, zone).toISOString()).toBe(instant);
    }
  });

  it('read back from its instant is the same', () => {
    fc.assert(
      fc.property(anyInstant, anyZone, (instant, zone) => {
        const { date, time } = localDateTime(instant, zone);
        const back = instantAt(date, time, zone);
        expect(localDateTime(back, zone)).toEqual({ date, time });
        // Only an hour that comes twice may lead to another instant: the earlier one.
        expect(back.getTime()).toBeLessThanOrEqual(instant.getTime());
      }),
    );
  });
});

describe('a local day', () => {
  it('ends at 23:59:59 on its own clock', () => {
    expect(endOfDay('2026-06-15', KUZBASS).toISOString()).toBe('2026-06-15T16:59:59.000Z');
    expect(startOfDay('2026-06-15', KUZBASS).toISOString()).toBe('2026-06-14T17:00:00.000Z');
  });

  it('starts after midnight where midnight is skipped', () => {
    const start = startOfDay('2018-11-04', 'America/Sao_Paulo');
    expect(localDateTime(start, 'America/Sao_Paulo')).toEqual({
      date: '2018-11-04',
      time: '01:00:00',
    });
  });

  it('meets the next one, second by second', () => {
    fc.assert(
      fc.property(anyInstant, fc.constantFrom(...zones), (instant, zone) => {
        const date = localDate(instant, zone);
        const next = startOfDay(plusDays(date, 1), zone);
        expect(endOfDay(date, zone).getTime() + 1000).toBe(next.getTime());
        expect(startOfDay(date, zone).getTime()).toBeLessThanOrEqual(instant.getTime());
        expect(instant.getTime()).toBeLessThan(next.getTime());
      }),
    );
  });
});

describe('registration date', () => {
  const filed = (date: string, time: string) =>
    registrationDate(calendar, instantAt(date, time, KUZBASS), rules).date;

  it.each([
    ['an ordinary day up to the cut-off', '2026-06-10', '17:00:00', '2026-06-10'],
    ['an ordinary day after the cut-off', '2026-06-10', '17:00:01', '2026-06-11'],
    ['a shortened day up to its cut-off', '2026-06-11', '16:00:00', '2026-06-11'],
    ['a shortened day after its cut-off', '2026-06-11', '16:00:01', '2026-06-15'],
    ['a day off', '2026-06-13', '10:00:00', '2026-06-15'],
    ['a working Saturday, shortened', '2025-11-01', '15:59:59', '2025-11-01'],
    ['a working Saturday in the evening', '2025-11-01', '16:30:00', '2025-11-05'],
    ['the first minute of a day', '2026-06-10', '00:00:00', '2026-06-10'],
    ['a Friday night', '2026-06-05', '23:59:59', '2026-06-08'],
  ])('%s: %s %s → %s', (_, date, time, expected) => {
    expect(filed(date, time)).toBe(expected);
  });

  it('a millisecond after the cut-off is after it', () => {
    const cutOff = instantAt('2026-06-10', '17:00:00', KUZBASS).getTime();
    const on = (at: number) => registrationDate(calendar, new Date(at), rules).date;
    expect([on(cutOff), on(cutOff + 1)]).toEqual(['2026-06-10', '2026-06-11']);
  });

  it('is decided by the day of the zone, not of UTC', () => {
    const instant = new Date('2026-06-14T20:00:00Z');
    expect(registrationDate(calendar, instant, rules).date).toBe('2026-06-15');
    expect(registrationDate(calendar, instant, { ...rules, zone: 'UTC' }).date).toBe('2026-06-15');
    const monday = new Date('2026-06-15T18:00:00Z');
    expect(registrationDate(calendar, monday, rules).date).toBe('2026-06-16');
  });

  it('over the new year needs the next calendar', () => {
    const instant = instantAt('2026-12-30', '18:00:00', KUZBASS);
    expect(() => registrationDate(calendar, instant, rules)).toThrow(CalendarMissingError);
    expect(registrationDate(calendar, instant, rules, { provisional: true })).toEqual({
      date: '2027-01-11',
      provisional: true,
    });
  });

  it('refuses an hour that is none', () => {
    for (const cutOffHour of [0, 24, 16.5, NaN]) {
      expect(() => registrationDate(calendar, new Date(0), { zone: KUZBASS, cutOffHour })).toThrow(
        RangeError,
      );
    }
  });

  it('is a working day, never before the filing, and never earlier for a later filing', () => {
    const instants = fc
      .integer({ min: Date.UTC(2025, 0, 2), max: Date.UTC(2026, 11, 25) })
      .map((at) => new Date(at));
    fc.assert(
      fc.property(instants, instants, fc.integer({ min: 1, max: 23 }), (a, b, cutOffHour) => {
        const [early, late] = a <= b ? [a, b] : [b, a];
        const zone = KUZBASS;
        const first = registrationDate(calendar, early, { zone, cutOffHour });
        const second = registrationDate(calendar, late, { zone, cutOffHour });
        expect(calendar.day(first.date).working).toBe(true);
        expect(first.date >= localDate(early, zone)).toBe(true);
        expect(first.date <= second.date).toBe(true);
      }),
    );
  });
});
