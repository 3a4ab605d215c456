import { DOCUMENT, DestroyRef, Service, inject } from '@angular/core';
import { fromEvent } from 'rxjs';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';

/**
 * When what has the focus is taken away (a button that has done its work, a place for a file that is full), the focus
 * goes to the nearest part that may have it, `tabindex="-1"`, or else to the heading of the page. The browser would
 * leave it nowhere: a screen reader would begin again at the top.
 */
@Service()
export class KeptFocus {
  private readonly document = inject(DOCUMENT);
  /** What had the focus last, and everything around it then. */
  private path: readonly HTMLElement[] = [];

  constructor() {
    fromEvent(this.document, 'focusin')
      .pipe(takeUntilDestroyed())
      .subscribe(({ target }) => {
        this.path = around(target);
      });
    const watch = new MutationObserver(() => {
      this.keep();
    });
    watch.observe(this.document.body, { childList: true, subtree: true });
    inject(DestroyRef).onDestroy(() => {
      watch.disconnect();
    });
  }

  private keep(): void {
    const [last, ...outer] = this.path;
    const { activeElement, body } = this.document;
    if (last === undefined || last.isConnected || (activeElement && activeElement !== body)) {
      return;
    }
    this.path = [];
    const around = outer.find((one) => one.isConnected && placeIn(one) !== null);
    const place = around ? placeIn(around) : null;
    place?.setAttribute('tabindex', '-1');
    place?.focus({ preventScroll: true });
  }
}

/** Where the focus may stand in a part of the page: the part itself, a part of it, or its heading. */
function placeIn(part: HTMLElement): HTMLElement | null {
  if (part.localName === 'main' || part.localName === 'body') {
    return (
      part.querySelector<HTMLElement>('[data-arrival]') ?? part.querySelector<HTMLElement>('h1')
    );
  }
  return part.matches(PLACE) ? part : part.querySelector<HTMLElement>(PLACE);
}

const PLACE = '[tabindex="-1"]';

function around(target: EventTarget | null): readonly HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let one = target instanceof HTMLElement ? target : null; one; one = one.parentElement) {
    found.push(one);
  }
  return found;
}
