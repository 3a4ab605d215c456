import { Component, input, output, signal } from '@angular/core';
import { injectTexts } from '@okno/web/ui';
import type { CouncilRoomDto } from '@okno/web/api-client';

/** The minutes once the session is closed: the paper, who has signed, and signing with a code from a letter. */
@Component({
  selector: 'okno-minutes-panel',
  template: `
    @let one = room();
    @if (one.minutes || one.allowed.includes('sign')) {
      <section class="panel">
        <div class="pb">
          <h2>{{ t('council.minutes') }}</h2>
          @if (one.minutes; as paper) {
            <p>
              <a [href]="address() + '/minutes'">{{
                t('council.minutesNo', { number: paper.number })
              }}</a>
            </p>
            @for (name of paper.signatures; track name.side) {
              <p class="sm">{{ t('council.signed.' + name.side, { name: name.name }) }}</p>
            }
          }
          @if (one.allowed.includes('sign')) {
            <form (submit)="sign($event)">
              <button type="button" class="btn" [disabled]="busy()" (click)="codeAsked.emit()">
                {{ t('council.askCode') }}
              </button>
              <label class="field"
                >{{ t('council.code')
                }}<input
                  #digits
                  class="inp"
                  inputmode="numeric"
                  autocomplete="one-time-code"
                  required
                  pattern="[0-9]{6}"
                  maxlength="6"
                  [value]="code()"
                  (input)="code.set(digits.value)"
              /></label>
              <button class="btn btn--p" [disabled]="busy()">{{ t('council.sign') }}</button>
            </form>
          }
        </div>
      </section>
    }
  `,
  styles: `
    h2 {
      font: var(--ok-title-large);
      margin-bottom: 8px;
    }
    form {
      display: grid;
      gap: 8px;
      margin-top: 8px;
    }
  `,
})
export class MinutesPanel {
  protected readonly t = injectTexts();
  readonly room = input.required<CouncilRoomDto>();
  /** Of the session in the API. */
  readonly address = input.required<string>();
  readonly busy = input(false);
  readonly codeAsked = output();
  readonly signed = output<string>();
  protected readonly code = signal('');

  protected sign(event: Event): void {
    event.preventDefault();
    this.signed.emit(this.code());
    this.code.set('');
  }
}
