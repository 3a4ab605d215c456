import { HttpClient } from '@angular/common/http';
import { Component, inject, signal } from '@angular/core';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { OkIcon, OkNote, injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { problemOf } from '../shell/problem';
import { Session } from '../shell/session';
import { AccountFrame } from './account-frame';
import { injectFieldErrors } from './field-errors';
import { linkToken } from './link-token';

/** Where the secret waits while the person signs in or registers: this tab only, never an address. */
const KEPT = 'okno.invitation';

/** Codes after which the link is of no use any more. */
const USELESS = ['invitation.not_found', 'invitation.expired', 'request.invalid'];

/** The link of an invitation to represent an organisation: accepted by a signed-in person. */
@Component({
  selector: 'okno-invitation',
  imports: [AccountFrame, OkIcon, OkNote, RouterLink],
  template: `
    <okno-account-frame>
      @if (done()) {
        <div role="status" class="stack">
          <ok-icon name="circle-check" [size]="40" class="t-ok" />
          <h1>{{ t('account.invitation.done') }}</h1>
          <p>{{ t('account.invitation.doneText') }}</p>
          <a class="btn btn--p btn--l" routerLink="/cabinet/organisations">{{
            t('account.invitation.organisations')
          }}</a>
        </div>
      } @else if (token() && !stale()) {
        <div class="stack">
          <h1>{{ t('account.invitation.heading') }}</h1>
          @if (session.me(); as me) {
            <p>{{ t('account.invitation.text', { email: me.email }) }}</p>
            @if (errors.general(); as text) {
              <ok-note tone="no" [live]="true">{{ text }}</ok-note>
            }
            <button
              type="button"
              class="btn btn--p btn--l"
              [attr.aria-disabled]="busy() || null"
              (click)="accept()"
            >
              {{ t(busy() ? 'account.busy' : 'account.invitation.button') }}
            </button>
          } @else {
            <p>{{ t('account.invitation.signIn') }}</p>
            <div class="row wrap">
              <a class="btn btn--p" routerLink="/login" [queryParams]="{ return: '/invitation' }">{{
                t('account.login.button')
              }}</a>
              <a class="btn" routerLink="/register">{{ t('account.login.register') }}</a>
            </div>
          }
        </div>
      } @else {
        <div class="stack" role="status">
          <h1>{{ t('account.link.stale') }}</h1>
          <p>{{ t('account.invitation.staleText') }}</p>
          <a class="btn" routerLink="/">{{ t('account.toCatalogue') }}</a>
        </div>
      }
    </okno-account-frame>
  `,
})
export class Invitation {
  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  protected readonly session = inject(Session);
  protected readonly t = injectTexts();
  protected readonly errors = injectFieldErrors();

  protected readonly token = signal<string | null>(null);
  protected readonly busy = signal(false);
  protected readonly done = signal(false);
  protected readonly stale = signal(false);

  constructor() {
    const fresh = linkToken(inject(ActivatedRoute).snapshot.fragment);
    if (fresh) {
      sessionStorage.setItem(KEPT, fresh);
      void this.router.navigate(['/invitation'], { replaceUrl: true });
    }
    this.token.set(fresh ?? sessionStorage.getItem(KEPT));
  }

  protected async accept(): Promise<void> {
    if (this.busy()) {
      return;
    }
    this.errors.clear();
    this.busy.set(true);
    try {
      await firstValueFrom(this.http.post('/api/v1/invitations/accept', { token: this.token() }));
      sessionStorage.removeItem(KEPT);
      this.done.set(true);
      await this.session.refresh();
    } catch (error) {
      if (USELESS.includes(problemOf(error).code)) {
        sessionStorage.removeItem(KEPT);
        this.stale.set(true);
      } else {
        this.errors.take(error);
      }
    } finally {
      this.busy.set(false);
    }
  }
}
