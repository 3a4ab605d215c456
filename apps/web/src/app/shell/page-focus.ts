import { DOCUMENT, Service, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter } from 'rxjs';

/**
 * After a move to another page puts the focus on its heading, as a page load would: a screen reader
 * says where it is and Tab starts from there. A page of parts marks the heading of the part shown with
 * `data-arrival`. A change of the query alone moves nothing.
 */
@Service()
export class PageFocus {
  private readonly document = inject(DOCUMENT);
  private path: string | undefined;

  constructor() {
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationEnd),
        takeUntilDestroyed(),
      )
      .subscribe((event) => {
        const path = event.urlAfterRedirects.split(/[?#]/)[0];
        const first = this.path === undefined;
        if (!first && path !== this.path && !event.urlAfterRedirects.includes('#')) {
          // The new page is drawn in the same turn; its heading is there one frame later.
          requestAnimationFrame(() => {
            this.focusHeading();
          });
        }
        this.path = path;
      });
  }

  private focusHeading(): void {
    const target =
      this.document.querySelector<HTMLElement>('main [data-arrival]') ??
      this.document.querySelector<HTMLElement>('main h1') ??
      this.document.querySelector<HTMLElement>('main');
    target?.setAttribute('tabindex', '-1');
    target?.focus({ preventScroll: true });
  }
}
