import { HttpClient } from '@angular/common/http';
import { Component, inject, input, output, signal } from '@angular/core';
import { OkIcon, Toasts, injectFormats, injectSay, injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { Problems } from '../../shell/problem';
import { isGiven, type ConsentDto } from './consents';

/** The consents a request needs: each a document of its own, read in full, with its own button. */
@Component({
  selector: 'okno-consent-step',
  imports: [OkIcon],
  template: `
    <p class="muted">{{ t('apply.consents.lead') }}</p>
    @for (one of consents(); track one.purpose) {
      <section class="panel" [id]="'consent-' + one.purpose" tabindex="-1">
        <div class="ph">
          <h3 class="grow">{{ say(one.title) }}</h3>
          <span class="sm muted">{{ t('apply.consents.version', { version: one.version }) }}</span>
        </div>
        <div class="pb stack">
          <p class="text">{{ say(one.text) }}</p>
          @if (given(one)) {
            <p class="row strong">
              <ok-icon name="circle-check" class="t-ok" [size]="20" />
              {{ t('apply.consents.given', { date: f().date(one.givenAt ?? '') }) }}
            </p>
            <p class="sm muted">{{ t('apply.consents.revokeWhere') }}</p>
          } @else {
            <button
              type="button"
              class="btn"
              [attr.aria-disabled]="busy() === one.purpose || null"
              [attr.aria-label]="t('apply.consents.give') + ': ' + say(one.title)"
              (click)="give(one)"
            >
              {{ t('apply.consents.give') }}
            </button>
          }
        </div>
      </section>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 16px;
    }
    h3 {
      font: var(--ok-title-large);
    }
    .text {
      white-space: pre-line;
      max-width: 80ch;
    }
  `,
})
export class ConsentStep {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(Problems);
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();
  protected readonly given = isGiven;

  readonly consents = input.required<readonly ConsentDto[]>();
  readonly changed = output();

  protected readonly busy = signal('');

  protected async give(one: ConsentDto): Promise<void> {
    if (this.busy()) {
      return;
    }
    this.busy.set(one.purpose);
    try {
      await firstValueFrom(
        this.http.post('/api/v1/me/consents', { purpose: one.purpose, version: one.version }),
      );
      this.toasts.say(this.t('apply.consents.done'));
    } catch (error) {
      this.problems.show(error);
    } finally {
      this.busy.set('');
      // Also after a refusal: a newer text of the consent may be the reason.
      this.changed.emit();
    }
  }
}
