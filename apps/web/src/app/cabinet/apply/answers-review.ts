import { Component, computed, inject, input, output } from '@angular/core';
import { fieldIdOf, injectAnswerText } from '@okno/web/form';
import { OkIcon, injectFormats, injectSay, injectTexts } from '@okno/web/ui';

import { Draft } from './draft';

/** A place to go to from a review. */
export interface Place {
  readonly fieldId: string;
  readonly path: string;
}

/** The answers and files as they will be filed, section by section. */
@Component({
  selector: 'okno-answers-review',
  imports: [OkIcon],
  template: `
    <div class="panel">
      @for (section of sections(); track section.code) {
        <details [open]="open()">
          <summary>
            <span class="grow strong">{{ section.title }}</span>
            <ok-icon name="chevron-down" />
          </summary>
          <dl class="dl">
            @for (row of section.rows; track row.key) {
              <dt>{{ row.label }}</dt>
              <dd>{{ row.value }}</dd>
            }
          </dl>
          @if (changeable()) {
            <button
              type="button"
              class="btn btn--t"
              [attr.aria-label]="t('apply.check.change') + ': ' + section.title"
              (click)="goTo.emit(placeOf(section.code))"
            >
              {{ t('apply.check.change') }}
            </button>
          }
        </details>
      }
      @if (files().length > 0) {
        <details [open]="open()">
          <summary>
            <span class="grow strong">{{ t('apply.step.DOCUMENTS') }}</span>
            <ok-icon name="chevron-down" />
          </summary>
          <ul>
            @for (file of files(); track file.id) {
              <li class="sm">
                <span class="muted">{{ file.label }}</span><br /><a
                  [href]="'/api/v1/documents/' + file.id + '/content'"
                  target="_blank"
                  rel="noopener"
                  >{{ file.name }}</a
                >
                · {{ f().bytes(file.size) }}
              </li>
            }
          </ul>
        </details>
      }
    </div>
  `,
  styleUrl: './answers-review.css',
})
export class AnswersReview {
  private readonly draft = inject(Draft);
  private readonly print = injectAnswerText();
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();

  /** Whether everything is unfolded: for who reads it for the first time. */
  readonly open = input(false);
  /** Whether sections can be gone to. */
  readonly changeable = input(false);
  readonly goTo = output<Place>();

  protected readonly sections = computed(() => {
    const reading = this.draft.reading();
    return (reading?.definition.sections ?? []).map((section) => ({
      code: section.code,
      title: this.say(section.title),
      rows: section.fields
        .filter((field) => reading?.view.isVisible(field.key))
        .map((field) => ({
          key: field.key,
          label: this.say(field.label),
          value: reading ? this.print(field, reading.answers[field.key], reading.context) : '',
        })),
    }));
  });
  protected readonly files = computed(() =>
    this.draft.slots().flatMap(({ slot }) =>
      this.draft
        .documents()
        .filter((one) => one.slot === slot.code && !one.replaced)
        .map((one) => ({ ...one, label: this.say(slot.label) })),
    ),
  );

  protected placeOf(code: string): Place {
    const section = this.draft.reading()?.definition.sections.find((one) => one.code === code);
    const path = section?.fields[0]?.key ?? code;
    return { fieldId: fieldIdOf(path), path };
  }
}
