import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, linkedSignal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { OkEmpty, OkIcon, OkShowMore, OkSkeleton, injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { injectAskAgain } from '../../shell/ask-again';
import { LiveUpdates } from '../../shell/live-updates';
import type { ApplicationPageDto } from './application-api';
import { ApplicationRow } from './application-row';
import { Joining } from './joining';
import { TeamMarks } from './team-marks';
import { LoadFailed } from '../../shell/load-failed';
import { injectOneAtATime } from '../../shell/one-at-a-time';

/** The requests of the organisations a person acts for, newest first. */
@Component({
  selector: 'okno-applications',
  imports: [
    ApplicationRow,
    Joining,
    LoadFailed,
    OkEmpty,
    OkIcon,
    OkShowMore,
    OkSkeleton,
    RouterLink,
  ],
  providers: [TeamMarks],
  template: `
    <div class="container">
      <div class="top row wrap between">
        <h1>{{ t('applications.list.heading') }}</h1>
        @if (items().length > 0) {
          <a class="btn" routerLink="/"
            ><ok-icon name="plus" />{{ t('applications.list.another') }}</a
          >
        }
      </div>
      @if (items().length > 0) {
        <ul class="panel">
          @for (one of items(); track one.id) {
            <li><okno-application-row [row]="one" [mark]="marks.of(one.id)" /></li>
          }
        </ul>
        <ok-show-more
          [shown]="items().length"
          [hasMore]="next() !== null"
          [busy]="busy()"
          (more)="more()"
        />
      } @else if (answer.error(); as error) {
        <okno-load-failed
          [heading]="t('applications.list.failed')"
          [error]="error"
          (again)="answer.reload()"
        />
      } @else if (answer.isLoading()) {
        <ok-skeleton [label]="t('applications.list.loading')" [cells]="2" [columns]="2" />
      } @else {
        <ok-empty
          picture="start"
          [heading]="t('applications.list.empty')"
          [text]="t('applications.list.emptyText')"
        >
          <a class="btn btn--p" routerLink="/">{{ t('applications.list.catalogue') }}</a>
          <okno-joining />
        </ok-empty>
      }
    </div>
  `,
  styles: `
    .top {
      padding: 32px 0 24px;
    }
    li + li {
      border-top: 1px solid var(--ok-hairline);
    }
    ok-show-more {
      margin-top: 16px;
    }
  `,
})
export class Applications {
  private readonly http = inject(HttpClient);
  protected readonly marks = inject(TeamMarks);
  protected readonly t = injectTexts();

  protected readonly answer = httpResource<ApplicationPageDto>(
    () => '/api/v1/applications?mine=true',
  );
  private readonly first = computed(() =>
    this.answer.hasValue() ? this.answer.value() : undefined,
  );
  private readonly later = linkedSignal<
    ApplicationPageDto | undefined,
    readonly ApplicationPageDto[]
  >({ source: this.first, computation: () => [] });
  private readonly pages = computed(() => {
    const first = this.first();
    return first ? [first, ...this.later()] : [];
  });
  protected readonly items = computed(() => this.pages().flatMap((page) => page.items));
  protected readonly next = computed(() => this.pages().at(-1)?.next ?? null);
  private readonly one = injectOneAtATime();
  protected readonly busy = this.one.busy;

  constructor() {
    effect(() => {
      this.marks.show(this.items().map(({ id }) => id));
    });
    const again = injectAskAgain(this.answer);
    inject(LiveUpdates)
      .applications()
      .pipe(takeUntilDestroyed())
      .subscribe(() => {
        again();
      });
  }

  protected async more(): Promise<void> {
    const after = this.next();
    if (after === null) {
      return;
    }
    await this.one.run(async () => {
      const page = await firstValueFrom(
        this.http.get<ApplicationPageDto>('/api/v1/applications', {
          params: { mine: true, after },
        }),
      );
      this.later.update((pages) => [...pages, page]);
    });
  }
}
