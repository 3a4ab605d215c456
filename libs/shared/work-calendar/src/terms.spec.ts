import fc from 'fast-check';

import file from '../../../../db/reference/working-calendar.json';
import {
  addCalendarDays,
  addWorkingDays,
  CalendarMissingError,
  daysBetween,
  daySegments,
  isLocalDate,
  isWeekend,
  isWorkingDay,
  plusDays,
  readCalendarFile,
  statutoryYear,
  WorkCalendar,
  workingDayOnOrAfter,
  workingDaysBetween,
  workingDaysByHolder,
} from '.';

const years = readCalendarFile(file);
const calendar = new WorkCalendar(years);
const provisional = { provisional: true };

/**
 * The model: every day of 2025–2027 and of the statutory year 2028 in a plain list, worked or not, by the
 * machine's own weekdays. Slow and obvious.
 */
const model: readonly { readonly date: string; readonly worked: boolean }[] = (() => {
  const rows = [...years, statutoryYear(2028)];
  const off = new Set(rows.flatMap((row) => row.nonWorking));
  const on = new Set(rows.flatMap((row) => row.workingWeekends));
  const days: { date: string; worked: boolean }[] = [];
  for (let at = Date.UTC(2025, 0, 1); at < Date.UTC(2029, 0, 1); at += 86_400_000) {
    const date = new Date(at).toISOString().slice(0, 10);
    const weekend = [0, 6].includes(new Date(at).getUTCDay());
    days.push({ date, worked: on.has(date) || (!weekend && !off.has(date)) });
  }
  return days;
})();
const anyDay = fc.nat(model.length - 1);
const dateOf = (index: number): string => model[index]!.date;

describe('dates', () => {
  it.each(['2024-02-29', '2000-02-29', '1000-01-01', '9999-12-31'])('%s exists', (date) => {
    expect(isLocalDate(date)).toBe(true);
  });

  it.each(['', '2025-02-29', '1900-02-29', '2025-13-01', '2025-00-10', '2025-04-31', '0999-01-01'])(
    '%j does not',
    (date) => {
      expect(isLocalDate(date)).toBe(false);
      expect(() => plusDays(date, 1)).toThrow(RangeError);
    },
  );

  it('are not read from times or with anything around them', () => {
    for (const text of [
      '2025-01-01T00:00:00Z',
      ' 2025-01-01',
      '2025-1-1',
      '٢٠٢٥-٠١-٠١',
      '2025-01-01\n',
    ]) {
      expect(isLocalDate(text)).toBe(false);
    }
  });

  it('do not leave the calendar', () => {
    expect(plusDays('9999-12-30', 1)).toBe('9999-12-31');
    for (const days of [1, 1e9, 1e300, NaN, 0.5]) {
      expect(() => plusDays('9999-12-31', days)).toThrow(RangeError);
    }
  });

  it('count as the days do', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(plusDays(dateOf(a), b - a)).toBe(dateOf(b));
        expect(daysBetween(dateOf(a), dateOf(b))).toBe(b - a);
      }),
    );
  });

  it('know the weekends, before 1970 too', () => {
    expect(['1969-12-27', '1969-12-28', '1969-12-29'].map(isWeekend)).toEqual([true, true, false]);
  });
});

it('every day is worked or not as in the model', () => {
  for (const { date, worked } of model) {
    expect([date, isWorkingDay(calendar, date, provisional)]).toEqual([date, worked]);
  }
});

describe('terms in working days', () => {
  it('end where the model says, forwards and back, and are provisional from 2027 on', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -120, max: 120 }), (from, count) => {
        const later = model.slice(from + 1).filter((day) => day.worked);
        const earlier = model
          .slice(0, from)
          .filter((day) => day.worked)
          .reverse();
        const end = count === 0 ? model[from] : (count > 0 ? later : earlier)[Math.abs(count) - 1];
        fc.pre(end !== undefined);
        const answer = addWorkingDays(calendar, dateOf(from), count, provisional);
        expect(answer.date).toBe(end?.date);
        // Days are looked at from the one next to the start to the end, both included.
        const looked = [plusDays(dateOf(from), Math.sign(count)), answer.date].sort();
        expect(answer.provisional).toBe(count !== 0 && looked[1]! >= '2027');
        if (answer.provisional) {
          expect(() => addWorkingDays(calendar, dateOf(from), count)).toThrow(CalendarMissingError);
        } else {
          expect(addWorkingDays(calendar, dateOf(from), count)).toEqual(answer);
        }
      }),
    );
  });

  it('reach over the new year into a year that is not adopted', () => {
    expect(() => addWorkingDays(calendar, '2026-12-30', 1)).toThrow(CalendarMissingError);
    expect(addWorkingDays(calendar, '2026-12-30', 1, provisional)).toEqual({
      date: '2027-01-11',
      provisional: true,
    });
    expect(addWorkingDays(calendar, '2026-12-29', 1)).toEqual({
      date: '2026-12-30',
      provisional: false,
    });
  });

  it('refuse what is no number of days', () => {
    for (const days of [0.5, NaN, Infinity, 10_001]) {
      expect(() => addWorkingDays(calendar, '2026-01-12', days)).toThrow(RangeError);
      expect(() => addCalendarDays(calendar, '2026-01-12', days)).toThrow(RangeError);
    }
    expect(() => addWorkingDays(calendar, 'yesterday', 0)).toThrow(RangeError);
  });
});

