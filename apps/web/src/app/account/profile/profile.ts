import { httpResource } from '@angular/common/http';
import { Component, computed, inject } from '@angular/core';
import type { MeDto } from '@okno/web/api-client';
import { OkSkeleton, injectTexts } from '@okno/web/ui';

import { Session } from '../../shell/session';
import { Consents } from './consents';
import { PersonalData } from './personal-data';
import { Preferences } from './preferences';
import { SessionsList } from './sessions-list';
import { SubscriptionsList } from './subscriptions-list';
import { LoadFailed } from '../../shell/load-failed';

/** The person's own page: name and phone, language and letters, consents, letters about measures, signed-in devices. */
@Component({
  selector: 'okno-profile',
  imports: [
    Consents,
    LoadFailed,
    OkSkeleton,
    PersonalData,
    Preferences,
    SessionsList,
    SubscriptionsList,
  ],
  template: `
    <div class="container">
      <div class="top">
        <h1>{{ t('account.profile.heading') }}</h1>
        <p class="muted">{{ session.me()?.email }}</p>
      </div>
      @if (profile(); as me) {
        <div class="parts">
          <okno-personal-data [me]="me" (changed)="take($event)" />
          <okno-preferences [me]="me" (changed)="take($event)" />
          <okno-consents class="wide" />
          <okno-subscriptions-list class="wide" />
          <okno-sessions-list class="wide" />
        </div>
      } @else if (answer.error(); as error) {
        <okno-load-failed
          [heading]="t('account.profile.failed')"
          [error]="error"
          (again)="answer.reload()"
        />
      } @else {
        <ok-skeleton [label]="t('account.profile.loading')" [cells]="4" [columns]="2" />
      }
    </div>
  `,
  styles: `
    .top {
      padding: 32px 0 24px;
    }
    .top p {
      margin-top: 6px;
    }
    .parts {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      gap: 24px;
      align-items: start;
    }
    .wide {
      grid-column: 1 / -1;
    }
    @media (max-width: 1000px) {
      .parts {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
})
export class Profile {
  protected readonly session = inject(Session);
  protected readonly t = injectTexts();

  protected readonly answer = httpResource<MeDto>(() => '/api/v1/me');
  protected readonly profile = computed(() =>
    this.answer.hasValue() ? this.answer.value() : undefined,
  );

  protected take(me: MeDto): void {
    this.answer.set(me);
    this.session.begin(me);
  }
}
