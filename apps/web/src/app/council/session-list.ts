import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { OkEmpty, OkSkeleton, injectFormats, injectTexts } from '@okno/web/ui';
import type { CouncilRoomDto, CouncilSessionPageDto } from '@okno/web/api-client';
import { firstValueFrom } from 'rxjs';

import { LoadFailed } from '../shell/load-failed';
import { injectOneAtATime } from '../shell/one-at-a-time';
import { Session } from '../shell/session';

/** Sessions of the Council, the latest first; the secretary plans new ones here. */
@Component({
  selector: 'okno-session-list',
  imports: [LoadFailed, OkEmpty, OkSkeleton, RouterLink],
  template: `
    <div class="container stack page">
      <h1>{{ t('council.title') }}</h1>
      @if (cluster(); as code) {
        <form class="panel" (submit)="plan($event, code)">
          <div class="pb row wrap">
            <label class="field"
              >{{ t('council.when') }}
              <input
                #at
                type="datetime-local"
                required
                [value]="when()"
                (input)="when.set(at.value)"
              />
            </label>
            <label class="field grow"
              >{{ t('council.place') }}
              <input
                #hall
                required
                maxlength="300"
                [value]="place()"
                (input)="place.set(hall.value)"
              />
            </label>
            <button class="btn btn--p" [disabled]="work.busy()">{{ t('council.plan') }}</button>
          </div>
        </form>
      }
      @if (page.hasValue()) {
        @for (one of page.value().items; track one.id) {
          <a class="panel row wrap line" [routerLink]="['/council', one.id]">
            <b class="strong">{{
              one.number === null
                ? t('council.planned')
                : t('council.session', { number: one.number })
            }}</b>
            <span>{{ f().dateTime(one.plannedFor, one.timeZone) }}</span>
            <span class="muted grow">{{ one.place }}</span>
            <span class="badge work">{{ t('council.state.' + one.state) }}</span>
          </a>
        } @empty {
          <ok-empty [heading]="t('council.empty')" [text]="t('council.emptyText')" />
        }
        @if (page.value().next) {
          <p class="sm muted">{{ t('council.more') }}</p>
        }
      } @else if (page.error(); as error) {
        <okno-load-failed [heading]="t('council.failed')" [error]="error" (again)="page.reload()" />
      } @else {
        <ok-skeleton [label]="t('council.title')" />
      }
    </div>
  `,
  styles: `
    .page {
      padding-block: 24px;
    }
    .line {
      padding: 14px 16px;
      color: inherit;
      text-decoration: none;
    }
    .grow {
      flex: 1 1 12rem;
      min-width: 0;
    }
    .field {
      max-width: 100%;
    }
    .field input {
      width: 100%;
      min-width: 0;
    }
  `,
})
export class SessionList {
  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  protected readonly work = injectOneAtATime();
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();
  protected readonly when = signal('');
  protected readonly place = signal('');
  protected readonly page = httpResource<CouncilSessionPageDto>(
    () => '/api/v1/council/sessions?limit=100',
  );
  /** Whose sessions the signed-in secretary plans. */
  protected readonly cluster = computed(
    () => this.session.me()?.roles.find(({ role }) => role === 'COUNCIL_SECRETARY')?.clusterCode,
  );

  protected plan(event: Event, clusterCode: string): void {
    event.preventDefault();
    void this.work.run(async () => {
      const plannedFor = new Date(this.when()).toISOString();
      const body = { clusterCode, plannedFor, place: this.place() };
      const made = await firstValueFrom(
        this.http.post<CouncilRoomDto>('/api/v1/council/sessions', body),
      );
      await this.router.navigate(['/council', made.id]);
    });
  }
}
