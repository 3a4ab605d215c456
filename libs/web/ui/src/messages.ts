import { Component, computed, input, output, signal } from '@angular/core';

import { OkField } from './field';
import { injectFormats } from './formats';
import { OkIcon } from './icon';
import { OkTextArea } from './text-area';
import { injectTexts } from './texts';

/** One message of a case. */
export interface Message {
  readonly id: string;
  readonly author: string;
  readonly text: string;
  /** A moment. */
  readonly at: string;
  readonly mine: boolean;
  readonly readAt?: string | null;
}

/** The thread both sides read, and the line to write in. */
@Component({
  selector: 'ok-messages',
  imports: [OkField, OkIcon, OkTextArea],
  template: `
    <ol>
      @for (message of messages(); track message.id) {
        <li>
          <div class="row">
            <span class="ava s" aria-hidden="true">{{ initials(message.author) }}</span>
            <b class="strong grow">{{ message.mine ? t('ui.messages.you') : message.author }}</b>
            <span class="sm muted"
              >{{ f().dateTime(message.at, zone()) }}
              @if (message.mine && message.readAt) {
                · {{ t('ui.messages.read') }}
              }
            </span>
          </div>
          <p>{{ message.text }}</p>
        </li>
      } @empty {
        <li class="muted">{{ t('ui.messages.none') }}</li>
      }
    </ol>
    @if (!closed()) {
      <form (submit)="post($event)">
        <ok-field [label]="t('ui.messages.write')">
          <ok-text-area [rows]="2" [maxLength]="4000" [(value)]="draft" [disabled]="busy()" />
        </ok-field>
        <button type="submit" class="btn" [attr.aria-disabled]="blocked() || null">
          <ok-icon name="send" />{{ t('ui.messages.send') }}
        </button>
      </form>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    li {
      padding: 14px 0;
      border-top: 1px solid var(--ok-hairline);
    }
    li:first-child {
      border: 0;
      padding-top: 0;
    }
    li p {
      margin-top: 6px;
      white-space: pre-line;
      overflow-wrap: anywhere;
    }
    form {
      display: grid;
      gap: 12px;
      justify-items: start;
      padding-top: 14px;
      border-top: 1px solid var(--ok-hairline);
    }
    ok-field {
      width: 100%;
    }
  `,
})
export class OkMessages {
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();

  readonly messages = input.required<readonly Message[]>();
  /** IANA zone the times are shown in. */
  readonly zone = input<string | undefined>(undefined);
  readonly busy = input(false);
  /** Whether nobody may write any more. */
  readonly closed = input(false);
  /** The words to send; call `clear()` when the server has them. */
  readonly send = output<string>();

  protected readonly draft = signal('');
  protected readonly blocked = computed(() => this.busy() || this.draft().trim() === '');

  /** Empties the line: the server has the words. */
  clear(): void {
    this.draft.set('');
  }

  protected initials(author: string): string {
    return author
      .split(/\s+/)
      .slice(0, 2)
      .map((word) => /^\p{L}/u.exec(word)?.[0] ?? '')
      .join('');
  }

  protected post(event: Event): void {
    event.preventDefault();
    if (!this.blocked()) {
      this.send.emit(this.draft().trim());
    }
  }
}
