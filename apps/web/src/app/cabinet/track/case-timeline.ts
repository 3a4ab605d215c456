import { httpResource } from '@angular/common/http';
import { Component, computed, effect, input, linkedSignal } from '@angular/core';
import {
  OkTimeline,
  injectFormats,
  injectHasText,
  injectTexts,
  type IconName,
  type TimelineItem,
} from '@okno/web/ui';

import type { ApplicationDto } from '../applications/application-api';

/** One entry of GET applications/:id/history. */
interface HistoryEntryDto {
  readonly seq: number;
  readonly at: string;
  readonly actor: { readonly name: string | null; readonly side: string };
  readonly action: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly publicComment: string | null;
}

interface HistoryDto {
  readonly items: readonly HistoryEntryDto[];
}

const NOW_ICONS: Readonly<Record<string, IconName>> = { RETURNED: 'undo-2', AGREEMENT: 'pencil' };
/** Follow at once from filing: one line for the three is enough. */
const AUTOMATIC: ReadonlySet<string> = new Set(['register', 'startFormalCheck']);

/** What was and what will be: the history in words, the present state, next steps with their latest dates. */
@Component({
  selector: 'okno-case-timeline',
  imports: [OkTimeline],
  template: `
    <section aria-labelledby="timeline-heading">
      <h2 id="timeline-heading">{{ t('track.timeline.heading') }}</h2>
      <ok-timeline [items]="items()" />
      @if (provisional()) {
        <p class="sm muted">{{ t('track.timeline.provisional') }}</p>
      }
    </section>
  `,
  styles: `
    h2 {
      margin-bottom: 14px;
    }
  `,
})
export class CaseTimeline {
  private readonly has = injectHasText();
  private readonly f = injectFormats();
  protected readonly t = injectTexts();

  readonly application = input.required<ApplicationDto>();
  /** The sentence of the present state. */
  readonly now = input.required<string>();

  private readonly answer = httpResource<HistoryDto>(
    () => `/api/v1/applications/${this.application().id}/history`,
  );
  private readonly got = computed(() => (this.answer.hasValue() ? this.answer.value() : undefined));
  private readonly history = linkedSignal<HistoryDto | undefined, HistoryDto | undefined>({
    source: this.got,
    computation: (fresh, before) => fresh ?? before?.value,
  });
  private readonly open = computed(() => this.application().clock.turn !== 'NONE');

  protected readonly provisional = computed(() =>
    this.application().clock.nextSteps.some((step) => step.provisional),
  );
  protected readonly items = computed<readonly TimelineItem[]>(() => {
    const { state, clock } = this.application();
    const past = (this.history()?.items ?? [])
      .filter(({ action, to }) => to !== null && !AUTOMATIC.has(action))
      .map((entry) => this.pastItem(entry));
    const now: TimelineItem[] = this.open()
      ? [
          {
            heading: this.now(),
            phase: 'now',
            ...(NOW_ICONS[state] ? { icon: NOW_ICONS[state] } : {}),
          },
        ]
      : [];
    const future = clock.nextSteps
      .filter((step) => step.state !== state)
      .map((step): TimelineItem => {
        const date = step.latestBy
          ? this.t('track.timeline.latest', {
              date: (step.provisional ? '≈ ' : '') + this.f().date(step.latestBy),
            })
          : '';
        const days = step.workingDays
          ? this.t('track.timeline.days', { count: step.workingDays })
          : '';
        return {
          heading: this.stepName(step.state, step.owner),
          phase: 'future',
          ...(days ? { text: days } : {}),
          ...(date ? { when: date } : {}),
        };
      });
    return [...past, ...now, ...future];
  });

  constructor() {
    effect(() => {
      // A new revision means a new entry.
      this.application().revision;
      this.answer.reload();
    });
  }

  private pastItem({ action, at, actor, from, publicComment }: HistoryEntryDto): TimelineItem {
    // One step ends an assessment, or a check of costs.
    const key = `track.event.${action}${action === 'toDecision' && from === 'COST_AUDIT' ? 'Costs' : ''}`;
    const icon = PAST_ICONS[action];
    return {
      heading: this.has(key) ? this.t(key) : this.t('track.event.other'),
      text: [actor.name ?? '', publicComment ?? ''].filter(Boolean).join(': '),
      when: this.f().dateTime(at, this.application().cluster.timeZone),
      phase: 'past',
      ...(icon ? { icon } : {}),
    };
  }

  private stepName(state: string, owner: string): string {
    // Two signatures, one state: first the applicant's, then ours.
    const second = state === 'AGREEMENT' && owner === 'CENTRE' ? '_CENTRE' : '';
    const key = `track.step.${state}${second}`;
    return this.has(key) ? this.t(key) : this.t('track.event.other');
  }
}

const PAST_ICONS: Readonly<Record<string, IconName>> = {
  returnWithRemarks: 'undo-2',
  reject: 'x',
  expire: 'timer-off',
  withdraw: 'circle-slash',
  waitlist: 'hourglass',
};
