import { Component, input, output } from '@angular/core';

import { OkIcon, type IconName } from './icon';
import { injectTexts } from './texts';

/** One document that can be opened: name, what kind it is, how big. */
@Component({
  selector: 'ok-document-row',
  imports: [OkIcon],
  template: `
    <ok-icon [name]="icon()" />
    <a [href]="href()" target="_blank" rel="noopener" class="grow">{{ name() }}</a>
    <span class="sm muted">{{ meta() }}</span>
    @if (shown()) {
      <button
        type="button"
        class="icon-btn"
        [attr.aria-label]="t('ui.preview.open', { name: name() })"
        (click)="look.emit()"
      >
        <ok-icon name="eye" />
      </button>
    }
  `,
  styles: `
    :host {
      display: flex;
      gap: 10px;
      align-items: center;
      padding: 7px 0;
    }
    a {
      overflow-wrap: anywhere;
    }
  `,
})
export class OkDocumentRow {
  protected readonly t = injectTexts();
  readonly name = input.required<string>();
  readonly href = input.required<string>();
  /** «PDF, 412 КБ». */
  readonly meta = input('');
  readonly icon = input<IconName>('file-text');
  /** Whether it can be looked at in the page. */
  readonly shown = input(false);
  readonly look = output();
}
