import { DOCUMENT, DestroyRef, Service, inject, signal } from '@angular/core';

/** What a key does. Named by its place (`KeyJ`), so that it works in any keyboard layout, or by its sign (`?`). */
export type KeyMap = Readonly<Record<string, (event: KeyboardEvent) => void>>;

const SWITCH = 'okno.office.keys';
const TYPED = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"]';
/** Keys a focused button or link answers itself. */
const OWN_OF_CONTROLS = new Set(['Enter', 'Space']);

/**
 * Single-key commands of the office. They are silent inside inputs and dialogs and can be turned off
 * as a whole (WCAG 2.1.4).
 */
@Service()
export class Keys {
  private readonly document = inject(DOCUMENT);
  private readonly state = signal(localStorage.getItem(SWITCH) !== 'off');
  readonly on = this.state.asReadonly();

  put(on: boolean): void {
    this.state.set(on);
    if (on) {
      localStorage.removeItem(SWITCH);
    } else {
      localStorage.setItem(SWITCH, 'off');
    }
  }

  /** Listens until the component that calls it goes. */
  listen(map: KeyMap, destroyRef: DestroyRef): void {
    const hear = (event: KeyboardEvent): void => {
      const run = map[nameOf(event, map)];
      if (run && this.isMeant(event)) {
        event.preventDefault();
        run(event);
      }
    };
    this.document.addEventListener('keydown', hear);
    destroyRef.onDestroy(() => {
      this.document.removeEventListener('keydown', hear);
    });
  }

  private isMeant(event: KeyboardEvent): boolean {
    const chord = event.ctrlKey || event.metaKey || event.altKey;
    if (chord || event.defaultPrevented || (!this.state() && event.key !== '?')) {
      return false;
    }
    const inDialog = this.document.querySelector('.cdk-dialog-container') !== null;
    return !inDialog && !(event.target instanceof Element && answersItself(event.target, event));
  }
}

/** Whether what has the focus takes the key itself: text is typed there, or the key presses it. */
function answersItself(element: Element, event: KeyboardEvent): boolean {
  const pressed = OWN_OF_CONTROLS.has(event.code) && element.closest('a, button') !== null;
  return pressed || element.closest(TYPED) !== null;
}

function nameOf(event: KeyboardEvent, map: KeyMap): string {
  if (Object.hasOwn(map, event.key)) {
    return event.key;
  }
  return event.shiftKey ? `Shift+${event.code}` : event.code;
}
