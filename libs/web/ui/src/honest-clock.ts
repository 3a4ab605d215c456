import { Component, computed, input } from '@angular/core';

import { injectFormats } from './formats';
import { OkIcon } from './icon';
import { daysAhead } from './clock-days';
import { injectTexts } from './texts';

/** A side whose working days are counted. */
export type ClockParty = 'APPLICANT' | 'CENTRE' | 'EXPERT' | 'COUNCIL' | 'OUTSIDE';

/** A day the calendar knows for sure, or (provisional) one computed without a loaded calendar. */
export interface ClockDay {
  readonly on: string;
  readonly provisional: boolean;
}

/** The clock as GET applications/:id/clock answers it. */
export interface ClockView {
  readonly turn: string;
  /** `awaited` says what the centre waits for from outside; null while it waits for the applicant. */
  readonly paused: { readonly since: string; readonly awaited: string | null } | null;
  /** A moment or the local date of today. */
  readonly now: string;
  /** The local day of filing. It is nobody's, the count begins after it. */
  readonly since?: string | null;
  readonly totals: Readonly<Partial<Record<ClockParty, number>>>;
  readonly days: readonly { readonly date: string; readonly party: ClockParty }[];
  readonly due:
    | (ClockDay & {
        /** The day on which the running term began. */
        readonly since: string;
        readonly workingDaysLeft: number;
        readonly overdue: boolean;
      })
    | null;
  readonly forecast: {
    readonly ifToday: ClockDay | string;
    readonly ifLastDay: ClockDay | string;
  } | null;
}

const TONES = { APPLICANT: 'y', CENTRE: 'c', EXPERT: 'e', COUNCIL: 'e', OUTSIDE: 'r' } as const;
const MAX_DAYS = 14;

const sameMonth = (a: string, b: string | undefined): boolean => a.slice(0, 7) === b?.slice(0, 7);

/** Whose working days the case has taken: totals by party, a strip of days, the term and the forecast. */
@Component({
  selector: 'ok-honest-clock',
  imports: [OkIcon],
  templateUrl: './honest-clock.html',
  styleUrl: './honest-clock.css',
})
export class OkHonestClock {
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();

  readonly clock = input.required<ClockView>();

  protected readonly today = computed(() => this.clock().now.slice(0, 10));
  protected readonly spent = computed(() => this.clock().days.length);

  /** The parties that had a day, the applicant and the centre always. */
  protected readonly parties = computed(() => {
    const { totals } = this.clock();
    const all: readonly ClockParty[] = ['APPLICANT', 'CENTRE', 'EXPERT', 'COUNCIL', 'OUTSIDE'];
    return all
      .map((party) => ({ party, days: totals[party] ?? 0, tone: TONES[party] }))
      .filter(({ party, days }) => days > 0 || party === 'APPLICANT' || party === 'CENTRE');
  });

  protected readonly strip = computed(() => {
    const { days, due, since } = this.clock();
    const filed =
      since && days.length < MAX_DAYS
        ? [{ on: since, tone: 'r', now: since === this.today(), label: this.dayLabel(since) }]
        : [];
    const past = days.slice(-MAX_DAYS).map(({ date, party }, index, shown) => ({
      tone: TONES[party],
      now: date === this.today(),
      label: sameMonth(date, shown[index - 1]?.date ?? filed[0]?.on)
        ? String(Number(date.slice(8)))
        : this.dayLabel(date),
    }));
    // Only the last day of the term is dated: which days in between are working days is the calendar's to say.
    const left = Math.min(daysAhead(this.clock()), MAX_DAYS);
    const ahead = Array.from({ length: left }, (_, index) => ({
      tone: 'f',
      now: false,
      label: index === left - 1 && due ? this.dayLabel(due.on) : '',
    }));
    // The day of filing alone says nothing.
    return past.length + ahead.length > 0 ? [...filed, ...past, ...ahead] : [];
  });

  /** The strip in words: runs of days by party. */
  protected readonly inWords = computed(() => {
    const { since } = this.clock();
    const filed = since ? [`${this.dayLabel(since)}: ${this.t('ui.clock.filed')}`] : [];
    const runs: { party: ClockParty; from: string; to: string }[] = [];
    for (const { date, party } of this.clock().days) {
      const run = runs.at(-1);
      if (run?.party === party) {
        run.to = date;
      } else {
        runs.push({ party, from: date, to: date });
      }
    }
    const said = runs.map(({ party, from, to }) => {
      const days =
        from === to ? this.dayLabel(from) : `${this.dayLabel(from)} – ${this.dayLabel(to)}`;
      return `${days}: ${this.t(`ui.clock.party.${party}`)}`;
    });
    return `${this.t('ui.clock.byDays')} ${[...filed, ...said].join('; ')}`;
  });

  protected readonly forecast = computed(() => {
    const forecast = this.clock().forecast;
    const day = (value: ClockDay | string): string =>
      typeof value === 'string'
        ? this.f().date(value)
        : (value.provisional ? '≈ ' : '') + this.f().date(value.on);
    return forecast && { today: day(forecast.ifToday), lastDay: day(forecast.ifLastDay) };
  });

  private dayLabel(date: string): string {
    return this.f().shortDate(date).replace('.', '');
  }
}
