import { Component, input } from '@angular/core';

import { nextId } from './field';

/** A sheet with a heading; `[okAside]` content stands right of the heading. */
@Component({
  selector: 'ok-panel',
  template: `
    <section class="panel" [attr.aria-labelledby]="heading() ? id : null">
      @if (heading()) {
        <div class="ph">
          <h2 [id]="id" class="grow">{{ heading() }}</h2>
          <ng-content select="[okAside]" />
        </div>
      }
      <div [class.pb]="padded()"><ng-content /></div>
    </section>
  `,
  styles: `
    :host {
      display: block;
    }
    h2 {
      font: var(--ok-title-large);
    }
  `,
})
export class OkPanel {
  protected readonly id = nextId('ok-panel');
  readonly heading = input('');
  readonly padded = input(true);
}
