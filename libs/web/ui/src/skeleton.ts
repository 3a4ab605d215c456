import { Component, computed, input } from '@angular/core';

/** Grey lines in the place of what is loading; appears after 300 ms, so that quick answers do not flicker. */
@Component({
  selector: 'ok-skeleton',
  template: `
    <div role="status" aria-busy="true" [attr.aria-label]="label()">
      <div [class]="cells() > 1 ? 'pgrid c' + columns() : 'panel'" aria-hidden="true">
        @for (cell of grid(); track $index) {
          <div class="cell">
            @for (width of lines(); track $index) {
              <div class="sk" [style.width.%]="width"></div>
            }
          </div>
        }
      </div>
    </div>
  `,
  styles: `
    :host {
      display: block;
      animation: appear 1ms 300ms both;
    }
    .sk + .sk {
      margin-top: 10px;
    }
    .sk:nth-child(2) {
      height: 20px;
    }
    @keyframes appear {
      from {
        visibility: hidden;
      }
    }
  `,
})
export class OkSkeleton {
  /** «Загружаем список мер». */
  readonly label = input.required<string>();
  readonly cells = input(1);
  readonly columns = input<2 | 3 | 4>(3);

  protected readonly grid = computed(() => Array.from({ length: this.cells() }));
  protected readonly lines = computed(() => [40, 100, 85, 60]);
}
