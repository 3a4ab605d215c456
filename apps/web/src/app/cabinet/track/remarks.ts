import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, signal } from '@angular/core';
import { fieldsByKey } from '@okno/shared/form-schema';
import { OkDraftConflicts, OkSaveState, injectProblemTexts } from '@okno/web/form';
import { OkErrorSummary, OkNote, Toasts, injectTexts, type SummaryError } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { Problems, problemOf } from '../../shell/problem';
import type { ApplicationDto } from '../applications/application-api';
import { Draft } from '../apply/draft';
import { forgetKey, onceKey } from '../once-key';
import { RemarkAnswer } from './remark-answer';
import { isAnswered } from './remark-value';

/** The remarks of a request: those that wait for an answer open the fields they are about, and nothing else. */
@Component({
  selector: 'okno-remarks',
  imports: [OkDraftConflicts, OkErrorSummary, OkNote, OkSaveState, RemarkAnswer],
  template: `
    <section aria-labelledby="remarks-heading">
      <div class="sec__h">
        <h2 id="remarks-heading" tabindex="-1">
          {{ t(answering() ? 'track.remarks.heading' : 'track.remarks.past') }}
        </h2>
        @if (answering() && edited()) {
          <div class="r">
            <ok-save-state
              [state]="draft.keeper.state()"
              [localCopy]="draft.keeper.localCopy()"
              (retry)="draft.keeper.retry()"
            />
          </div>
        }
      </div>
      @if (answering()) {
        <p class="sm muted intro">{{ t('track.remarks.onlyThese') }}</p>
      }
      @if (draft.reading(); as reading) {
        <ok-draft-conflicts
          [conflicts]="draft.keeper.conflicts()"
          [reading]="reading"
          (choose)="draft.keeper.resolve($event.key, $event.side)"
        />
      }
      <div class="list">
        @for (one of shown(); track one.id) {
          <okno-remark-answer
            [remark]="one"
            [open]="answering() && one.state === 'OPEN'"
            [zone]="application().cluster.timeZone"
            (changed)="draft.again()"
          />
        }
      </div>
      @if (answering()) {
        @if (failure(); as words) {
          <ok-note tone="no" [live]="true">{{ words }}</ok-note>
        }
        <ok-error-summary [errors]="refused()" />
        @if (mayFile()) {
          <div class="row wrap acts">
            <button
              type="button"
              [class]="left() === 0 ? 'btn btn--p btn--l' : 'btn btn--l'"
              aria-describedby="answers-left"
              [attr.aria-disabled]="left() > 0 || busy() || null"
              (click)="send()"
            >
              {{ t(busy() ? 'track.remarks.sending' : 'track.remarks.send') }}
            </button>
            <span class="sm muted grow" id="answers-left">{{
              left() > 0
                ? t('track.remarks.left', { ready: open().length - left(), total: open().length })
                : t('track.remarks.allReady')
            }}</span>
          </div>
        } @else {
          <ok-note tone="plain" icon="lock">{{ t('track.remarks.noRight') }}</ok-note>
        }
      }
    </section>
  `,
  styles: `
    .intro {
      margin: -8px 0 14px;
    }
    .list {
      display: grid;
      gap: 12px;
    }
    .acts {
      margin-top: 18px;
    }
    .acts .grow {
      flex-basis: 220px;
    }
    ok-note,
    ok-error-summary {
      margin-top: 14px;
    }
  `,
})
export class Remarks {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(Problems);
  private readonly problemTexts = injectProblemTexts();
  protected readonly draft = inject(Draft);
  protected readonly t = injectTexts();

  readonly application = input.required<ApplicationDto>();

  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  protected readonly refused = signal<readonly SummaryError[]>([]);

  protected readonly answering = computed(() => this.application().state === 'RETURNED');
  /** Whether there is anything to say about saving. */
  protected readonly edited = computed(() => {
    const state = this.draft.keeper.state();
    return state.kind !== 'saved' || state.at !== null;
  });
  protected readonly open = computed(() =>
    this.application().remarks.filter(({ state }) => state === 'OPEN'),
  );
  /** What waits first; then the latest. */
  protected readonly shown = computed(() => {
    const { remarks } = this.application();
    return [...this.open(), ...remarks.filter(({ state }) => state !== 'OPEN').reverse()];
  });
  protected readonly left = computed(() => {
    const reading = this.draft.reading();
    if (!reading) {
      return this.open().length;
    }
    const keys = new Set(fieldsByKey(reading.definition).keys());
    return this.open().filter(
      (one) => !isAnswered(one, reading.answers, this.draft.documents(), keys),
    ).length;
  });
  protected readonly mayFile = computed(() => {
    const { allowed, blocked } = this.application();
    const block = blocked.find(({ action }) => action === 'answerRemarks');
    return allowed.includes('answerRemarks') || (block && !block.by.includes('FILING_RIGHT'));
  });

  protected async send(): Promise<void> {
    if (this.busy() || this.left() > 0) {
      return;
    }
    this.busy.set(true);
    this.failure.set('');
    this.refused.set([]);
    try {
      if (await this.draft.keeper.flush()) {
        await this.file();
      } else {
        this.failure.set(this.t('track.remarks.notSaved'));
      }
    } finally {
      this.busy.set(false);
    }
  }

  private async file(): Promise<void> {
    const { id } = this.application();
    const revision = Math.max(this.draft.keeper.currentRevision(), this.application().revision);
    const scope = `answerRemarks.${id}.${revision}`;
    try {
      await firstValueFrom(
        this.http.post(
          `/api/v1/applications/${id}/actions/answerRemarks`,
          { revision },
          { headers: { 'Idempotency-Key': onceKey(scope) } },
        ),
      );
      forgetKey(scope);
      this.toasts.say(this.t('track.remarks.sent'));
      scrollTo({ top: 0 });
    } catch (error) {
      this.fail(error, scope);
    } finally {
      this.draft.again();
    }
  }

  private fail(error: unknown, scope: string): void {
    const problem = problemOf(error);
    if (problem.status !== 0 && problem.status < 500) {
      forgetKey(scope);
    }
    if (problem.code === 'application.changed_meanwhile') {
      this.draft.keeper.refresh();
    }
    const reading = this.draft.reading();
    const named = new Set((problem.fields ?? []).map(({ path }) => path));
    const found = this.draft.problems().filter(({ path }) => named.has(path));
    this.refused.set(reading ? this.problemTexts.summary(found, reading) : []);
    this.failure.set(this.problems.explain(error));
  }
}
