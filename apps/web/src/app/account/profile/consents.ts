import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import type { ConsentDto, ConsentListDto } from '@okno/web/api-client';
import {
  Confirm,
  OkIcon,
  OkNote,
  OkPanel,
  OkSkeleton,
  Toasts,
  injectFormats,
  injectHasText,
  injectSay,
  injectTexts,
} from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { Problems } from '../../shell/problem';

/** Consents: each a document of its own with its own button; what was given can be taken back. */
@Component({
  selector: 'okno-consents',
  imports: [OkIcon, OkNote, OkPanel, OkSkeleton],
  template: `
    <ok-panel [heading]="t('account.consents.heading')" [padded]="false">
      <p class="sm muted intro">{{ t('account.consents.intro') }}</p>
      @if (answer.error(); as error) {
        <div class="pb">
          <ok-note tone="no" [live]="true">
            {{ problems.explain(error) }}
            <button type="button" class="btn btn--s" (click)="answer.reload()">
              {{ t('account.retry') }}
            </button>
          </ok-note>
        </div>
      } @else if (answer.isLoading() && consents().length === 0) {
        <ok-skeleton [label]="t('account.consents.loading')" />
      }
      <ul>
        @for (one of consents(); track one.purpose) {
          <li>
            <div class="grow">
              <h3>{{ say(one.title) }}</h3>
              <p class="sm muted">{{ neededFor(one) }}</p>
              <details>
                <summary class="sm">
                  {{ t('account.consents.read', { version: one.version }) }}
                </summary>
                <p class="text">{{ say(one.text) }}</p>
              </details>
            </div>
            <div class="act">
              @if (given(one); as at) {
                <p class="sm strong row">
                  <ok-icon name="circle-check" class="t-ok" />
                  {{ t('account.consents.given', { date: f().date(at) }) }}
                </p>
                <button
                  type="button"
                  class="btn btn--s"
                  [attr.aria-label]="t('account.consents.revokeOf', { title: say(one.title) })"
                  [attr.aria-disabled]="busy() === one.purpose || null"
                  (click)="revoke(one)"
                >
                  {{ t('account.consents.revoke') }}
                </button>
              } @else {
                <p class="sm muted">{{ t('account.consents.notGiven') }}</p>
                <button
                  type="button"
                  class="btn btn--s"
                  [attr.aria-label]="t('account.consents.giveOf', { title: say(one.title) })"
                  [attr.aria-disabled]="busy() === one.purpose || null"
                  (click)="give(one)"
                >
                  {{ t('account.consents.give') }}
                </button>
              }
            </div>
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
      padding: 16px var(--panel-p) 0;
      max-width: 80ch;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 12px 24px;
      padding: 18px var(--panel-p);
    }
    li + li {
      border-top: 1px solid var(--ok-hairline);
    }
    li .grow {
      flex-basis: 280px;
    }
    h3 {
      font: var(--ok-title-medium);
    }
    summary {
      cursor: pointer;
      padding: 6px 0;
      color: var(--ok-link);
      width: max-content;
      max-width: 100%;
    }
    .text {
      white-space: pre-line;
      font: var(--ok-body-small);
      padding: 8px 0 0 14px;
      border-left: 3px solid var(--ok-hairline);
      max-width: 80ch;
    }
    .act {
      display: grid;
      gap: 8px;
      justify-items: start;
      align-content: start;
      min-width: 200px;
    }
    .act .row {
      gap: 6px;
    }
    .act .btn {
      min-height: 44px;
    }
  `,
})
export class Consents {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  private readonly confirm = inject(Confirm);
  private readonly has = injectHasText();
  protected readonly problems = inject(Problems);
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();

  protected readonly answer = httpResource<ConsentListDto>(() => '/api/v1/me/consents');
  protected readonly consents = computed(() =>
    this.answer.hasValue() ? this.answer.value().items : [],
  );
  /** Purpose of the consent that is being given or taken back. */
  protected readonly busy = signal('');

  protected given(one: ConsentDto): string | null {
    return one.revokedAt === null ? one.givenAt : null;
  }

  protected neededFor(one: ConsentDto): string {
    const kinds = one.requiredFor.map((kind) => {
      const key = `account.consents.kind.${kind}`;
      return this.has(key) ? this.t(key) : kind;
    });
    return kinds.length === 0
      ? this.t('account.consents.optional')
      : this.t('account.consents.needed', { kinds: kinds.join(', ') });
  }

  protected async give(one: ConsentDto): Promise<void> {
    await this.command(one, async () => {
      await firstValueFrom(
        this.http.post('/api/v1/me/consents', { purpose: one.purpose, version: one.version }),
      );
      this.toasts.say(this.t('account.consents.saidYes'));
    });
  }

  protected async revoke(one: ConsentDto): Promise<void> {
    const reply = await this.confirm.ask({
      heading: this.t('account.consents.revokeHeading'),
      text: this.t('account.consents.revokeText'),
      confirm: this.t('account.consents.revoke'),
      danger: true,
    });
    if (reply === null || one.id === null) {
      return;
    }
    await this.command(one, async () => {
      await firstValueFrom(this.http.delete(`/api/v1/me/consents/${one.id}`));
      this.toasts.say(this.t('account.consents.saidNo'));
    });
  }

  private async command(one: ConsentDto, work: () => Promise<void>): Promise<void> {
    if (this.busy()) {
      return;
    }
    this.busy.set(one.purpose);
    try {
      await work();
    } catch (error) {
      this.problems.show(error);
    } finally {
      this.busy.set('');
      this.answer.reload();
    }
  }
}
