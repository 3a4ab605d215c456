import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import type { SignatureChangesDto } from '@okno/web/api-client';
import { fieldAt, injectAnswerText } from '@okno/web/form';
import { OkNote, injectSay, injectTexts } from '@okno/web/ui';

import { Problems } from '../../shell/problem';
import { Draft } from '../apply/draft';

/** What is different from what was sent for signature: each answer and file, before and now. */
@Component({
  selector: 'okno-changes-since',
  imports: [OkNote],
  template: `
    @if (lines().length > 0) {
      <ok-note tone="you" [live]="true">
        <b class="strong">{{ t('team.sign.changes', { count: lines().length }) }}</b>
        <dl class="dl">
          @for (line of lines(); track line.key) {
            <dt>{{ line.label }}</dt>
            <dd>
              @if (line.secret) {
                {{ t('team.sign.changedSecret') }}
              } @else {
                <s class="muted">{{ line.before }}</s> → <b class="strong">{{ line.now }}</b>
              }
            </dd>
          }
        </dl>
      </ok-note>
    } @else if (answer.error(); as error) {
      <ok-note tone="no" [live]="true">
        {{ t('team.sign.changesFailed') }} {{ problems.explain(error) }}
        <button type="button" class="btn btn--s" (click)="answer.reload()">
          {{ t('cabinet.retry') }}
        </button>
      </ok-note>
    } @else if (answer.hasValue()) {
      <p class="sm muted">{{ t('team.sign.unchanged') }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .dl {
      margin-top: 8px;
    }
    dd {
      overflow-wrap: anywhere;
      white-space: pre-line;
    }
  `,
})
export class ChangesSince {
  private readonly draft = inject(Draft);
  private readonly print = injectAnswerText();
  protected readonly problems = inject(Problems);
  protected readonly t = injectTexts();
  private readonly say = injectSay();

  readonly id = input.required<string>();
  /** Asked again whenever this changes. */
  readonly revision = input.required<number>();

  protected readonly answer = httpResource<SignatureChangesDto>(() => ({
    url: `/api/v1/applications/${this.id()}/signature/changes`,
    params: { revision: this.revision() },
  }));
  protected readonly lines = computed(() => {
    const reading = this.draft.reading();
    if (!this.answer.hasValue() || !reading) {
      return [];
    }
    const { fields, files } = this.answer.value();
    return [
      ...fields.flatMap(({ key, kind, before }) => {
        const field = fieldAt(reading.definition, key);
        return field
          ? {
              key,
              label: this.say(field.label),
              secret: kind === 'CHANGED' && before === null,
              before: this.print(field, before, reading.context),
              now: this.print(field, reading.answers[key], reading.context),
            }
          : [];
      }),
      ...files.map(({ slot, before, after }, at) => ({
        key: `${slot} ${at}`,
        label: this.say(reading.definition.documents.find(({ code }) => code === slot)?.label),
        secret: false,
        before: before ?? '—',
        now: after ?? '—',
      })),
    ];
  });
}
