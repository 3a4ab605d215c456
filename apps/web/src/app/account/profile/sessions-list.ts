import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import type { SessionListDto } from '@okno/web/api-client';
import {
  OkIcon,
  OkNote,
  OkPanel,
  OkSkeleton,
  Toasts,
  injectFormats,
  injectTexts,
} from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { Problems } from '../../shell/problem';
import { deviceName } from './device-name';

/** Where the person is signed in; another device can be signed out from here. */
@Component({
  selector: 'okno-sessions-list',
  imports: [OkIcon, OkNote, OkPanel, OkSkeleton],
  template: `
    <ok-panel [heading]="t('account.sessions.heading')" [padded]="false">
      @if (answer.error(); as error) {
        <div class="pb">
          <ok-note tone="no" [live]="true">
            {{ problems.explain(error) }}
            <button type="button" class="btn btn--s" (click)="answer.reload()">
              {{ t('account.retry') }}
            </button>
          </ok-note>
        </div>
      } @else if (answer.isLoading() && sessions().length === 0) {
        <ok-skeleton [label]="t('account.sessions.loading')" />
      }
      <ul>
        @for (one of sessions(); track one.id) {
          <li>
            <ok-icon name="monitor" [size]="20" class="muted" />
            <div class="grow">
              <p class="strong">{{ one.name ?? t('account.sessions.unknown') }}</p>
              <p class="sm muted">
                {{
                  t('account.sessions.times', {
                    since: f().dateTime(one.createdAt),
                    seen: f().dateTime(one.lastSeenAt),
                  })
                }}
              </p>
            </div>
            @if (one.current) {
              <span class="badge ok"
                ><ok-icon name="check" [size]="15" />{{ t('account.sessions.current') }}</span
              >
            } @else {
              <button
                type="button"
                class="btn btn--s"
                [attr.aria-label]="
                  t('account.sessions.endOf', { name: one.name ?? t('account.sessions.unknown') })
                "
                [attr.aria-disabled]="busy() === one.id || null"
                (click)="end(one.id)"
              >
                {{ t('account.sessions.end') }}
              </button>
            }
          </li>
        }
      </ul>
    </ok-panel>
  `,
  styles: `
    :host {
      display: block;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 8px 14px;
      align-items: center;
      padding: 14px var(--panel-p);
    }
    li + li {
      border-top: 1px solid var(--ok-hairline);
    }
    li .grow {
      flex-basis: 220px;
    }
    .btn {
      min-height: 44px;
    }
  `,
})
export class SessionsList {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  protected readonly problems = inject(Problems);
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();

  protected readonly answer = httpResource<SessionListDto>(() => '/api/v1/me/sessions');
  protected readonly sessions = computed(() =>
    (this.answer.hasValue() ? this.answer.value().items : []).map((one) => ({
      ...one,
      name: deviceName(one.userAgent),
    })),
  );
  protected readonly busy = signal('');

  protected async end(id: string): Promise<void> {
    if (this.busy()) {
      return;
    }
    this.busy.set(id);
    try {
      await firstValueFrom(this.http.delete(`/api/v1/me/sessions/${id}`));
      this.toasts.say(this.t('account.sessions.ended'));
    } catch (error) {
      this.problems.show(error);
    } finally {
      this.busy.set('');
      this.answer.reload();
    }
  }
}
