import { Component, computed, input } from '@angular/core';

import { OkIcon } from './icon';
import { injectTexts } from './texts';

/** A piece of a before/after line. */
export interface DiffPart {
  readonly text: string;
  readonly changed: boolean;
}

/** Splits two texts into what they share and what differs, by whole words from both ends. */
export function wordDiff(before: string, after: string): { before: DiffPart[]; after: DiffPart[] } {
  const [a, b] = [before.split(/(\s+)/), after.split(/(\s+)/)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) {
    head += 1;
  }
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) {
    tail += 1;
  }
  const parts = (words: readonly string[]): DiffPart[] =>
    [
      { text: words.slice(0, head).join(''), changed: false },
      { text: words.slice(head, words.length - tail).join(''), changed: true },
      { text: words.slice(words.length - tail).join(''), changed: false },
    ].filter((part) => part.text !== '');
  return { before: parts(a), after: parts(b) };
}

/** A remark with its number, what it is about, the words, and was/now. The answer form is projected. */
@Component({
  selector: 'ok-remark-card',
  imports: [OkIcon],
  template: `
    <article
      class="remark"
      [class.closed]="state() === 'ACCEPTED'"
      [attr.aria-labelledby]="titleId()"
    >
      <div class="remark__h">
        <span class="pinn" [class.done]="state() === 'ACCEPTED'">{{ number() }}</span>
        <b class="strong grow" [id]="titleId()">{{ heading() }}</b>
        <span class="sm muted state">
          @if (state() === 'ACCEPTED') {
            <ok-icon name="check" [size]="16" class="t-ok" />
          }
          {{ t('ui.remark.' + state()) }}
        </span>
      </div>
      <div class="remark__b">
        <p>{{ text() }}</p>
        @if (by()) {
          <p class="sm muted by">{{ by() }}</p>
        }
        @if (diff(); as lines) {
          <div class="diff">
            <span class="muted">{{ t('ui.remark.before') }}</span>
            <span>
              @for (part of lines.before; track $index) {
                @if (part.changed) {
                  <del>{{ part.text }}</del>
                } @else {
                  {{ part.text }}
                }
              }
            </span>
            <span class="muted">{{ t('ui.remark.after') }}</span>
            <span>
              @for (part of lines.after; track $index) {
                @if (part.changed) {
                  <ins>{{ part.text }}</ins>
                } @else {
                  {{ part.text }}
                }
              }
            </span>
          </div>
        }
        @if (answer()) {
          <p class="answer">
            <span class="sm muted">{{
              t(disagree() ? 'ui.remark.disagrees' : 'ui.remark.answer')
            }}</span><br />{{ answer() }}
          </p>
        }
        <ng-content />
      </div>
    </article>
  `,
  styleUrl: './remark-card.css',
})
export class OkRemarkCard {
  protected readonly t = injectTexts();

  readonly number = input.required<number>();
  /** What it is pinned to: the label of the field or document. */
  readonly heading = input.required<string>();
  readonly text = input.required<string>();
  readonly state = input<'DRAFT' | 'OPEN' | 'ANSWERED' | 'ACCEPTED'>('OPEN');
  /** «Специалист центра · 5 октября, 15:10». */
  readonly by = input('');
  readonly answer = input('');
  readonly disagree = input(false);
  /** The value before and after the correction, as text. */
  readonly before = input<string | null>(null);
  readonly after = input<string | null>(null);

  protected readonly titleId = computed(() => `remark-${this.number()}`);
  protected readonly diff = computed(() => {
    const [before, after] = [this.before(), this.after()];
    return before === null || after === null || before === after ? null : wordDiff(before, after);
  });
}
