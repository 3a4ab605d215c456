import fc from 'fast-check';

import { plusDays, workingDaysBetween } from '@okno/shared/work-calendar';

import { clock, dueDate } from './clock';
import { at, CALENDAR, read } from './clock.spec-data';
import type { Flow } from './flow';
import { FLOWS } from './flows';
import { returnedFrom, type HistoryEntry } from './segment';
import { DEFAULT_SETTINGS, isAtRest } from './term';

/** A random walk through the offered rows of a table, one event after another in time. */
const walks = fc
  .record({
    flow: fc.constantFrom<Flow>(...Object.values(FLOWS)),
    picks: fc.array(fc.record({ row: fc.nat(20), hours: fc.integer({ min: 0, max: 400 }) }), {
      minLength: 1,
      maxLength: 14,
    }),
    wait: fc.integer({ min: 0, max: 2_000 }),
    experts: fc.constantFrom(0, 2),
    pause: fc.option(fc.tuple(fc.nat(300), fc.option(fc.nat(300)))),
  })
  .map(({ flow, picks, wait, experts, pause }) => {
    const history: HistoryEntry[] = [];
    let now = at('2026-02-02 10:00').getTime();
    for (const { row: pick, hours } of picks) {
      const from = history.at(-1)?.to ?? null;
      const origin = returnedFrom(history);
      const rows = flow.transitions.filter(
        (row) =>
          row.offered &&
          row.from === from &&
          (row.returnedFrom === null || row.returnedFrom === origin),
      );
      const row = rows[pick % rows.length];
      if (row === undefined) {
        break;
      }
      now += hours * 3_600_000;
      history.push({ action: row.action, to: row.to, at: new Date(now) });
    }
    const start = at('2026-02-02 10:00').getTime();
    const pauses = pause
      ? [
          {
            from: new Date(start + pause[0] * 3_600_000),
            to: pause[1] === null ? null : new Date(start + (pause[0] + pause[1]) * 3_600_000),
          },
        ]
      : [];
    const settings = { ...DEFAULT_SETTINGS, experts };
    const reading = read(
      { flow, history, pauses, registeredOn: null, settings },
      '2026-02-02 10:00',
    );
    return { ...reading, now: new Date(now + wait * 3_600_000) };
  });

describe('the clock of any case', () => {
  it('gives every working day from filing to now, or to the end, to exactly one party', () => {
    fc.assert(
      fc.property(walks, (reading) => {
        const { totals, days, since, today, state } = clock(reading);
        const sum = Object.values(totals).reduce((all, one) => all + one, 0);
        expect(new Set(days.map((day) => day.date)).size).toBe(days.length);
        expect(sum).toBe(days.length);
        const last = new Date(reading.history.at(-1)?.at ?? reading.now);
        const end = isAtRest(reading.flow, state) ? localDay(last) : today;
        const passed = since === null ? 0 : workingDays(since, end);
        expect(sum).toBe(passed);
      }),
      { numRuns: 1_500 },
    );
  });

  it('dates what lies ahead in order, never before today', () => {
    fc.assert(
      fc.property(walks, (reading) => {
        const { nextSteps, today, due, forecast } = clock(reading);
        const dates = nextSteps.flatMap((step) => (step.latestBy === null ? [] : [step.latestBy]));
        expect(dates).toEqual([...dates].sort());
        expect(dates.filter((date) => date < today)).toEqual([]);
        expect(due === null || due.overdue === due.on < today).toBe(true);
        expect(forecast === null || forecast.ifToday.on <= forecast.ifLastDay.on).toBe(true);
      }),
      { numRuns: 1_500 },
    );
  });

  it('does not move a due date while time passes in an unpaused state', () => {
    fc.assert(
      fc.property(walks, fc.nat(40), (reading, days) => {
        const still = { ...reading, pauses: [] };
        const later = { ...still, now: new Date(still.now.getTime() + days * 86_400_000) };
        expect(dueDate(later)).toEqual(dueDate(still));
      }),
      { numRuns: 1_000 },
    );
  });
});

function localDay(instant: Date): string {
  return new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
}

function workingDays(after: string, through: string): number {
  return workingDaysBetween(CALENDAR, after, plusDays(through, 0), { provisional: true }).days;
}
