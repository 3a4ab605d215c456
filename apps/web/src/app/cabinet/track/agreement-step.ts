import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { OkField, OkIcon, OkInput, OkNote, Toasts, injectFormats, injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { Problems, problemOf } from '../../shell/problem';
import type { ApplicationDto } from '../applications/application-api';
import { forgetKey, onceKey } from '../once-key';

/** The joining agreement: read it, ask for a code by mail, accept with the code; then the centre signs. */
@Component({
  selector: 'okno-agreement-step',
  imports: [OkField, OkIcon, OkInput, OkNote],
  templateUrl: './agreement-step.html',
  styles: `
    ol {
      display: grid;
      gap: 20px;
    }
    li {
      display: grid;
      gap: 8px;
      justify-items: start;
    }
    li h3 {
      font: var(--ok-title-medium);
    }
    input {
      max-width: 200px;
      letter-spacing: 0.2em;
    }
    ok-field {
      width: 100%;
    }
  `,
})
export class AgreementStep {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(Problems);
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();

  readonly application = input.required<ApplicationDto>();
  readonly changed = output();

  protected readonly code = signal('');
  protected readonly sent = signal(false);
  protected readonly busy = signal<'' | 'code' | 'accept'>('');
  protected readonly wrong = signal('');

  protected readonly href = computed(
    () => `/api/v1/applications/${this.application().id}/agreement`,
  );
  protected readonly mayAccept = computed(() =>
    this.application().allowed.includes('acceptAgreement'),
  );

  protected async ask(): Promise<void> {
    if (this.busy()) {
      return;
    }
    this.busy.set('code');
    try {
      await firstValueFrom(this.http.post(`${this.href()}/code`, {}));
      this.sent.set(true);
    } catch (error) {
      this.problems.show(error);
    } finally {
      this.busy.set('');
    }
  }

  protected async accept(event: Event): Promise<void> {
    event.preventDefault();
    const code = this.code().replace(/\D/g, '');
    if (code.length !== 6) {
      this.wrong.set(this.t('track.agreement.sixDigits'));
      return;
    }
    if (this.busy()) {
      return;
    }
    this.busy.set('accept');
    this.wrong.set('');
    const { id, revision } = this.application();
    const scope = `acceptAgreement.${id}.${revision}.${code}`;
    try {
      await firstValueFrom(
        this.http.post(
          `/api/v1/applications/${id}/actions/acceptAgreement`,
          { revision, code },
          { headers: { 'Idempotency-Key': onceKey(scope) } },
        ),
      );
      forgetKey(scope);
      this.toasts.say(this.t('track.agreement.accepted'));
    } catch (error) {
      this.fail(error, scope);
    } finally {
      this.busy.set('');
      this.changed.emit();
    }
  }

  private fail(error: unknown, scope: string): void {
    const { status, code } = problemOf(error);
    if (status !== 0 && status < 500) {
      forgetKey(scope);
    }
    if (code === 'agreement.code_wrong') {
      this.wrong.set(this.problems.explain(error));
    } else {
      this.problems.show(error);
    }
  }
}
