import { HttpClient } from '@angular/common/http';
import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OkIcon, injectTexts, type IconName } from '@okno/web/ui';
import type { ApplicationPageDto } from '@okno/web/api-client';
import { firstValueFrom } from 'rxjs';

import { listParams, readInboxQuery, writeInboxQuery, type InboxQuery } from './inbox-query';

interface View {
  readonly code: string;
  readonly icon: IconName;
  readonly params: Readonly<Record<string, string>>;
  readonly alarm?: true;
}

const VIEWS: readonly View[] = [
  { code: 'all', icon: 'inbox', params: {} },
  { code: 'mine', icon: 'circle-user', params: { assignee: '@me' } },
  { code: 'nobody', icon: 'user-plus', params: { assignee: 'none' } },
  { code: 'today', icon: 'clock', params: { due: 'today' } },
  { code: 'overdue', icon: 'triangle-alert', params: { due: 'overdue' }, alarm: true },
  { code: 'returned', icon: 'undo-2', params: { state: 'RETURNED' } },
];
const KINDS: readonly View[] = [
  { code: 'membership', icon: 'building-2', params: { kind: 'MEMBERSHIP' } },
  { code: 'service', icon: 'handshake', params: { kind: 'SERVICE' } },
  { code: 'compensation', icon: 'coins', params: { kind: 'COMPENSATION' } },
];

/** Ready questions to the inbox, with how many cases answer each. */
@Component({
  selector: 'okno-inbox-views',
  imports: [OkIcon, RouterLink],
  template: `
    <nav class="vw" [attr.aria-label]="t('office.views.label')">
      @for (group of groups; track group.title) {
        <h2>{{ t(group.title) }}</h2>
        @for (view of group.views; track view.code) {
          <a
            routerLink="/office/inbox"
            [queryParams]="view.params"
            [attr.aria-current]="view.code === now() ? 'true' : null"
          >
            <ok-icon
              [name]="view.icon"
              [size]="16"
              [class.t-no]="view.alarm && (counts()[view.code] ?? 0) > 0"
            />
            {{ t('office.views.' + view.code) }}
            @if (counts()[view.code] !== undefined) {
              <span class="tn">{{ counts()[view.code] }}</span>
            }
          </a>
        }
      }
    </nav>
  `,
  styles: `
    .vw {
      padding: 10px 8px;
    }
    a {
      display: flex;
      gap: 8px;
      align-items: center;
      min-height: 32px;
      padding: 5px 8px;
      font: var(--ok-body-small);
      color: var(--ok-on-surface);
      text-decoration: none;
      border-radius: 4px;
    }
    a:hover {
      background: var(--ok-surface-container);
    }
    a[aria-current] {
      background: var(--ok-row-selected);
      font-weight: 600;
    }
    .tn {
      margin-left: auto;
      color: var(--ok-on-surface-variant);
    }
    h2 {
      font: var(--ok-label-small);
      color: var(--ok-on-surface-variant);
      padding: 12px 8px 4px;
    }
    h2:first-child {
      padding-top: 2px;
    }
  `,
})
export class InboxViews {
  private readonly http = inject(HttpClient);
  protected readonly t = injectTexts();
  protected readonly groups = [
    { title: 'office.views.title', views: VIEWS },
    { title: 'office.views.kinds', views: KINDS },
  ];

  readonly query = input.required<InboxQuery>();
  /** Grows when the counts may have changed. */
  readonly tick = input(0);
  /** Whether the list itself is there: it is what people wait for, and goes first. */
  readonly ready = input(true);

  protected readonly counts = signal<Readonly<Record<string, number>>>({});
  protected readonly now = computed(() => {
    const asked = JSON.stringify(writeInboxQuery({ ...this.query(), sort: 'due' }));
    return [...VIEWS, ...KINDS].find(
      ({ params }) => JSON.stringify(writeInboxQuery(readInboxQuery(params))) === asked,
    )?.code;
  });

  constructor() {
    effect(() => {
      this.tick();
      if (this.ready()) {
        untracked(() => void this.count());
      }
    });
  }

  private async count(): Promise<void> {
    const counted = await Promise.all([...VIEWS, ...KINDS].map((view) => this.countOf(view)));
    this.counts.set(Object.fromEntries(counted.flat()));
  }

  /** A count that could not be read is not shown; the list itself says what is wrong. */
  private async countOf({ code, params }: View): Promise<[string, number][]> {
    try {
      const page = await firstValueFrom(
        this.http.get<ApplicationPageDto>('/api/v1/applications', {
          params: { ...listParams(readInboxQuery(params)), limit: 1, count: true },
        }),
      );
      return page.total === undefined ? [] : [[code, page.total]];
    } catch {
      return [];
    }
  }
}
