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
  private waiting: MutationObserver | undefined;

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
    this.waiting?.disconnect();
    const heading = this.heading();
    const main = this.document.querySelector<HTMLElement>('main');
    take(heading ?? main);
    if (heading === null && main !== null) {
      this.followsIn(main);
    }
  }

  private heading(): HTMLElement | null {
    return (
      this.document.querySelector<HTMLElement>('main [data-arrival]') ??
      this.document.querySelector<HTMLElement>('main h1')
    );
  }

  /** A page that loads its data has no heading yet; the focus follows to it, unless the person went on meanwhile. */
  private followsIn(main: HTMLElement): void {
    this.waiting = new MutationObserver((_changes, observer) => {
      const heading = this.heading();
      if (heading !== null || this.document.activeElement !== main) {
        observer.disconnect();
      }
      if (heading !== null && this.document.activeElement === main) {
        take(heading);
      }
    });
    this.waiting.observe(main, { childList: true, subtree: true });
  }
}

function take(target: HTMLElement | null): void {
  target?.setAttribute('tabindex', '-1');
  target?.focus({ preventScroll: true });
}
