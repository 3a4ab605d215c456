import { Component, computed, inject, input } from '@angular/core';
import type { ParticipantDto } from '@okno/web/api-client';
import { OkIcon, injectHasText, injectSay, injectTexts } from '@okno/web/ui';

import { ClusterFigures } from '../cluster-figures';
import { Source } from '../source';

/** The card of a participant that a source names: what is said, by whom and when. No number, no status. */
@Component({
  selector: 'okno-participant-card',
  imports: [OkIcon, Source],
  template: `
    <article class="panel" id="card">
      <div class="pb stack-s">
        <div class="row wrap">
          <span class="badge"
            ><ok-icon name="book-open" [size]="15" />{{ t('registry.published') }}</span
          >
          <span class="sm muted">{{ role() }}</span>
        </div>
        <h2 tabindex="-1">{{ one().name }}</h2>
        @if (one().fullName; as name) {
          <p class="sm muted">{{ name }}</p>
        }
        @if (one().about; as does) {
          <p class="does">{{ does }}</p>
        }
        <dl class="dl">
          <dt>{{ t('registry.city') }}</dt>
          <dd>{{ one().city ?? t('registry.cityUnknown') }}</dd>
        </dl>
        @if (services().length > 0) {
          <h3>{{ t('registry.services') }}</h3>
          <ul class="sm stack-s">
            @for (service of services(); track service.code) {
              <li>{{ say(service.name) }}</li>
            }
          </ul>
        }
        <p class="sm muted">{{ t('registry.publishedNote') }}</p>
        @if (one().source; as source) {
          <okno-source [source]="source" />
        }
      </div>
    </article>
  `,
  styles: `
    :host {
      display: block;
    }
    .does::first-letter {
      text-transform: uppercase;
    }
    h3 {
      font: var(--ok-title-medium);
      padding-top: 8px;
    }
    dl {
      padding-top: 8px;
    }
    li::first-letter {
      text-transform: uppercase;
    }
  `,
})
export class ParticipantCard {
  private readonly has = injectHasText();
  private readonly figures = inject(ClusterFigures);
  protected readonly t = injectTexts();
  protected readonly say = injectSay();

  readonly one = input.required<ParticipantDto>();

  protected readonly role = computed(() => {
    const key = `registry.role.${this.one().role}`;
    return this.has(key) ? this.t(key) : this.one().role;
  });
  /** Services of the shared laboratory this participant runs. */
  protected readonly services = computed(() => {
    const { name, fullName } = this.one();
    const facilities = this.figures.cluster()?.sharedFacilities ?? [];
    return facilities.filter(({ operator }) => operator === name || operator === fullName);
  });
}
