import type { HttpResourceRef } from '@angular/common/http';
import { effect, signal, untracked } from '@angular/core';

/**
 * A reload that is never lost. A resource drops a reload while it loads; what it loads may have been read before
 * the change, so another reading follows. In an injection context.
 */
export function injectAskAgain(resource: HttpResourceRef<unknown>): () => void {
  const missed = signal(false);
  effect(() => {
    if (missed() && !resource.isLoading()) {
      untracked(() => {
        missed.set(false);
        resource.reload();
      });
    }
  });
  return () => {
    if (!resource.reload() && resource.isLoading()) {
      missed.set(true);
    }
  };
}
