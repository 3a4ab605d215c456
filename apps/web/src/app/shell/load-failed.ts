import { Component, inject, input, output } from '@angular/core';
import { OkEmpty, injectTexts } from '@okno/web/ui';

import { Problems } from './problem';

/** Says that something did not load and why, and offers to ask again. Further ways out are projected. */
@Component({
  selector: 'okno-load-failed',
  imports: [OkEmpty],
  host: { role: 'alert' },
  template: `
    <ok-empty
      picture="broken"
      [level]="level()"
      [heading]="heading()"
      [text]="problems.explain(error())"
    >
      <button type="button" class="btn btn--p" (click)="again.emit()">
        {{ t('shell.failure.retry') }}
      </button>
      <ng-content />
    </ok-empty>
  `,
  styles: `
    :host {
      display: block;
    }
  `,
})
export class LoadFailed {
  protected readonly problems = inject(Problems);
  protected readonly t = injectTexts();

  readonly heading = input.required<string>();
  /** What the request failed with. */
  readonly error = input.required<unknown>();
  /** 1 where nothing else on the page is its heading. */
  readonly level = input<1 | 2>(2);
  readonly again = output();
}
