import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, inject } from '@angular/core';
import type { SubscriptionDto, SubscriptionListDto } from '@okno/web/api-client';
import { OkNote, OkPanel, Toasts, injectFormats, injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { injectTargetWords } from '../../public/announcements/target-words';
import { injectOneAtATime } from '../../shell/one-at-a-time';
import { Problems } from '../../shell/problem';

/** Of which measures and searches the person's address is told, each ended by its own button. */
@Component({
  selector: 'okno-subscriptions-list',
  imports: [OkNote, OkPanel],
  template: `
    <ok-panel [heading]="t('announcements.own.heading')" [padded]="false">
      <p class="sm muted intro">
        {{ t(items().length > 0 ? 'announcements.own.lead' : 'announcements.own.none') }}
      </p>
      @if (answer.error(); as error) {
        <div class="pb">
          <ok-note tone="no" [live]="true">
            {{ problems.explain(error) }}
            <button type="button" class="btn btn--s" (click)="answer.reload()">
              {{ t('announcements.page.retry') }}
            </button>
          </ok-note>
        </div>
      }
      <ul>
        @for (one of items(); track one.id) {
          <li class="row wrap">
            <div class="grow">
              <p class="strong">{{ words(one) }}</p>
              <p class="sm muted">
                {{ t('announcements.own.since', { date: f().date(one.confirmedAt) }) }}
              </p>
            </div>
            <button
              type="button"
              class="btn btn--s"
              [attr.aria-disabled]="busy() || null"
              [attr.aria-label]="t('announcements.own.end') + ': ' + words(one)"
              (click)="end(one)"
            >
              {{ t('announcements.own.end') }}
            </button>
          </li>
        }
      </ul>
    </ok-panel>
  `,
  styles: `
    :host {
      display: block;
    }
    .intro {
      padding: 16px var(--panel-p);
      max-width: 80ch;
    }
    li {
      padding: 14px var(--panel-p);
      border-top: 1px solid var(--ok-hairline);
    }
    li p {
      overflow-wrap: anywhere;
    }
  `,
})
export class SubscriptionsList {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  protected readonly problems = inject(Problems);
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();
  protected readonly words = injectTargetWords();

  private readonly one = injectOneAtATime();
  protected readonly busy = this.one.busy;
  protected readonly answer = httpResource<SubscriptionListDto>(() => '/api/v1/me/subscriptions');
  protected readonly items = computed(() =>
    this.answer.hasValue() ? this.answer.value().items : [],
  );

  protected async end({ id }: SubscriptionDto): Promise<void> {
    await this.one.run(async () => {
      await firstValueFrom(this.http.delete(`/api/v1/me/subscriptions/${id}`));
      this.toasts.say(this.t('announcements.own.ended'));
      this.answer.reload();
    });
  }
}
