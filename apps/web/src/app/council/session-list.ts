import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { OkEmpty, OkSkeleton, injectFormats, injectTexts } from '@okno/web/ui';
import type { ClusterDto, CouncilRoomDto, CouncilSessionPageDto } from '@okno/web/api-client';
import { firstValueFrom } from 'rxjs';

import { LoadFailed } from '../shell/load-failed';
import { injectOneAtATime } from '../shell/one-at-a-time';
import { Session } from '../shell/session';
import { SessionPlan, type SessionPlanned } from './session-plan';

/** Sessions of the Council, the latest first; the secretary plans new ones here. */
@Component({
  selector: 'okno-session-list',
  imports: [LoadFailed, OkEmpty, OkSkeleton, RouterLink, SessionPlan],
  template: `
    <header class="bar">
      <h1>{{ t('council.title') }}</h1>
      <span class="grow"></span>
      @if (appoints()) {
        <a class="btn btn--s" routerLink="/council/seats">{{ t('council.seats.title') }}</a>
      }
    </header>
    <div class="stack page">
      @if (cluster.hasValue()) {
        <section class="panel">
          <div class="pb">
            <h2>{{ t('council.plan') }}</h2>
            <okno-session-plan
              [zone]="cluster.value().timeZone"
              [label]="t('council.plan')"
              [busy]="work.busy()"
              (saved)="plan($event)"
            />
          </div>
        </section>
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
      padding: 20px var(--s4);
      max-width: 1080px;
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
    h2 {
      font: var(--ok-title-large);
      margin-bottom: 12px;
    }
  `,
})
export class SessionList {
  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  protected readonly appoints = computed(() => this.session.permissions().has('seat.manage'));
  protected readonly work = injectOneAtATime();
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();
  protected readonly page = httpResource<CouncilSessionPageDto>(
    () => '/api/v1/council/sessions?limit=100',
  );
  /** Whose sessions the signed-in secretary plans. */
  private readonly clusterCode = computed(
    () => this.session.me()?.roles.find(({ role }) => role === 'COUNCIL_SECRETARY')?.clusterCode,
  );
  protected readonly cluster = httpResource<ClusterDto>(() => {
    const code = this.clusterCode();
    return code ? `/api/v1/clusters/${code}` : undefined;
  });

  protected plan(planned: SessionPlanned): void {
    void this.work.run(async () => {
      const body = { clusterCode: this.clusterCode(), ...planned };
      const made = await firstValueFrom(
        this.http.post<CouncilRoomDto>('/api/v1/council/sessions', body),
      );
      await this.router.navigate(['/council', made.id]);
    });
  }
}
