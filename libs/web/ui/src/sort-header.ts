import { Component, computed, input, model } from '@angular/core';

import { OkIcon } from './icon';

/** How a list is sorted: `dueOn` ascending, `-dueOn` descending. */
export type SortKey = string;

/** A head cell that sorts: `<th okSort="dueOn" [(sort)]="sort">Срок</th>`. */
@Component({
  // A cell must stay a `th`, so this component is an attribute.
  // eslint-disable-next-line @angular-eslint/component-selector
  selector: 'th[okSort]',
  imports: [OkIcon],
  template: `
    <button type="button" (click)="turn()">
      <ng-content />
      @if (direction() !== 'none') {
        <ok-icon [name]="direction() === 'ascending' ? 'arrow-down' : 'arrow-up'" [size]="12" />
      }
    </button>
  `,
  styles: `
    button {
      display: inline-flex;
      gap: 4px;
      align-items: center;
      min-height: 24px;
      padding: 0;
      border: 0;
      background: none;
      font: inherit;
      color: inherit;
      cursor: pointer;
    }
    button:hover {
      text-decoration: underline;
    }
  `,
  host: { '[attr.aria-sort]': 'direction()', scope: 'col' },
})
export class OkSortHeader {
  readonly okSort = input.required<string>();
  readonly sort = model<SortKey>('');

  protected readonly direction = computed(() => {
    const key = this.okSort();
    return this.sort() === key ? 'ascending' : this.sort() === `-${key}` ? 'descending' : 'none';
  });

  protected turn(): void {
    this.sort.set(this.direction() === 'ascending' ? `-${this.okSort()}` : this.okSort());
  }
}
