import { Service, inject } from '@angular/core';

import { Dialogs } from './dialogs';

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

/** Asks before something that cannot be taken back: `await inject(Confirm).ask({ heading, confirm })`. */
@Service()
export class Confirm {
  private readonly dialogs = inject(Dialogs);

  async ask(question: Question): Promise<Reply> {
    const load = async () => (await import('./confirm-dialog')).OkConfirm;
    const reply = await this.dialogs.open<Reply, Question>(load, {
      data: question,
      ariaLabel: question.heading,
      // What takes something away must not be one Enter from anywhere.
      autoFocus: question.danger ? 'dialog' : 'first-tabbable',
    });
    return reply ?? null;
  }
}
