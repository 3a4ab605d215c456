import { Database, ReferenceData, CoreMigrateModule } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';
import { addWorkingDays, CalendarMissingError, statutoryYear } from '@okno/shared/work-calendar';

import { CalendarModule } from './calendar.module';
import { CalendarService } from './calendar.service';

describe('loaded work calendars', () => {
  let test: TestModule;
  let calendars: CalendarService;
  beforeAll(async () => {
    test = await startTestModule({
      imports: [CoreMigrateModule, CalendarModule],
      clock: '2026-11-20T03:00:00Z',
    });
    calendars = test.app.get(CalendarService);
    await test.app.get(ReferenceData).load();
  }, 60_000);
  afterAll(() => test.close());

  const loadedAt = (): Promise<{ year: number; at: Date }[]> =>
    test.app
      .get(Database)
      .query('SELECT year, loaded_at AS at FROM work_calendar_year ORDER BY year');

  it('hold two adopted years and the statutory days of 2027', async () => {
    expect((await calendars.years()).map(({ year, status }) => [year, status])).toEqual([
      [2025, 'adopted'],
      [2026, 'adopted'],
      [2027, 'provisional'],
    ]);
  });

  it('stop at a year that is not adopted, and go on provisionally when asked', async () => {
    const calendar = await calendars.calendar('RU-KEM');
    expect(addWorkingDays(calendar, '2026-11-20', 5).date).toBe('2026-11-27');
    expect(() => addWorkingDays(calendar, '2026-12-28', 5)).toThrow(CalendarMissingError);
    expect(addWorkingDays(calendar, '2026-12-28', 5, { provisional: true }).provisional).toBe(true);
    expect(await calendars.calendar('RU-KEM')).toBe(calendar);
  });

  it('stay untouched when loaded again', async () => {
    const before = await loadedAt();
    await test.app.get(ReferenceData).load();
    expect(await loadedAt()).toEqual(before);
  });

  it('know a year as soon as it is loaded', async () => {
    const db = test.app.get(Database);
    const adopted = { ...statutoryYear(2027), status: 'adopted' as const };
    expect(await db.transaction((tx) => calendars.load(tx, [adopted], 'a decree (test)'))).toBe(1);
    const calendar = await calendars.calendar();
    expect(addWorkingDays(calendar, '2026-12-28', 5).provisional).toBe(false);
  });

  it('refuse a year that contradicts itself', async () => {
    const wrong = { ...statutoryYear(2028), shortened: ['2028-01-01'] };
    await expect(
      test.app.get(Database).transaction((tx) => calendars.load(tx, [wrong], 'test')),
    ).rejects.toThrow(RangeError);
  });
});
