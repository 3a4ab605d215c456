import { Component, computed, input } from '@angular/core';
import { OkNote, injectFormats, injectTexts } from '@okno/web/ui';

import type { ApplicationDto } from '../applications/application-api';

/** Says of a draft whose round is closed what it waits for. Shows nothing while requests are taken. */
@Component({
  selector: 'okno-intake-note',
  imports: [OkNote],
  template: `
    @if (words(); as text) {
      <ok-note tone="info" icon="hourglass">
        <b class="strong">{{ t('apply.intake.heading') }}</b>
        <p>{{ text }}</p>
      </ok-note>
    }
  `,
})
export class IntakeNote {
  private readonly f = injectFormats();
  protected readonly t = injectTexts();

  readonly application = input.required<ApplicationDto>();

  protected readonly words = computed(() => {
    const { intake, cluster } = this.application();
    if (!intake || intake.state === 'OPEN') {
      return '';
    }
    const { opensAt, closesAt } = intake;
    return opensAt && closesAt
      ? this.t('apply.intake.planned', {
          from: this.f().date(dayIn(opensAt, cluster.timeZone)),
          to: this.f().date(dayIn(closesAt, cluster.timeZone, 1)),
        })
      : this.t('apply.intake.none');
  });
}

/** The local day of a moment, or of `before` milliseconds earlier: an end is the first moment that is too late. */
function dayIn(instant: string, timeZone: string, before = 0): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  return format.format(new Date(Date.parse(instant) - before));
}
