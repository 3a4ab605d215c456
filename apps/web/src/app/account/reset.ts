import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { OkField, OkIcon, OkInput, OkNote, injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { problemOf } from '../shell/problem';
import { Session } from '../shell/session';
import { AccountFrame } from './account-frame';
import { injectFieldErrors } from './field-errors';
import { linkToken } from './link-token';

/** A new password by the link of a letter. All sessions end: whoever was in must sign in again. */
@Component({
  selector: 'okno-reset',
  imports: [AccountFrame, OkField, OkIcon, OkInput, OkNote, RouterLink],
  template: `
    <okno-account-frame>
      @if (done()) {
        <div role="status" class="stack">
          <ok-icon name="circle-check" [size]="40" class="t-ok" />
          <h1>{{ t('account.reset.done') }}</h1>
          <p>{{ t('account.reset.doneText') }}</p>
          <a class="btn btn--p btn--l" routerLink="/login">{{ t('account.login.button') }}</a>
        </div>
      } @else if (token() && !stale()) {
        <h1>{{ t('account.reset.heading') }}</h1>
        <form class="stack" novalidate (submit)="save($event)">
          @if (errors.general(); as text) {
            <ok-note tone="no" [live]="true">{{ text }}</ok-note>
          }
          <ok-field
            [label]="t('account.reset.password')"
            [hint]="t('account.passwordHint')"
            fieldId="password"
            [error]="errors.of('password')"
          >
            <input
              #box
              okInput
              type="password"
              autocomplete="new-password"
              [value]="password()"
              (input)="password.set(box.value)"
            />
          </ok-field>
          <button
            type="submit"
            class="btn btn--p btn--l btn--w"
            [attr.aria-disabled]="busy() || null"
          >
            {{ t(busy() ? 'account.busy' : 'account.reset.button') }}
          </button>
        </form>
      } @else {
        <div class="stack" role="status">
          <h1>{{ t('account.link.stale') }}</h1>
          <p>{{ t('account.reset.staleText') }}</p>
          <a class="btn btn--p" routerLink="/forgot">{{ t('account.forgot.again') }}</a>
        </div>
      }
    </okno-account-frame>
  `,
  styles: `
    form {
      margin-top: 24px;
    }
  `,
})
export class Reset {
  private readonly http = inject(HttpClient);
  private readonly session = inject(Session);
  private readonly fragment = toSignal(inject(ActivatedRoute).fragment);
  protected readonly t = injectTexts();
  protected readonly errors = injectFieldErrors();

  protected readonly token = computed(() => linkToken(this.fragment()));
  protected readonly password = signal('');
  protected readonly busy = signal(false);
  protected readonly done = signal(false);
  protected readonly stale = signal(false);

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const password = this.password();
    this.errors.put(password === '' ? [{ path: 'password', code: 'REQUIRED' }] : []);
    if (password === '' || this.busy()) {
      return;
    }
    this.busy.set(true);
    try {
      await firstValueFrom(
        this.http.post('/api/v1/auth/password/reset', { token: this.token(), password }),
      );
      this.session.forget();
      this.done.set(true);
    } catch (error) {
      if (problemOf(error).code === 'auth.token_invalid') {
        this.stale.set(true);
      } else {
        this.errors.take(error);
      }
    } finally {
      this.busy.set(false);
    }
  }
}
