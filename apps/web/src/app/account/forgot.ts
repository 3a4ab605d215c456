import { HttpClient } from '@angular/common/http';
import { Component, ElementRef, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OkField, OkInput, OkNote, injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { AccountFrame } from './account-frame';
import { CheckMail } from './check-mail';
import { injectFieldErrors } from './field-errors';

/** Asks for a letter with a link to a new password; the answer is the same for every address. */
@Component({
  selector: 'okno-forgot',
  imports: [AccountFrame, CheckMail, OkField, OkInput, OkNote, RouterLink],
  template: `
    <okno-account-frame>
      @if (sentTo(); as email) {
        <okno-check-mail
          [email]="email"
          [text]="t('account.forgot.sent')"
          [hint]="t('account.forgot.sentHint')"
        />
      } @else {
        <h1>{{ t('account.forgot.heading') }}</h1>
        <p class="muted lead">{{ t('account.forgot.lead') }}</p>
        @if (errors.general(); as text) {
          <ok-note tone="no" [live]="true">{{ text }}</ok-note>
        }
        <form class="stack" novalidate (submit)="send($event)">
          <ok-field [label]="t('account.email')" fieldId="email" [error]="errors.of('email')">
            <input
              #box
              okInput
              type="email"
              autocomplete="username"
              [value]="email()"
              (input)="email.set(box.value)"
            />
          </ok-field>
          <button
            type="submit"
            class="btn btn--p btn--l btn--w"
            [attr.aria-disabled]="busy() || null"
          >
            {{ t(busy() ? 'account.busy' : 'account.forgot.button') }}
          </button>
        </form>
        <p class="sm after">
          <a routerLink="/login">{{ t('account.toLogin') }}</a>
        </p>
      }
    </okno-account-frame>
  `,
  styles: `
    .lead {
      margin: 8px 0 24px;
      font: var(--ok-body-medium);
    }
    .after {
      margin-top: 20px;
    }
  `,
})
export class Forgot {
  private readonly http = inject(HttpClient);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly t = injectTexts();
  protected readonly errors = injectFieldErrors();
  protected readonly email = signal('');
  protected readonly busy = signal(false);
  protected readonly sentTo = signal('');

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const email = this.email().trim();
    this.errors.put(email === '' ? [{ path: 'email', code: 'REQUIRED' }] : []);
    if (email === '' || this.busy()) {
      return;
    }
    this.busy.set(true);
    try {
      await firstValueFrom(this.http.post('/api/v1/auth/password/forgot', { email }));
      this.sentTo.set(email);
      requestAnimationFrame(() => this.element.nativeElement.querySelector('h1')?.focus());
    } catch (error) {
      this.errors.take(error);
    } finally {
      this.busy.set(false);
    }
  }
}
