import { Component, input } from '@angular/core';
import { injectFormats, injectTexts } from '@okno/web/ui';
import type { CouncilWordDto } from '@okno/web/api-client';

/** What the Council said of the application, with the extract of its minutes. */
@Component({
  selector: 'okno-council-word',
  template: `
    <section class="panel" aria-labelledby="council-heading">
      <div class="ph">
        <h2 id="council-heading">{{ t('track.council.heading') }}</h2>
        <span class="sm muted from">{{
          t('track.council.from', { number: word().minutes, date: f().date(word().date) })
        }}</span>
      </div>
      <div class="pb stack">
        <p class="strong">
          {{
            t('track.council.' + word().outcome + (word().mode === 'DECISION' ? '_DECISION' : ''))
          }}
        </p>
        <p>
          {{
            t('track.council.votes', {
              inFavour: word().for,
              against: word().against,
              abstain: word().abstain,
            })
          }}
        </p>
        @if (word().mode === 'OPINION') {
          <p class="sm muted">{{ t('track.council.opinion') }}</p>
        }
        <p>
          <a [href]="'/api/v1/council/extracts/' + applicationId()">{{
            t('track.council.extract')
          }}</a>
        </p>
      </div>
    </section>
  `,
  styles: `
    .from {
      margin-left: auto;
    }
  `,
})
export class CouncilWord {
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();

  readonly word = input.required<CouncilWordDto>();
  readonly applicationId = input.required<string>();
}
