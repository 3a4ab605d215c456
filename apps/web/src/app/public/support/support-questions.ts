import { Component, computed, inject, input, output } from '@angular/core';
import { OkField, OkSelect, injectSay, injectTexts, type Choice } from '@okno/web/ui';

import { ClusterList } from '../cluster-list';
import { NO_CLUSTER, TASK_NAMES, WHO, type SupportAnswers } from './support-answers';

/** The three questions as selects in a row; the button beside them is projected. */
@Component({
  selector: 'okno-support-questions',
  imports: [OkField, OkSelect],
  template: `
    <div class="cell">
      <ok-field [label]="t('public.fit.who')">
        <ok-select
          [options]="who()"
          [value]="answers().who"
          [empty]="t('public.fit.any')"
          (valueChange)="change({ who: $event })"
        />
      </ok-field>
    </div>
    <div class="cell">
      <ok-field [label]="t('public.fit.member')">
        <ok-select
          [options]="member()"
          [value]="answers().member"
          [empty]="t('public.fit.any')"
          (valueChange)="change({ member: $event })"
        />
      </ok-field>
    </div>
    <div class="cell">
      <ok-field [label]="t('public.fit.task')">
        <ok-select
          [options]="tasks()"
          [value]="answers().task"
          [empty]="t('public.fit.anyTask')"
          (valueChange)="change({ task: $event })"
        />
      </ok-field>
    </div>
    <ng-content />
  `,
  styles: `
    :host {
      display: contents;
    }
    .cell {
      padding: 16px 20px 18px;
      min-width: 0;
      background: var(--ok-surface-container-lowest);
    }
    @media (max-width: 720px) {
      .cell {
        padding-inline: 16px;
      }
    }
  `,
})
export class SupportQuestions {
  private readonly clusters = inject(ClusterList);
  private readonly say = injectSay();
  protected readonly t = injectTexts();

  readonly answers = input.required<SupportAnswers>();
  readonly answered = output<Readonly<Record<'who' | 'member' | 'task', string | null>>>();

  protected readonly who = computed<Choice[]>(() =>
    WHO.map((value) => ({ value, label: this.t(`public.fit.whoIs.${value}`) })),
  );
  protected readonly member = computed<Choice[]>(() => [
    { value: NO_CLUSTER, label: this.t('public.fit.notYet') },
    ...this.clusters.all().map(({ code, name }) => ({ value: code, label: this.say(name) })),
  ]);
  protected readonly tasks = computed<Choice[]>(() =>
    TASK_NAMES.map((value) => ({ value, label: this.t(`public.fit.tasks.${value}`) })),
  );

  protected change(answer: Partial<Record<'who' | 'member' | 'task', string | null>>): void {
    this.answered.emit({ ...this.answers(), ...answer });
  }
}
