import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import {
  OkEmpty,
  OkShowMore,
  OkSkeleton,
  injectFormats,
  injectSay,
  injectTexts,
} from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { injectAskAgain } from '../../shell/ask-again';
import { LiveUpdates } from '../../shell/live-updates';
import { Problems } from '../../shell/problem';
import { Session } from '../../shell/session';
import { Unread } from '../../shell/unread';
import type { NotificationDto, NotificationPageDto } from './notification-api';
import { LoadFailed } from '../../shell/load-failed';
import { injectOneAtATime } from '../../shell/one-at-a-time';

/** What the portal told the person, newest first; opening a notice marks it as read. */
@Component({
  selector: 'okno-notifications',
  imports: [LoadFailed, OkEmpty, OkShowMore, OkSkeleton, RouterLink],
  template: `
    <div class="container">
      <div class="top row wrap between">
        <h1>{{ t('cabinet.notifications.heading') }}</h1>
        @if (hasUnread()) {
          <button type="button" class="btn" [attr.aria-disabled]="busy() || null" (click)="all()">
            {{ t('cabinet.notifications.readAll') }}
          </button>
        }
      </div>
      @if (items().length > 0) {
        <ul class="panel">
          @for (one of items(); track one.id) {
            <li [class.new]="!one.readAt">
              <span class="mark">
                @if (!one.readAt) {
                  <span class="vh">{{ t('cabinet.notifications.new') }}</span>
                }
              </span>
              <div class="grow">
                <p class="strong">
                  @if (addressOf(one); as address) {
                    <a [routerLink]="address" (click)="open($event, one, address)">{{
                      say(one.title)
                    }}</a>
                  } @else {
                    {{ say(one.title) }}
                  }
                </p>
                <p class="sm muted">{{ f().dateTime(one.at) }} {{ mailOf(one) }}</p>
              </div>
              @if (!one.readAt) {
                <button
                  type="button"
                  class="btn btn--t"
                  [attr.aria-label]="t('cabinet.notifications.read') + ': ' + say(one.title)"
                  (click)="read(one)"
                >
                  {{ t('cabinet.notifications.read') }}
                </button>
              }
            </li>
          }
        </ul>
        <ok-show-more
          [shown]="items().length"
          [total]="total()"
          [hasMore]="next() !== null"
          [busy]="busy()"
          (more)="more()"
        />
      } @else if (answer.error(); as error) {
        <okno-load-failed
          [heading]="t('cabinet.notifications.failed')"
          [error]="error"
          (again)="answer.reload()"
        />
      } @else if (answer.isLoading()) {
        <ok-skeleton [label]="t('cabinet.notifications.loading')" />
      } @else {
        <ok-empty
          picture="done"
          [heading]="t('cabinet.notifications.empty')"
          [text]="t('cabinet.notifications.emptyText')"
        />
      }
    </div>
  `,
  styles: `
    .top {
      padding: 32px 0 24px;
    }
    li {
      display: flex;
      gap: 4px 14px;
      align-items: center;
      flex-wrap: wrap;
      padding: 12px var(--panel-p);
      min-height: 68px;
    }
    li + li {
      border-top: 1px solid var(--ok-hairline);
    }
    li .grow {
      flex: 1 1 220px;
    }
    .mark {
      width: 10px;
      height: 10px;
      flex: none;
    }
    .new .mark {
      background: var(--ok-primary);
    }
    li:not(.new) .strong {
      font-weight: 400;
    }
    ok-show-more {
      margin-top: 16px;
    }
  `,
})
export class Notifications {
  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly unread = inject(Unread);
  protected readonly problems = inject(Problems);
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();

  protected readonly answer = httpResource<NotificationPageDto>(() => '/api/v1/notifications');
  private readonly first = computed(() =>
    this.answer.hasValue() ? this.answer.value() : undefined,
  );
  private readonly later = linkedSignal<
    NotificationPageDto | undefined,
    readonly NotificationPageDto[]
  >({ source: this.first, computation: () => [] });
  private readonly pages = computed(() => {
    const first = this.first();
    return first ? [first, ...this.later()] : [];
  });
  /** Notices read on this page since it was loaded. */
  private readonly readHere = signal<ReadonlySet<string>>(new Set());
  protected readonly items = computed(() => {
    const read = this.readHere();
    return this.pages()
      .flatMap((page) => page.items)
      .map((one) => (read.has(one.id) ? { ...one, readAt: one.readAt ?? one.at } : one));
  });
  protected readonly total = computed(() => this.first()?.total);
  protected readonly next = computed(() => this.pages().at(-1)?.next ?? null);
  protected readonly hasUnread = computed(() => this.items().some((one) => !one.readAt));
  private readonly one = injectOneAtATime();
  protected readonly busy = this.one.busy;

  constructor() {
    const again = injectAskAgain(this.answer);
    inject(LiveUpdates)
      .notifications()
      .pipe(takeUntilDestroyed())
      .subscribe(() => {
        again();
      });
  }

  /** Where the notice leads: the centre's people work on cases in the office. */
  protected addressOf({ applicationId, params }: NotificationDto): string | null {
    if (applicationId) {
      return this.session.staff()
        ? `/office/cases/${applicationId}`
        : `/cabinet/applications/${applicationId}`;
    }
    const { organisationId } = params;
    return typeof organisationId === 'string' ? `/cabinet/organisations/${organisationId}` : null;
  }

  protected mailOf({ channels }: NotificationDto): string {
    return channels.mail === 'SENT' || channels.mail === 'KEPT'
      ? `· ${this.t('cabinet.notifications.mailed')}`
      : '';
  }

  protected async open(event: Event, one: NotificationDto, address: string): Promise<void> {
    event.preventDefault();
    await this.read(one);
    await this.router.navigateByUrl(address);
  }

  protected async read(one: NotificationDto): Promise<void> {
    if (one.readAt) {
      return;
    }
    try {
      await firstValueFrom(this.http.patch(`/api/v1/notifications/${one.id}`, { read: true }));
      this.readHere.update((ids) => new Set([...ids, one.id]));
      await this.unread.ask();
    } catch (error) {
      this.problems.show(error);
    }
  }

  protected async all(): Promise<void> {
    await this.one.run(async () => {
      await firstValueFrom(this.http.post('/api/v1/notifications/read-all', {}));
      this.answer.reload();
      await this.unread.ask();
    });
  }

  protected async more(): Promise<void> {
    const after = this.next();
    if (after === null) {
      return;
    }
    await this.one.run(async () => {
      const page = await firstValueFrom(
        this.http.get<NotificationPageDto>('/api/v1/notifications', { params: { after } }),
      );
      this.later.update((pages) => [...pages, page]);
    });
  }
}
