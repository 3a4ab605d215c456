import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { OkIcon, OkNote, injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { problemOf } from '../shell/problem';
import { AccountFrame } from './account-frame';
import { injectFieldErrors } from './field-errors';
import { linkToken } from './link-token';

/**
 * The link of the registration letter. It asks for a press of a button: programs that look into letters open
 * links, and must not confirm an address in somebody's name.
 */
@Component({
  selector: 'okno-confirm-address',
  imports: [AccountFrame, OkIcon, OkNote, RouterLink],
  template: `
    <okno-account-frame>
      @if (done()) {
        <div role="status" class="stack">
          <ok-icon name="circle-check" [size]="40" class="t-ok" />
          <h1>{{ t('account.confirm.done') }}</h1>
          <p>{{ t('account.confirm.doneText') }}</p>
          <a class="btn btn--p btn--l" routerLink="/login">{{ t('account.login.button') }}</a>
        </div>
      } @else if (token() && !stale()) {
        <div class="stack">
          <h1>{{ t('account.confirm.heading') }}</h1>
          <p>{{ t('account.confirm.text') }}</p>
          @if (errors.general(); as text) {
            <ok-note tone="no" [live]="true">{{ text }}</ok-note>
          }
          <button
            type="button"
            class="btn btn--p btn--l"
            [attr.aria-disabled]="busy() || null"
            (click)="confirm()"
          >
            {{ t(busy() ? 'account.busy' : 'account.confirm.button') }}
          </button>
        </div>
      } @else {
        <div class="stack" role="status">
          <h1>{{ t('account.link.stale') }}</h1>
          <p>{{ t('account.confirm.staleText') }}</p>
          <div class="row wrap">
            <a class="btn btn--p" routerLink="/register">{{ t('account.register.again') }}</a>
            <a class="btn" routerLink="/login">{{ t('account.login.button') }}</a>
          </div>
        </div>
      }
    </okno-account-frame>
  `,
})
export class Confirm {
  private readonly http = inject(HttpClient);
  private readonly fragment = toSignal(inject(ActivatedRoute).fragment);
  protected readonly t = injectTexts();
  protected readonly errors = injectFieldErrors();

  protected readonly token = computed(() => linkToken(this.fragment()));
  protected readonly busy = signal(false);
  protected readonly done = signal(false);
  protected readonly stale = signal(false);

  protected async confirm(): Promise<void> {
    if (this.busy()) {
      return;
    }
    this.errors.clear();
    this.busy.set(true);
    try {
      await firstValueFrom(this.http.post('/api/v1/auth/confirm', { token: this.token() }));
      this.done.set(true);
    } catch (error) {
      if (['auth.token_invalid', 'request.invalid'].includes(problemOf(error).code)) {
        this.stale.set(true);
      } else {
        this.errors.take(error);
      }
    } finally {
      this.busy.set(false);
    }
  }
}
