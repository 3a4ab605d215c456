import type { CalendarOptions, WorkCalendar } from './calendar';
import type { LocalDate } from './local-date';
import { workingDaysBetween } from './terms';

/** From this day on the matter lies with `holder` (the centre, the applicant, an outside body). */
export interface Handover<Holder> {
  readonly on: LocalDate;
  readonly holder: Holder;
}

/**
 * A stretch of days with one holder: those after `after`, up to and with `through`. The day of a handover is
 * still the giver's, as a term starts on the day after the event; so stretches meet and never overlap.
 */
export interface DaySegment<Holder> {
  readonly holder: Holder;
  readonly after: LocalDate;
  readonly through: LocalDate;
}

/**
 * Cuts the time from the first handover through `until` into stretches, one for each handover that kept the
 * matter overnight: of several on one day only the last counts. Handovers come in order of time; those
 * after `until` are left out. Throws RangeError when they are out of order.
 */
export function daySegments<Holder>(
  handovers: readonly Handover<Holder>[],
  until: LocalDate,
): DaySegment<Holder>[] {
  return handovers.flatMap(({ on, holder }, index) => {
    const next = handovers[index + 1]?.on ?? until;
    if (index + 1 < handovers.length && next < on) {
      throw new RangeError(`handover on ${next} follows one on ${on}`);
    }
    const through = next < until ? next : until;
    return on < through ? [{ holder, after: on, through }] : [];
  });
}

/** Working days each holder had the matter. The figures add up to those of the whole time. */
export function workingDaysByHolder<Holder>(
  calendar: WorkCalendar,
  handovers: readonly Handover<Holder>[],
  until: LocalDate,
  options?: CalendarOptions,
): { readonly days: ReadonlyMap<Holder, number>; readonly provisional: boolean } {
  const days = new Map<Holder, number>();
  let provisional = false;
  for (const { holder, after, through } of daySegments(handovers, until)) {
    const passed = workingDaysBetween(calendar, after, through, options);
    provisional ||= passed.provisional;
    days.set(holder, (days.get(holder) ?? 0) + passed.days);
  }
  return { days, provisional };
}
