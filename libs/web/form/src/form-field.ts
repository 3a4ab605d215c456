import { Component, computed, input, output, signal } from '@angular/core';
import {
  isMissing,
  isRequired,
  type ColumnDefinition,
  type Problem,
} from '@okno/shared/form-schema';
import {
  OkCheck,
  OkField,
  OkIcon,
  injectFormats,
  injectSay,
  injectTexts,
  type Text,
} from '@okno/web/ui';

import { injectAnswerText } from './answer-text';
import { OkFormControl } from './control';
import { fieldIdOf, type FormReading } from './form-reading';
import { injectProblemTexts } from './problem-text';

/** Where a prefilled value came from, and when. */
export interface PrefillMark {
  readonly source: Text;
  /** Date or moment. */
  readonly asOf: string;
}

/** Types whose control is several controls under one question. */
const GROUPS: ReadonlySet<string> = new Set(['bool', 'multi', 'period', 'org']);
const MAX_RADIOS = 5;

/** One question that is not a table: typed, ticked, or (locked or closed) only shown. */
@Component({
  selector: 'ok-form-field',
  imports: [OkCheck, OkField, OkFormControl, OkIcon],
  templateUrl: './form-field.html',
  styles: `
    :host {
      display: block;
    }
    .pre {
      height: 100%;
      max-width: 588px;
      white-space: pre-line;
      overflow-wrap: anywhere;
    }
    .pre .name {
      display: block;
      font: var(--ok-label-medium);
    }
    .src {
      margin-top: 5px;
    }
  `,
})
export class OkFormField {
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  private readonly f = injectFormats();
  private readonly print = injectAnswerText();
  private readonly problemTexts = injectProblemTexts();

  readonly field = input.required<ColumnDefinition>();
  readonly reading = input.required<FormReading>();
  /** Problems to show now, of this field only. */
  readonly problems = input<readonly Problem[]>([]);
  readonly prefill = input<PrefillMark | undefined>(undefined);
  /** Whether it is shown and not edited: not unlocked by a remark, or no right to edit. */
  readonly closed = input(false);
  readonly edit = output<unknown>();
  readonly touch = output();
  /** «Не так?» on a locked value. */
  readonly wrong = output();

  protected readonly unreadable = signal(false);

  protected readonly id = computed(() => fieldIdOf(this.field().key));
  protected readonly shown = computed(
    () => this.closed() || this.field().locked === true || this.computedField(),
  );
  protected readonly computedField = computed(() => 'compute' in this.field());
  /** Computed values come from the reading; the rest is as typed. */
  protected readonly value = computed(() => {
    const { typed, answers } = this.reading();
    const key = this.field().key;
    return this.computedField() ? answers[key] : typed[key];
  });
  protected readonly printed = computed(() =>
    this.print(this.field(), this.value(), this.reading().context),
  );
  protected readonly required = computed(() => isRequired(this.field(), this.reading().view.scope));
  protected readonly ticked = computed(() => this.value() === true);
  /** Something to agree with, or to leave. A question that wants a yes or a no is asked in two radios. */
  protected readonly statement = computed(() => {
    const field = this.field();
    return field.type === 'bool' && (field.mustBeTrue === true || !this.required());
  });
  protected readonly group = computed(() => {
    const field = this.field();
    const few =
      field.type === 'enum' && 'length' in field.options && field.options.length <= MAX_RADIOS;
    return GROUPS.has(field.type) || few;
  });

  protected readonly error = computed(() => {
    if (this.unreadable()) {
      return this.t('form.unreadable');
    }
    const [problem] = this.problems();
    if (problem && isMissing(problem) && this.field().locked) {
      return this.t('form.lockedMissing');
    }
    return problem ? this.problemTexts.of(problem, this.reading()) : '';
  });
  protected readonly source = computed(() => {
    const mark = this.prefill();
    return mark ? `${this.say(mark.source)}, ${this.f().date(mark.asOf)}` : '';
  });
}
