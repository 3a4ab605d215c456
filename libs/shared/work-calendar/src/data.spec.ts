import file from '../../../../db/reference/working-calendar.json';
import {
  CalendarMissingError,
  type CalendarYear,
  calendarYearProblems,
  countWorkingDays,
  readCalendarFile,
  statutoryYear,
  WorkCalendar,
} from '.';

const years = readCalendarFile(file);
const year = (number: number): CalendarYear => years.find((row) => row.year === number)!;

describe('the calendars that come with the portal', () => {
  it('hold two adopted years with the published number of working days', () => {
    expect(years.map((row) => [row.year, row.status])).toEqual([
      [2025, 'adopted'],
      [2026, 'adopted'],
      [2027, 'provisional'],
    ]);
    expect(countWorkingDays(year(2025))).toBe(247);
    expect(countWorkingDays(year(2026))).toBe(247);
  });

  it('know of 2027 only what the statute says', () => {
    expect(year(2027)).toEqual(statutoryYear(2027));
  });

  it('name their source', () => {
    expect(file.source).toContain('xmlcalendar');
  });
});

describe('data of a year', () => {
  const good = year(2025);

  it.each<[Partial<CalendarYear>, string]>([
    [{ nonWorking: ['2026-01-01'] }, 'nonWorking: 2026-01-01 is not a date of 2025'],
    [{ shortened: ['2025-02-30'] }, 'shortened: 2025-02-30 is not a date of 2025'],
    [{ nonWorking: ['2025-01-01', '2025-01-01'] }, 'nonWorking: a date is listed twice'],
    [
      { workingWeekends: ['2025-11-05'], shortened: [] },
      'workingWeekends: 2025-11-05 is not a weekend day that is worked',
    ],
    [
      { nonWorking: ['2025-11-01'], shortened: [] },
      'workingWeekends: 2025-11-01 is not a weekend day that is worked',
    ],
    [{ shortened: ['2025-01-01'] }, 'shortened: 2025-01-01 is a day off'],
    [{ shortened: ['2025-11-02'] }, 'shortened: 2025-11-02 is a day off'],
  ])('%j is named', (wrong, problem) => {
    const bad = { ...good, ...wrong };
    expect(calendarYearProblems(good)).toEqual([]);
    expect(calendarYearProblems(bad)).toEqual([problem]);
    expect(() => new WorkCalendar([bad])).toThrow(RangeError);
  });

  it.each([
    null,
    'text',
    [],
    {},
    { region: 'RU' },
    { region: 'RU', years: [null] },
    { region: 'RU', years: [{ year: 2025 }] },
    { region: 'RU', years: [{ year: '2025', status: 'adopted' }] },
    { region: 'RU', years: [{ year: 2025, status: 'adopted', nonWorking: [1] }] },
    { region: 'RU', years: [{ ...good, workingDays: 246 }] },
    { region: 'RU', years: [{ ...good, workingDays: 247, shortened: ['2025-01-01'] }] },
  ])('file %j is refused', (wrong) => {
    expect(() => readCalendarFile(wrong)).toThrow(RangeError);
  });
});

describe('regions', () => {
  const regional: CalendarYear = {
    ...year(2026),
    region: 'RU-BA',
    nonWorking: [...year(2026).nonWorking, '2026-10-12'],
  };

  it('a region has its own holidays, and the year of the country where it has none of its own', () => {
    const bashkortostan = new WorkCalendar([regional, ...years], 'RU-BA');
    const russia = new WorkCalendar([regional, ...years]);
    expect(bashkortostan.day('2026-10-12').working).toBe(false);
    expect(russia.day('2026-10-12').working).toBe(true);
    expect(bashkortostan.day('2025-10-13').working).toBe(true);
  });
});

describe('a year that is not adopted', () => {
  const calendar = new WorkCalendar(years, 'RU-KEM');

  it.each(['2027-06-01', '2031-06-02'])('%s raises CALENDAR_MISSING', (date) => {
    expect(() => calendar.day(date)).toThrow(CalendarMissingError);
    expect(() => calendar.day(date)).toThrow(
      expect.objectContaining({
        code: 'CALENDAR_MISSING',
        year: Number(date.slice(0, 4)),
        region: 'RU-KEM',
      }),
    );
  });

  it('is counted by the statute when a provisional answer will do', () => {
    const options = { provisional: true };
    expect(calendar.day('2031-01-08', options)).toEqual({
      working: false,
      shortened: false,
      provisional: true,
    });
    expect(calendar.day('2031-01-09', options).working).toBe(true);
    expect(calendar.day('2027-05-09', options).working).toBe(false);
    expect(calendar.day('2026-05-08', options)).toEqual({
      working: true,
      shortened: true,
      provisional: false,
    });
  });
});
