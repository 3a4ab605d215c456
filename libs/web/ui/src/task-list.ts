import { Component, computed, input, output } from '@angular/core';

import { OkIcon, type IconName } from './icon';
import { injectTexts } from './texts';

/** How far a section is. */
export type TaskState = 'EMPTY' | 'PARTIAL' | 'COMPLETE' | 'ERROR' | 'LOCKED';

/** One section of a form. */
export interface Task {
  readonly code: string;
  readonly title: string;
  readonly state: TaskState;
  /** Own words for the state: «загружено 2 из 3», «откроется, когда всё заполнено». */
  readonly note?: string;
  readonly errors?: number;
  readonly missing?: number;
}

const ICONS: Readonly<Record<TaskState, { readonly icon: IconName; readonly css: string }>> = {
  EMPTY: { icon: 'circle-dashed', css: '' },
  PARTIAL: { icon: 'circle-dot', css: 't-acc' },
  COMPLETE: { icon: 'circle-check', css: 't-ok' },
  ERROR: { icon: 'circle-alert', css: 't-no' },
  LOCKED: { icon: 'lock', css: '' },
};

/** The sections of a form with their states, and how many are done. A link each: `open` says which. */
@Component({
  selector: 'ok-task-list',
  imports: [OkIcon],
  template: `
    <nav [attr.aria-label]="t('ui.tasks.label')">
      <div class="tasks">
        @for (task of shown(); track task.code) {
          <a
            [class.err]="task.state === 'ERROR'"
            [href]="task.state === 'LOCKED' ? null : hrefOf(task)"
            [attr.aria-disabled]="task.state === 'LOCKED' || null"
            [attr.aria-current]="task.code === current() ? 'step' : null"
            (click)="choose($event, task)"
          >
            <ok-icon [name]="task.look.icon" [size]="20" [class]="task.look.css" />
            <span>{{ task.title }}</span>
            <small>{{ task.words }}</small>
          </a>
        }
      </div>
      <div class="total">
        <p class="sm strong">{{ t('ui.tasks.done', { done: done(), total: tasks().length }) }}</p>
        <div class="prg" aria-hidden="true">
          @for (task of tasks(); track task.code) {
            <i [class]="barOf(task)"></i>
          }
        </div>
      </div>
    </nav>
  `,
  styleUrl: './task-list.css',
})
export class OkTaskList {
  protected readonly t = injectTexts();

  readonly tasks = input.required<readonly Task[]>();
  readonly current = input('');
  /** Start of the address of a section, such as `/cabinet/applications/…/edit/`; the code is appended. */
  readonly base = input('');
  readonly open = output<string>();

  protected readonly done = computed(
    () => this.tasks().filter((task) => task.state === 'COMPLETE').length,
  );
  protected readonly shown = computed(() =>
    this.tasks().map((task) => ({ ...task, look: ICONS[task.state], words: this.wordsOf(task) })),
  );

  protected hrefOf(task: Task): string {
    return `${this.base()}${task.code}`;
  }

  protected barOf(task: Task): string {
    return task.state === 'COMPLETE' ? 'd' : task.state === 'PARTIAL' ? 'h' : '';
  }

  protected choose(event: MouseEvent, task: Task): void {
    // A new tab or window is the browser's business.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) {
      return;
    }
    event.preventDefault();
    if (task.state !== 'LOCKED') {
      this.open.emit(task.code);
    }
  }

  private wordsOf(task: Task): string {
    if (task.note) {
      return task.note;
    }
    if (task.state === 'ERROR') {
      return this.t('ui.tasks.errors', { count: task.errors ?? 1 });
    }
    return task.state === 'PARTIAL' && task.missing
      ? this.t('ui.tasks.missing', { count: task.missing })
      : this.t(`ui.tasks.state.${task.state}`);
  }
}
