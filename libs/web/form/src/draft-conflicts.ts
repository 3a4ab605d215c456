import { Component, input, output } from '@angular/core';
import { OkIcon, injectTexts } from '@okno/web/ui';

import { injectAnswerText } from './answer-text';
import type { DraftConflict } from './draft-keeper';
import { fieldAt, type FormReading } from './form-reading';
import { injectProblemTexts } from './problem-text';

/** Fields that two people changed: both values, and a choice for each. */
@Component({
  selector: 'ok-draft-conflicts',
  imports: [OkIcon],
  template: `
    @for (conflict of conflicts(); track conflict.key) {
      <section
        class="errsum"
        role="alert"
        [attr.aria-label]="labels.label(conflict.key, reading())"
      >
        <h2>
          <ok-icon name="triangle-alert" [size]="22" />{{
            t('form.conflict.heading', { label: labels.label(conflict.key, reading()) })
          }}
        </h2>
        <p class="sm muted">{{ t('form.conflict.text') }}</p>
        <div class="pair">
          <div class="panel pb">
            <p class="sm strong">{{ t('form.conflict.mine') }}</p>
            <p class="value">{{ printed(conflict.key, conflict.mine) }}</p>
            <button
              type="button"
              class="btn"
              (click)="choose.emit({ key: conflict.key, side: 'mine' })"
            >
              {{ t('form.conflict.keepMine') }}
            </button>
          </div>
          <div class="panel pb">
            <p class="sm strong">{{ t('form.conflict.theirs') }}</p>
            <p class="value">{{ printed(conflict.key, conflict.theirs) }}</p>
            <button
              type="button"
              class="btn"
              (click)="choose.emit({ key: conflict.key, side: 'theirs' })"
            >
              {{ t('form.conflict.takeTheirs') }}
            </button>
          </div>
        </div>
      </section>
    }
  `,
  styles: `
    section + section {
      margin-top: 16px;
    }
    .pair {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 12px;
      margin-top: 12px;
    }
    .value {
      margin: 6px 0 14px;
      white-space: pre-line;
      overflow-wrap: anywhere;
    }
    @media (max-width: 720px) {
      .pair {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
})
export class OkDraftConflicts {
  protected readonly t = injectTexts();
  protected readonly labels = injectProblemTexts();
  private readonly print = injectAnswerText();

  readonly conflicts = input.required<readonly DraftConflict[]>();
  readonly reading = input.required<FormReading>();
  readonly choose = output<{ readonly key: string; readonly side: 'mine' | 'theirs' }>();

  protected printed(key: string, value: unknown): string {
    const field = fieldAt(this.reading().definition, key);
    return field ? this.print(field, value, this.reading().context) : '';
  }
}
