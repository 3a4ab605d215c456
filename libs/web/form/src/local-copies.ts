import { Service } from '@angular/core';
import type { Answers } from '@okno/shared/form-schema';

/** What of a draft the server does not have yet. */
export interface LocalCopy {
  /** Edited values by key; null clears. */
  readonly edits: Answers;
  /** What each edited field was when the edit began: tells a colleague's change from none. */
  readonly bases: Answers;
}

const PREFIX = 'okno.draft.';

const isRecord = (value: unknown): value is Answers =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Unsaved edits on this device, one entry a draft and a tab, under the person's id: a tab never writes over
 * another one's words, and the next person at this computer does not get them.
 */
@Service()
export class LocalCopies {
  private readonly tab = crypto.randomUUID();

  /** Keeps the copy; false when the browser has no room or forbids it. */
  keep(owner: string, draft: string, copy: LocalCopy): boolean {
    try {
      localStorage.setItem(this.keyOf(owner, draft, this.tab), JSON.stringify(copy));
      return true;
    } catch {
      // QuotaExceededError or SecurityError: the draft then lives in this page and on the server only.
      return false;
    }
  }

  /** Removes this tab's copy: the server has it. */
  drop(owner: string, draft: string): void {
    localStorage.removeItem(this.keyOf(owner, draft, this.tab));
  }

  /** Takes over what tabs left behind, oldest key first; later edits of a field win. They are this tab's now. */
  claim(owner: string, draft: string): LocalCopy | null {
    const prefix = this.keyOf(owner, draft, '');
    const keys = Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .sort();
    const found = keys.flatMap((key) => parse(localStorage.getItem(key)));
    for (const key of keys) {
      localStorage.removeItem(key);
    }
    if (found.length === 0) {
      return null;
    }
    return found.reduce((all, one) => ({
      edits: { ...all.edits, ...one.edits },
      bases: { ...one.bases, ...all.bases },
    }));
  }

  private keyOf(owner: string, draft: string, tab: string): string {
    return `${PREFIX}${owner}.${draft}.${tab}`;
  }
}

function parse(text: string | null): LocalCopy[] {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return isRecord(value) && isRecord(value['edits']) && isRecord(value['bases'])
      ? [{ edits: value['edits'], bases: value['bases'] }]
      : [];
  } catch {
    // SyntaxError: half-written by a browser that was killed; there is nothing to read in it.
    return [];
  }
}
