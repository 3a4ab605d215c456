import type { ClockView } from './honest-clock';

/**
 * Working days of the running term after today. `workingDaysLeft` has today in it, if the term counts
 * today: not on the day it began, and not on a day spent waiting for an answer from outside.
 */
export function daysAhead({
  now,
  turn,
  paused,
  days,
  due,
}: Pick<ClockView, 'now' | 'turn' | 'paused' | 'days' | 'due'>): number {
  if (due === null) {
    return 0;
  }
  const today = now.slice(0, 10);
  const last = days.at(-1);
  const waited = last?.party === 'OUTSIDE' && (Boolean(paused) || turn !== 'OUTSIDE');
  const counted = last?.date === today && due.since < today && !waited;
  return Math.max(0, due.workingDaysLeft - (counted ? 1 : 0));
}
