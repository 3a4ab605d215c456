import { Component, computed, inject, input, output } from '@angular/core';
import { OkField, OkRadios, OkTextArea, injectSay, injectTexts } from '@okno/web/ui';

import { CaseFile } from './case-file';

/** One criterion as it is being judged; `pass` null: not yet. */
export interface CriterionDraft {
  readonly code: string;
  readonly pass: boolean | null;
  readonly reason: string;
}

export interface ConclusionDraft {
  readonly pass: boolean | null;
  readonly text: string;
  readonly criteria: readonly CriterionDraft[];
}

export function emptyConclusion(criteria: readonly string[]): ConclusionDraft {
  return {
    pass: null,
    text: '',
    criteria: criteria.map((code) => ({ code, pass: null, reason: '' })),
  };
}

/** The reviewer's conclusion: pass or no pass, why, and the same for every criterion that decides. */
@Component({
  selector: 'okno-conclusion-form',
  imports: [OkField, OkRadios, OkTextArea],
  template: `
    @for (mark of draft().criteria; track mark.code; let at = $index) {
      <fieldset>
        <legend>{{ name(mark.code) }}</legend>
        <ok-field
          [group]="true"
          [label]="t('review.conclusion.verdict')"
          [error]="tried() && mark.pass === null ? t('review.conclusion.choose') : ''"
        >
          <ok-radios
            [options]="verdicts()"
            [value]="codeOf(mark.pass)"
            (valueChange)="judge(at, { pass: $event === null ? null : $event === 'pass' })"
          />
        </ok-field>
        <ok-field
          [label]="t('review.conclusion.why')"
          [required]="true"
          [error]="tried() && !mark.reason.trim() ? t('review.conclusion.whyMissing') : ''"
        >
          <ok-text-area
            [rows]="2"
            [maxLength]="2000"
            [value]="mark.reason"
            (valueChange)="judge(at, { reason: $event })"
          />
        </ok-field>
      </fieldset>
    }
    <ok-field [group]="true" [label]="t('review.conclusion.whole')" [error]="passError()">
      <ok-radios
        [options]="verdicts()"
        [value]="codeOf(draft().pass)"
        (valueChange)="put({ pass: $event === null ? null : $event === 'pass' })"
      />
    </ok-field>
    <ok-field
      [label]="t('review.conclusion.text')"
      [hint]="t('review.conclusion.textHint')"
      [required]="true"
      [error]="tried() && !draft().text.trim() ? t('review.conclusion.textMissing') : ''"
    >
      <ok-text-area
        [rows]="4"
        [maxLength]="5000"
        [value]="draft().text"
        (valueChange)="put({ text: $event })"
      />
    </ok-field>
  `,
  styles: `
    :host,
    fieldset {
      display: grid;
      gap: 12px;
    }
    fieldset {
      border: 0;
      border-bottom: 1px solid var(--ok-hairline);
      padding: 0 0 14px;
      margin: 0;
      min-width: 0;
    }
    legend {
      font: var(--ok-title-medium);
      padding: 0 0 6px;
    }
  `,
})
export class ConclusionForm {
  private readonly file = inject(CaseFile);
  private readonly say = injectSay();
  protected readonly t = injectTexts();

  readonly draft = input.required<ConclusionDraft>();
  /** Whether sending was tried: then what is missing is said. */
  readonly tried = input(false);
  readonly draftChange = output<ConclusionDraft>();

  protected readonly verdicts = computed(() => [
    { value: 'pass', label: this.t('review.conclusion.pass') },
    { value: 'no', label: this.t('review.conclusion.noPass') },
  ]);
  protected readonly passError = computed(() => {
    const { pass, criteria } = this.draft();
    if (pass === true && criteria.some((mark) => mark.pass === false)) {
      return this.t('review.conclusion.against');
    }
    return this.tried() && pass === null ? this.t('review.conclusion.choose') : '';
  });

  protected name(code: string): string {
    const found = this.file.definition()?.scoring?.criteria.find((one) => one.code === code);
    return found ? this.say(found.label) : code;
  }

  protected codeOf(pass: boolean | null): string | null {
    return pass === null ? null : pass ? 'pass' : 'no';
  }

  protected put(change: Partial<ConclusionDraft>): void {
    this.draftChange.emit({ ...this.draft(), ...change });
  }

  protected judge(at: number, change: Partial<CriterionDraft>): void {
    this.put({
      criteria: this.draft().criteria.map((mark, index) =>
        index === at ? { ...mark, ...change } : mark,
      ),
    });
  }
}
