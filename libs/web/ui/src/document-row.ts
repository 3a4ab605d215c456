import { Component, input } from '@angular/core';

import { OkIcon, type IconName } from './icon';

/** One document that can be opened: name, what kind it is, how big. */
@Component({
  selector: 'ok-document-row',
  imports: [OkIcon],
  template: `
    <ok-icon [name]="icon()" />
    <a [href]="href()" target="_blank" rel="noopener" class="grow">{{ name() }}</a>
    <span class="sm muted">{{ meta() }}</span>
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
  readonly name = input.required<string>();
  readonly href = input.required<string>();
  /** «PDF, 412 КБ». */
  readonly meta = input('');
  readonly icon = input<IconName>('file-text');
}
