import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import {
  OkDialogFrame,
  OkField,
  OkNote,
  OkSelect,
  OkTextArea,
  injectFormats,
  injectSay,
  injectTexts,
} from '@okno/web/ui';
import type { ActionDto } from '@okno/web/api-client';

import { CaseFile } from './case-file';
import { ConclusionForm, emptyConclusion, type ConclusionDraft } from './conclusion-form';
import { NEEDS_PUBLIC_TEXT, STEP_ASKS, type Sent, type StaffStep } from './step-words';
import { injectValueText } from './value-text';

/** Which step is confirmed, and how it is sent. */
export interface StepQuestion {
  readonly action: StaffStep;
  readonly heading: string;
  /** `key` stays the same for a repetition after a lost answer. */
  send(input: Omit<ActionDto, 'revision'>, key: string): Promise<Sent>;
}

/** The confirm step of a decision: what will happen, what it needs, and who reads the words. Ctrl+Enter sends. */
@Component({
  selector: 'okno-step-dialog',
  imports: [ConclusionForm, OkDialogFrame, OkField, OkNote, OkSelect, OkTextArea],
  templateUrl: './step-dialog.html',
  styles: `
    form {
      display: grid;
      gap: 16px;
    }
    ol {
      display: grid;
      gap: 6px;
      font: var(--ok-body-small);
    }
    li {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: 8px;
    }
  `,
})
export class StepDialog {
  protected readonly ref = inject<DialogRef<Sent>>(DialogRef);
  private readonly data = inject<StepQuestion>(DIALOG_DATA);
  protected readonly action = this.data.action;
  protected readonly heading = this.data.heading;
  protected readonly file = inject(CaseFile);
  protected readonly text = injectValueText();
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();

  protected readonly asks = new Set(STEP_ASKS[this.action]);
  protected readonly needsPublic = NEEDS_PUBLIC_TEXT.has(this.action);
  // One confirm step is one command: a repetition after a lost answer must not decide twice.
  private readonly key = crypto.randomUUID();

  protected readonly publicText = signal('');
  protected readonly innerText = signal('');
  protected readonly reason = signal<string | null>(null);
  protected readonly conclusion = signal<ConclusionDraft>(
    emptyConclusion(this.asks.has('criteria') ? this.criteria() : []),
  );
  protected readonly tried = signal(false);
  protected readonly busy = signal(false);
  protected readonly refused = signal('');

  protected readonly reasons = computed(() =>
    (this.file.definition()?.refusalReasons ?? []).map(({ code, label, advice }) => ({
      value: code,
      label: this.say(label),
      hint: this.say(advice),
    })),
  );
  protected readonly advice = computed(
    () => this.reasons().find(({ value }) => value === this.reason())?.hint ?? '',
  );
  protected readonly money = computed(() =>
    this.action === 'approve'
      ? (this.file.application()?.costs ?? this.file.application()?.money)
      : null,
  );
  protected readonly missing = computed(() => ({
    publicText: this.needsPublic && this.publicText().trim() === '',
    reason: this.asks.has('reason') && this.reason() === null,
    conclusion: this.asks.has('conclusion') && this.conclusion().text.trim() === '',
    pass: this.asks.has('conclusion') && this.conclusion().pass === null,
    criteria:
      this.asks.has('criteria') &&
      this.conclusion().criteria.some(({ pass, reason }) => pass === null || reason.trim() === ''),
  }));

  protected hear(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      void this.send(event);
    }
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    this.tried.set(true);
    if (this.busy() || Object.values(this.missing()).some(Boolean)) {
      return;
    }
    this.busy.set(true);
    this.refused.set('');
    const sent = await this.data.send(this.input(), this.key);
    this.busy.set(false);
    if (sent.kind === 'refused') {
      this.refused.set(sent.text);
    } else {
      this.ref.close(sent);
    }
  }

  /** A compensation is judged by its payments. */
  private criteria(): readonly string[] {
    const byCosts = this.file.application()?.kind === 'COMPENSATION';
    return byCosts ? [] : (this.file.definition()?.scoring?.fifoCriteria ?? []);
  }

  private input(): Omit<ActionDto, 'revision'> {
    const { pass, text, criteria } = this.conclusion();
    const [told, inner, reasonCode] = [this.publicText(), this.innerText(), this.reason()];
    return {
      ...(told.trim() && { publicComment: told.trim() }),
      ...(inner.trim() && { innerComment: inner.trim() }),
      ...(reasonCode !== null && { reasonCode }),
      ...(this.asks.has('conclusion') &&
        pass !== null && { conclusion: { pass, text: text.trim() } }),
      ...(this.asks.has('criteria') && {
        criteria: criteria.map((mark) => ({
          code: mark.code,
          pass: mark.pass === true,
          reason: mark.reason.trim(),
        })),
      }),
    };
  }
}
