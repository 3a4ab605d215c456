import { Component, Service, inject, input, signal } from '@angular/core';
import { DIALOG_DATA, Dialog, DialogRef } from '@angular/cdk/dialog';
import { firstValueFrom } from 'rxjs';

import { OkField } from './field';
import { OkIcon } from './icon';
import { OkTextArea } from './text-area';
import { injectTexts } from './texts';

/** What a confirm step asks. */
export interface Question {
  readonly heading: string;
  readonly text?: string;
  /** Verb + thing: «Отозвать заявку». */
  readonly confirm: string;
  readonly cancel?: string;
  /** Whether it takes something away. */
  readonly danger?: boolean;
  /** Asks for words as well. */
  readonly reason?: {
    readonly label: string;
    readonly hint?: string;
    readonly required: boolean;
    readonly maxLength?: number;
  };
}

/** The answer: the words given (empty where none were asked), or null when the person changed their mind. */
export type Reply = { readonly reason: string } | null;

/** The frame of a dialog: heading, close button, projected body. Opened by the CDK, which keeps the focus inside. */
@Component({
  selector: 'ok-dialog-frame',
  imports: [OkIcon],
  template: `
    <div class="frame">
      <div class="head">
        <h2>{{ heading() }}</h2>
        <button
          type="button"
          class="icon-btn"
          [attr.aria-label]="t('ui.dialog.close')"
          (click)="ref.close()"
        >
          <ok-icon name="x" [size]="20" />
        </button>
      </div>
      <ng-content />
    </div>
  `,
  styles: `
    .frame {
      width: min(560px, calc(100vw - 32px));
      max-height: calc(100vh - 48px);
      overflow-y: auto;
      padding: 24px;
      background: var(--ok-surface-container-lowest);
      border-radius: var(--ok-corner-large);
      box-shadow: var(--ok-level3);
    }
    .head {
      display: flex;
      gap: 12px;
      align-items: flex-start;
      justify-content: space-between;
      margin-bottom: 8px;
    }
    .icon-btn {
      margin: -6px -8px 0 0;
    }
  `,
})
export class OkDialogFrame {
  protected readonly ref = inject<DialogRef>(DialogRef);
  protected readonly t = injectTexts();
  readonly heading = input.required<string>();
}

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
class OkConfirm {
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

/** Asks before something that cannot be taken back: `await inject(Confirm).ask({ heading, confirm })`. */
@Service()
export class Confirm {
  private readonly dialog = inject(Dialog);

  async ask(question: Question): Promise<Reply> {
    const ref = this.dialog.open<Reply, Question, OkConfirm>(OkConfirm, {
      data: question,
      ariaLabel: question.heading,
      // What takes something away must not be one Enter from anywhere.
      autoFocus: question.danger ? 'dialog' : 'first-tabbable',
    });
    return (await firstValueFrom(ref.closed)) ?? null;
  }
}
