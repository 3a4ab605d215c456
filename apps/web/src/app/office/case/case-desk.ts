import { Injectable, signal } from '@angular/core';

/** What is open on the desk: tabs, the chosen field, the place a remark is being written for. One per page. */
@Injectable()
export class CaseDesk {
  readonly left = signal('answers');
  readonly right = signal('check');
  /** Path of the chosen line. */
  readonly line = signal<string | undefined>(undefined);
  /** Path a remark is being written for. */
  readonly pinning = signal<string | undefined>(undefined);
  /** Id of the document that is shown. */
  readonly document = signal<string | undefined>(undefined);
  /** What a screen reader hears. */
  readonly said = signal('');

  /** Shows a remark's card and puts the focus there. */
  goToRemark(no: number): void {
    this.right.set('remarks');
    focusSoon(`#r-${no}`);
  }

  /** Shows a field and puts the focus there. */
  goToLine(path: string): void {
    this.left.set('answers');
    this.line.set(path);
    focusSoon(`[data-path="${path}"]`);
  }
}

/** The tab's content is drawn first; what it holds can have the focus one frame later. */
export function focusSoon(selector: string): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      const target = document.querySelector<HTMLElement>(selector);
      target?.scrollIntoView({ block: 'nearest' });
      target?.focus();
    });
  });
}
