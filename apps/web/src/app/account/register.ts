import { HttpClient } from '@angular/common/http';
import { Component, ElementRef, inject, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OkErrorSummary, OkField, OkInput, OkNote, injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { Languages } from '../shell/languages';
import { AccountFrame } from './account-frame';
import { CheckMail } from './check-mail';
import { injectFieldErrors } from './field-errors';

/** A question of the form: its key, and what the browser may fill in by itself. */
const FIELDS = [
  { path: 'lastName', type: 'text', autocomplete: 'family-name', optional: false },
  { path: 'firstName', type: 'text', autocomplete: 'given-name', optional: false },
  { path: 'patronymic', type: 'text', autocomplete: 'additional-name', optional: true },
  { path: 'email', type: 'email', autocomplete: 'username', optional: false },
  { path: 'password', type: 'password', autocomplete: 'new-password', optional: false },
] as const;

type Path = (typeof FIELDS)[number]['path'];

/** A new person. What follows is the same for a known and an unknown address: a letter tells the owner. */
@Component({
  selector: 'okno-register',
  imports: [AccountFrame, CheckMail, OkErrorSummary, OkField, OkInput, OkNote, RouterLink],
  template: `
    <okno-account-frame>
      @if (sentTo(); as email) {
        <okno-check-mail
          [email]="email"
          [text]="t('account.register.sent')"
          [hint]="t('account.register.sentHint')"
        />
      } @else {
        <h1>{{ t('account.register.heading') }}</h1>
        <p class="muted lead">{{ t('account.register.lead') }}</p>
        <ok-error-summary #summary [errors]="errors.summary()" />
        @if (errors.general(); as text) {
          <ok-note tone="no" [live]="true">{{ text }}</ok-note>
        }
        <form class="stack" novalidate (submit)="register($event)">
          @for (field of fields; track field.path) {
            <ok-field
              [label]="t('account.' + field.path)"
              [fieldId]="field.path"
              [hint]="field.path === 'password' ? t('account.passwordHint') : ''"
              [optional]="field.optional"
              [error]="errors.of(field.path)"
            >
              <input
                #box
                okInput
                [type]="field.type"
                [attr.autocomplete]="field.autocomplete"
                [value]="values()[field.path]"
                (input)="put(field.path, box.value)"
              />
            </ok-field>
          }
          <button
            type="submit"
            class="btn btn--p btn--l btn--w"
            [attr.aria-disabled]="busy() || null"
          >
            {{ t(busy() ? 'account.busy' : 'account.register.button') }}
          </button>
        </form>
        <p class="sm after">
          {{ t('account.register.known') }}
          <a routerLink="/login">{{ t('account.login.button') }}</a>
        </p>
        <p class="xs muted after">{{ t('account.login.noConsent') }}</p>
      }
    </okno-account-frame>
  `,
  styles: `
    .lead {
      margin: 8px 0 24px;
      font: var(--ok-body-medium);
    }
    ok-error-summary {
      margin-bottom: 20px;
    }
    .after {
      margin-top: 20px;
    }
  `,
})
export class Register {
  private readonly http = inject(HttpClient);
  private readonly languages = inject(Languages);
  private readonly summary = viewChild('summary', { read: OkErrorSummary });
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly t = injectTexts();
  protected readonly errors = injectFieldErrors(FIELDS.map((field) => field.path));
  protected readonly fields = FIELDS;

  protected readonly values = signal<Readonly<Record<Path, string>>>({
    lastName: '',
    firstName: '',
    patronymic: '',
    email: '',
    password: '',
  });
  protected readonly busy = signal(false);
  protected readonly sentTo = signal('');

  protected put(path: Path, value: string): void {
    this.values.update((values) => ({ ...values, [path]: value }));
  }

  protected async register(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) {
      return;
    }
    const values = this.values();
    const empty = FIELDS.filter((field) => !field.optional && values[field.path].trim() === '');
    this.errors.put(empty.map(({ path }) => ({ path, code: 'REQUIRED' })));
    if (empty.length > 0) {
      this.showErrors();
      return;
    }
    this.busy.set(true);
    try {
      await firstValueFrom(this.http.post('/api/v1/auth/register', this.bodyOf(values)));
      this.sentTo.set(values.email.trim());
      requestAnimationFrame(() => this.element.nativeElement.querySelector('h1')?.focus());
    } catch (error) {
      this.errors.take(error);
      this.showErrors();
    } finally {
      this.busy.set(false);
    }
  }

  private bodyOf(values: Readonly<Record<Path, string>>): Record<string, string> {
    const patronymic = values.patronymic.trim();
    return {
      email: values.email.trim(),
      password: values.password,
      lastName: values.lastName.trim(),
      firstName: values.firstName.trim(),
      ...(patronymic ? { patronymic } : {}),
      lang: this.languages.current(),
    };
  }

  private showErrors(): void {
    requestAnimationFrame(() => {
      this.summary()?.focus();
    });
  }
}
