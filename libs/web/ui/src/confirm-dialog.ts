import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';

import type { Question, Reply } from './confirm';
import { OkDialogFrame } from './dialog-frame';
import { OkField } from './field';
import { OkTextArea } from './text-area';
import { injectTexts } from './texts';

/** The dialog of a confirm step; opened by `Confirm`. */
@Component({
  selector: 'ok-confirm',
  imports: [OkDialogFrame, OkField, OkTextArea],
  template: `
    <ok-dialog-frame [heading]="question.heading">
      @if (question.text) {
        <p class="body">{{ question.text }}</p>
      }
      @if (question.reason; as reason) {
        <ok-field
          [label]="reason.label"
          [hint]="reason.hint ?? ''"
          [required]="reason.required"
          [error]="missing() ? t('ui.dialog.reasonMissing') : ''"
        >
          <ok-text-area
            [value]="words()"
            (valueChange)="write($event)"
            [maxLength]="reason.maxLength ?? 2000"
          />
        </ok-field>
      }
      <div class="row wrap actions">
        <button
          type="button"
          [class]="question.danger ? 'btn btn--d' : 'btn btn--p'"
          (click)="confirm()"
        >
          {{ question.confirm }}
        </button>
        <button type="button" class="btn btn--t" (click)="ref.close(null)">
          {{ question.cancel ?? t('ui.dialog.cancel') }}
        </button>
      </div>
    </ok-dialog-frame>
  `,
  styles: `
    .body {
      margin-bottom: 16px;
      white-space: pre-line;
    }
    .actions {
      margin-top: 24px;
    }
  `,
})
export class OkConfirm {
  protected readonly ref = inject<DialogRef<Reply>>(DialogRef);
  protected readonly question = inject<Question>(DIALOG_DATA);
  protected readonly t = injectTexts();
  protected readonly words = signal('');
  protected readonly missing = signal(false);

  protected write(text: string): void {
    this.words.set(text);
    this.missing.set(false);
  }

  protected confirm(): void {
    const reason = this.words().trim();
    if (this.question.reason?.required && reason === '') {
      this.missing.set(true);
      return;
    }
    this.ref.close({ reason });
  }
}
