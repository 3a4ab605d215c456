import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import {
  OkField,
  OkNote,
  OkRadios,
  OkTextArea,
  Toasts,
  injectFormats,
  injectTexts,
  type Choice,
} from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { injectOneAtATime } from '../../shell/one-at-a-time';
import { Problems, problemOf } from '../../shell/problem';
import { Draft } from '../apply/draft';
import { forgetKey, onceKey } from '../once-key';
import { Team } from './team';

const ANYBODY = 'ANYBODY';
const MAX_NOTE = 2_000;

/**
 * The end of the way for one who may not file: chooses who is asked to, waits, takes it back. For one who may:
 * whose request waits for them.
 */
@Component({
  selector: 'okno-send-for-signature',
  imports: [OkField, OkNote, OkRadios, OkTextArea, RouterLink],
  templateUrl: './send-for-signature.html',
  styles: `
    :host {
      display: grid;
      gap: 20px;
    }
    /* Has nothing to show to one who may file and is not asked: no gap for it then. */
    :host(:empty) {
      display: none;
    }
    h3 {
      font: var(--ok-title-large);
    }
    .words {
      white-space: pre-line;
      overflow-wrap: anywhere;
    }
    ok-note .btn {
      margin-top: 12px;
    }
    ok-field {
      max-width: 588px;
    }
  `,
})
export class SendForSignature {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(Problems);
  private readonly one = injectOneAtATime();
  protected readonly draft = inject(Draft);
  protected readonly team = inject(Team);
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();
  protected readonly max = MAX_NOTE;

  /** How many places of the draft keep it from being sent. */
  readonly missing = input.required<number>();
  readonly mayFile = input.required<boolean>();

  protected readonly busy = this.one.busy;
  protected readonly failure = signal('');
  protected readonly note = signal('');
  protected readonly request = computed(() => this.team.signature());
  protected readonly open = computed(() => this.request()?.state === 'OPEN');
  protected readonly names = computed(() =>
    (this.request()?.signers ?? []).map(({ name }) => name).join(', '),
  );
  protected readonly choices = computed<readonly Choice[]>(() => {
    const people = this.team.filers().map(({ id, name }) => ({ value: id, label: name }));
    return people.length > 1
      ? [{ value: ANYBODY, label: this.t('team.send.anybody') }, ...people]
      : people;
  });
  /** Stays with whom was chosen while that person may still file. */
  protected readonly chosen = linkedSignal<readonly Choice[], string | null>({
    source: this.choices,
    computation: (choices, before) =>
      choices.find(({ value }) => value === before?.value)?.value ?? choices[0]?.value ?? null,
  });

  protected send(): Promise<void> {
    return this.one.run(async () => {
      this.failure.set('');
      if (this.missing() > 0 || this.note().trim().length > MAX_NOTE) {
        return;
      }
      if (!(await this.draft.keeper.flush())) {
        this.failure.set(this.t('apply.check.notSaved'));
        return;
      }
      await this.post();
    });
  }

  protected cancel(): Promise<void> {
    return this.one.run(async () => {
      try {
        await firstValueFrom(this.http.delete(this.address()));
        this.toasts.say(this.t('team.send.cancelled'));
      } finally {
        this.team.again();
      }
    });
  }

  private async post(): Promise<void> {
    const who = this.chosen();
    const note = this.note().trim();
    const revision = this.draft.keeper.currentRevision();
    const signers = who === null || who === ANYBODY ? {} : { signers: [who] };
    const body = { revision, ...signers, ...(note ? { note } : {}) };
    const scope = `signature.${this.team.id()}.${JSON.stringify(body)}`;
    try {
      await firstValueFrom(
        this.http.post(this.address(), body, { headers: { 'Idempotency-Key': onceKey(scope) } }),
      );
      forgetKey(scope);
      this.note.set('');
    } catch (error) {
      const { status, code } = problemOf(error);
      if (status !== 0 && status < 500) {
        forgetKey(scope);
      }
      if (code === 'application.changed_meanwhile') {
        this.draft.keeper.refresh();
      }
      this.draft.again();
      this.failure.set(this.problems.explain(error));
    } finally {
      this.team.again();
    }
  }

  private address(): string {
    return `/api/v1/applications/${this.team.id()}/signature`;
  }
}
