import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, RouterLink } from '@angular/router';
import type { SubscriptionPageDto } from '@okno/web/api-client';
import { OkNote, OkSkeleton, injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { linkToken } from '../../account/link-token';
import { problemOf, Problems } from '../../shell/problem';
import { injectTargetWords } from './target-words';

const USELESS = ['subscription.not_found', 'request.invalid'];

/** The link of a letter about measures: confirms the address, or stops the letters. Opening it does neither. */
@Component({
  selector: 'okno-subscription',
  imports: [OkNote, OkSkeleton, RouterLink],
  template: `
    <div class="container stack">
      @if (!token() || useless()) {
        <div role="status" class="stack">
          <h1>{{ t('announcements.page.useless') }}</h1>
          <p>{{ t('announcements.page.uselessText') }}</p>
        </div>
        <p>
          <a class="btn" routerLink="/">{{ t('announcements.page.toCatalogue') }}</a>
        </p>
      } @else if (page(); as now) {
        <div role="status" class="stack">
          <h1>{{ t('announcements.page.' + now.state) }}</h1>
          @if (now.target; as target) {
            <p class="strong">{{ words(target) }}</p>
          }
          <p>{{ t('announcements.page.text.' + now.state) }}</p>
        </div>
        @if (failure(); as text) {
          <ok-note tone="no" [live]="true">{{ text }}</ok-note>
        }
        <p class="row wrap">
          @if (now.state === 'WAITING') {
            <button
              type="button"
              class="btn btn--p btn--l"
              [attr.aria-disabled]="busy() || null"
              (click)="send('confirm')"
            >
              {{ t('announcements.page.confirm') }}
            </button>
          }
          @if (now.state !== 'GONE') {
            <button
              type="button"
              class="btn"
              [attr.aria-disabled]="busy() || null"
              (click)="send('leave')"
            >
              {{ t('announcements.page.leave') }}
            </button>
          } @else {
            <a class="btn" routerLink="/">{{ t('announcements.page.toCatalogue') }}</a>
          }
        </p>
      } @else if (failure()) {
        <div role="alert" class="stack">
          <h1>{{ t('announcements.page.title') }}</h1>
          <p>{{ failure() }}</p>
          <p>
            <button type="button" class="btn btn--p" (click)="send('open')">
              {{ t('announcements.page.retry') }}
            </button>
          </p>
        </div>
      } @else {
        <h1 class="vh">{{ t('announcements.page.title') }}</h1>
        <ok-skeleton [label]="t('announcements.page.loading')" />
      }
    </div>
  `,
  styles: `
    .container {
      max-width: 760px;
      padding-top: 40px;
      padding-bottom: 64px;
    }
  `,
})
export class SubscriptionPage {
  private readonly http = inject(HttpClient);
  private readonly problems = inject(Problems);
  private readonly fragment = toSignal(inject(ActivatedRoute).fragment);
  protected readonly t = injectTexts();
  protected readonly words = injectTargetWords();

  protected readonly token = computed(() => linkToken(this.fragment()));
  protected readonly page = signal<SubscriptionPageDto | undefined>(undefined);
  protected readonly useless = signal(false);
  protected readonly failure = signal('');
  protected readonly busy = signal(false);

  constructor() {
    if (this.token()) {
      void this.send('open');
    }
  }

  protected async send(what: 'open' | 'confirm' | 'leave'): Promise<void> {
    if (this.busy()) {
      return;
    }
    this.busy.set(true);
    this.failure.set('');
    try {
      const body = { token: this.token() };
      this.page.set(
        await firstValueFrom(
          this.http.post<SubscriptionPageDto>(`/api/v1/subscriptions/${what}`, body),
        ),
      );
    } catch (error) {
      if (USELESS.includes(problemOf(error).code)) {
        this.useless.set(true);
      } else {
        this.failure.set(this.problems.explain(error));
      }
    } finally {
      this.busy.set(false);
    }
  }
}