describe('working days between', () => {
  it('are those of the model, negative backwards', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        const [first, last] = a <= b ? [a, b] : [b, a];
        const worked = model.slice(first + 1, last + 1).filter((day) => day.worked).length;
        const { days } = workingDaysBetween(calendar, dateOf(a), dateOf(b), provisional);
        expect(days).toBe(a <= b ? worked : 0 - worked);
      }),
    );
  });

  it('undo a term, and add up over any day between', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(60), fc.nat(60), (from, count, more) => {
        const middle = addWorkingDays(calendar, dateOf(from), count, provisional).date;
        const end = addWorkingDays(calendar, middle, more, provisional).date;
        const between = (a: string, b: string) =>
          workingDaysBetween(calendar, a, b, provisional).days;
        expect(between(dateOf(from), middle)).toBe(count);
        expect(between(dateOf(from), end)).toBe(count + more);
      }),
    );
  });

  it('never show a minus zero', () => {
    expect(workingDaysBetween(calendar, '2026-01-05', '2026-01-03')).toEqual({
      days: 0,
      provisional: false,
    });
  });

  it('raise or mark a year that is not adopted', () => {
    expect(() => workingDaysBetween(calendar, '2026-12-30', '2027-01-01')).toThrow(
      CalendarMissingError,
    );
    expect(workingDaysBetween(calendar, '2026-12-30', '2027-01-01', provisional)).toEqual({
      days: 0,
      provisional: true,
    });
  });
});

describe('terms in calendar days', () => {
  it.each([
    ['2026-01-12', 4, '2026-01-16'],
    ['2026-01-12', 5, '2026-01-19'],
    ['2026-04-01', 30, '2026-05-04'],
    ['2025-12-22', 9, '2026-01-12'],
    ['2026-06-12', 0, '2026-06-15'],
  ])('%s plus %d end on %s', (from, days, end) => {
    expect(addCalendarDays(calendar, from, days)).toEqual({ date: end, provisional: false });
  });

  it('move to the first working day of the model', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(90), (from, count) => {
        const end = model.slice(from + count).find((day) => day.worked);
        fc.pre(end !== undefined);
        const answer = addCalendarDays(calendar, dateOf(from), count, provisional);
        expect(answer).toEqual({ date: end?.date, provisional: end.date >= '2027' });
        expect(workingDayOnOrAfter(calendar, plusDays(dateOf(from), count), provisional)).toEqual(
          answer,
        );
      }),
    );
  });
});

describe('whose days they are', () => {
  const handovers = [
    { on: '2026-03-02', holder: 'centre' },
    { on: '2026-03-05', holder: 'applicant' },
    { on: '2026-03-05', holder: 'outside' },
    { on: '2026-03-10', holder: 'centre' },
  ];

  it('a day of handover is the giver’s, the last of a day takes over', () => {
    expect(daySegments(handovers, '2026-03-12')).toEqual([
      { holder: 'centre', after: '2026-03-02', through: '2026-03-05' },
      { holder: 'outside', after: '2026-03-05', through: '2026-03-10' },
      { holder: 'centre', after: '2026-03-10', through: '2026-03-12' },
    ]);
    // 9 March 2026 is a day off.
    expect(workingDaysByHolder(calendar, handovers, '2026-03-12').days).toEqual(
      new Map([
        ['centre', 5],
        ['outside', 2],
      ]),
    );
  });

  it('ends at the day asked for, before later handovers', () => {
    expect(daySegments(handovers, '2026-03-06')).toHaveLength(2);
    expect(daySegments(handovers, '2026-03-02')).toEqual([]);
    expect(daySegments([], '2026-03-02')).toEqual([]);
  });

  it('is refused out of order', () => {
    expect(() => daySegments([...handovers].reverse(), '2026-03-12')).toThrow(RangeError);
  });

  it('covers every day once, and the days of all add up to those of the whole time', () => {
    const marks = fc.array(fc.tuple(anyDay, fc.constantFrom('a', 'b', 'c')), { minLength: 1 });
    fc.assert(
      fc.property(marks, anyDay, (list, until) => {
        const sorted = list
          .sort(([a], [b]) => a - b)
          .map(([on, holder]) => ({ on: dateOf(on), holder }));
        const first = sorted[0]!.on;
        const end = dateOf(until);
        const segments = daySegments(sorted, end);
        const length = segments.reduce((sum, s) => sum + daysBetween(s.after, s.through), 0);
        expect(length).toBe(Math.max(daysBetween(first, end), 0));
        segments.slice(1).forEach((s, i) => expect(s.after).toBe(segments[i]?.through));
        const { days } = workingDaysByHolder(calendar, sorted, end, provisional);
        const sum = [...days.values()].reduce((total, count) => total + count, 0);
        const whole = workingDaysBetween(calendar, first, end, provisional).days;
        expect(sum).toBe(Math.max(whole, 0));
      }),
    );
  });
});
