import { DestroyRef, inject, signal, type Signal } from '@angular/core';

/** Whether a media query holds now. For what costs work or requests when it is drawn; how things look is CSS's business. */
export function injectMedia(query: string): Signal<boolean> {
  const list = matchMedia(query);
  const holds = signal(list.matches);
  const follow = (): void => {
    holds.set(list.matches);
  };
  list.addEventListener('change', follow);
  inject(DestroyRef).onDestroy(() => {
    list.removeEventListener('change', follow);
  });
  return holds.asReadonly();
}
