import { Component, computed, input } from '@angular/core';

/** The pictures of the window: what its four panes look like. */
const PICTURES = {
  missing: ['on', 'on', 'on', 'gap'],
  closed: ['off', 'off', 'off', 'off'],
  offline: ['on', 'gap', 'on', 'gap'],
  done: ['on', 'on', 'on', 'on'],
  broken: ['bad', 'on', 'on', 'on'],
  start: ['lit', 'gap', 'gap', 'gap'],
} as const;

const FILLS = {
  on: 'var(--ok-primary)',
  off: 'var(--ok-surface-container-high)',
  bad: 'var(--ok-error)',
  lit: 'var(--ok-signal)',
  gap: 'none',
} as const;

/** Name of a picture: what happened, told by the panes. */
export type EmptyPicture = keyof typeof PICTURES;

/** An empty state or an error: what happened, what is safe, what to do. Actions are projected. */
@Component({
  selector: 'ok-empty',
  template: `
    <section class="empty">
      <svg width="116" height="116" viewBox="0 0 116 116" aria-hidden="true">
        @for (pane of panes(); track $index) {
          <rect
            [attr.x]="pane.x"
            [attr.y]="pane.y"
            [attr.width]="pane.side"
            [attr.height]="pane.side"
            [attr.fill]="pane.fill"
            [attr.stroke]="pane.fill === 'none' ? 'var(--ok-outline)' : null"
            stroke-width="2"
            stroke-dasharray="5 4"
          />
        }
      </svg>
      <div>
        @if (kind(); as text) {
          <p class="xs muted">{{ text }}</p>
        }
        @if (level() === 1) {
          <h1>{{ heading() }}</h1>
        } @else {
          <h2>{{ heading() }}</h2>
        }
      </div>
      @if (text(); as words) {
        <p>{{ words }}</p>
      }
      <div class="row wrap"><ng-content /></div>
    </section>
  `,
  styles: `
    :host {
      display: block;
    }
  `,
})
export class OkEmpty {
  readonly picture = input<EmptyPicture>('done');
  readonly heading = input.required<string>();
  readonly text = input('');
  /** Small line above the heading: «Ошибка 404». */
  readonly kind = input('');
  /** 1 where the state is the whole page. */
  readonly level = input<1 | 2>(2);

  protected readonly panes = computed(() =>
    PICTURES[this.picture()].map((pane, index) => {
      const dashed = pane === 'gap' ? 1 : 0;
      return {
        fill: FILLS[pane],
        x: (index % 2) * 60 + dashed,
        y: Math.floor(index / 2) * 60 + dashed,
        side: 56 - dashed * 2,
      };
    }),
  );
}
