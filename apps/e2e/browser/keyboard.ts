import type { Page } from 'playwright-core';

import { eventually } from '@okno/server/testing';

/** What has the focus. */
export interface Focused {
  tag: string;
  type: string;
  /** Its own id and those around it, innermost first. */
  ids: readonly string[];
  /** Row and column, in a table of the form: `0.2`. */
  cell: string;
  /** What it is called, as far as it says so itself. */
  name: string;
  value: string;
  checked: boolean;
  /** Whether it is drawn on the screen and something of it can be seen. */
  seen: boolean;
}

/** Describes the focused element. A file input is drawn by its label. */
const FOCUSED = `(() => {
  const active = document.activeElement ?? document.body;
  const ids = [];
  for (let one = active; one; one = one.parentElement) {
    if (one.id) ids.push(one.id);
  }
  const drawn = active.closest('label') ?? active;
  const { left, top, right, bottom } = drawn.getBoundingClientRect();
  const points = [[left + 3, top + 3], [(left + right) / 2, (top + bottom) / 2], [right - 3, bottom - 3]];
  const seen = points.some(([x, y]) => {
    const there = document.elementFromPoint(x, y);
    return there !== null && (drawn.contains(there) || there.contains(drawn) && there !== document.body);
  });
  return {
    tag: active.tagName.toLowerCase(),
    type: active.type ?? '',
    ids,
    cell: active.closest('[data-cell]')?.dataset.cell ?? '',
    name: active.getAttribute('aria-label') ?? active.labels?.[0]?.innerText ?? active.innerText ?? '',
    value: String(active.value ?? ''),
    checked: active.checked === true,
    seen,
  };
})()`;

/** Nothing on a page is further away than this many presses of Tab. */
const FURTHEST = 90;

/**
 * A person who has a keyboard and nothing else. Complains where Tab does not come to what is looked for, where the
 * focus is on something that nobody can see, and where it is lost.
 */
export class Keyboard {
  constructor(private readonly page: Page) {}

  async focused(): Promise<Focused> {
    const focused: Focused = await this.page.evaluate(FOCUSED);
    return focused;
  }

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  /** Letter by letter, so that the page reacts to each; the rest of something long at once, as from the clipboard. */
  async types(text: string): Promise<void> {
    await this.page.keyboard.type(text.slice(0, TYPED));
    await this.page.keyboard.insertText(text.slice(TYPED));
  }

  /** Tab, until that has the focus. */
  async tabsTo(what: string, found: (focused: Focused) => boolean): Promise<Focused> {
    const passed: string[] = [];
    for (let times = 0; times < FURTHEST; times += 1) {
      const focused = await this.focused();
      if (found(focused)) {
        return focused;
      }
      passed.push(nameOf(focused));
      await this.page.keyboard.press('Tab');
      await this.isSeen();
    }
    throw new Error(`Tab does not come to ${what}; it came to ${passed.join(' → ')}`);
  }

  /** The page itself puts the focus there, one frame later. */
  async comesTo(what: string, found: (focused: Focused) => boolean): Promise<void> {
    await eventually(async () => {
      const focused = await this.focused();
      if (!found(focused)) {
        throw new Error(`The focus does not come to ${what}, it is on ${nameOf(focused)}`);
      }
    });
  }

  /** To the control, or one of the controls, of that question. */
  tabsInto(id: string): Promise<Focused> {
    const isControl = ({ tag }: Focused): boolean => CONTROLS.has(tag);
    return this.tabsTo(id, (focused) => isControl(focused) && focused.ids.includes(id));
  }

  async tabsToButton(name: string | RegExp, tag = 'button'): Promise<void> {
    await this.tabsTo(`"${name}"`, (focused) => focused.tag === tag && fits(focused, name));
  }

  /** Enter on the button or link of that name, which Tab has come to. */
  async presses(name: string | RegExp, tag = 'button'): Promise<void> {
    await this.tabsToButton(name, tag);
    await this.press('Enter');
  }

  /** After a step the focus stands where the person goes on, never nowhere. */
  async arrivesAt(heading: RegExp): Promise<void> {
    await this.page
      .getByRole('heading', { name: heading })
      .and(this.page.locator(':focus'))
      .waitFor()
      .catch(async (error: unknown) => {
        throw new Error(`The focus is not on ${heading}, but on ${nameOf(await this.focused())}`, {
          cause: error,
        });
      });
  }

  /** Something took place that may have taken away what had the focus. */
  async isNotLost(after: string): Promise<void> {
    const focused = await this.focused();
    if (focused.tag === 'body') {
      throw new Error(`The focus is lost after ${after}`);
    }
  }

  private async isSeen(): Promise<void> {
    const focused = await this.focused();
    if (focused.tag !== 'body' && !focused.seen) {
      throw new Error(`The focus is on something nobody sees: ${nameOf(focused)}`);
    }
  }
}

const TYPED = 40;
const CONTROLS = new Set(['input', 'select', 'textarea']);

const fits = ({ name }: Focused, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? name.trim() === wanted : wanted.test(name.trim());

const nameOf = ({ tag, type, ids, name, cell }: Focused): string =>
  `${tag}${type && `[${type}]`} ${ids[0] ?? ''} ${cell} «${name.trim().slice(0, 40)}»`;
