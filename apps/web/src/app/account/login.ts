import { HttpClient } from '@angular/common/http';
import { Component, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { OkField, OkInput, OkNote, injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { problemOf } from '../shell/problem';
import { Session, type Me } from '../shell/session';
import { AccountFrame } from './account-frame';
import { injectFieldErrors } from './field-errors';
import { returnAddress } from './return-address';

/** Signing in by e-mail and password. Says that the pair did not fit, never which of the two. */
@Component({
  selector: 'okno-login',
  imports: [AccountFrame, OkField, OkInput, OkNote, RouterLink],
  templateUrl: './login.html',
  styles: `
    .lead {
      margin: 8px 0 24px;
      font: var(--ok-body-medium);
    }
    .forgot {
      float: right;
    }
    .after {
      margin-top: 20px;
    }
    .fine {
      margin-top: 24px;
    }
  `,
})
export class Login {
  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  protected readonly t = injectTexts();
  protected readonly errors = injectFieldErrors();

  /** From the address: where the person was going. */
  readonly return = input<string>();

  protected readonly email = signal('');
  protected readonly password = signal('');
  protected readonly busy = signal(false);
  /** `auth.invalid_credentials`, `auth.not_confirmed` or another code of the answer. */
  protected readonly refused = signal('');

  protected async signIn(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) {
      return;
    }
    this.errors.clear();
    this.refused.set('');
    if (this.lacks()) {
      return;
    }
    this.busy.set(true);
    try {
      const me = await firstValueFrom(
        this.http.post<Me>('/api/v1/auth/login', {
          email: this.email().trim(),
          password: this.password(),
        }),
      );
      this.session.begin(me);
      const home = this.session.staff() ? '/office' : '/cabinet/applications';
      await this.router.navigateByUrl(returnAddress(this.return()) ?? home);
    } catch (error) {
      this.errors.take(error);
      this.refused.set(problemOf(error).code);
    } finally {
      this.busy.set(false);
    }
  }

  private lacks(): boolean {
    const empty = [
      { path: 'email', value: this.email().trim() },
      { path: 'password', value: this.password() },
    ].filter(({ value }) => value === '');
    this.errors.put(empty.map(({ path }) => ({ path, code: 'REQUIRED' })));
    return empty.length > 0;
  }
}
