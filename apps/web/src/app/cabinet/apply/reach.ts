/**
 * Puts the focus on a place of the page as soon as it is drawn: a long section is drawn in steps, a step is loaded when it
 * is opened. Leaves it when the person goes elsewhere meanwhile.
 */
export function reach(id: string): void {
  // What follows a navigation is drawn by the change detection after it.
  requestAnimationFrame(() => {
    const from = document.activeElement;
    if (!take(id)) {
      const watch = new MutationObserver(() => {
        if (document.activeElement !== from || take(id)) {
          watch.disconnect();
        }
      });
      watch.observe(document.body, { childList: true, subtree: true });
    }
  });
}

function take(id: string): boolean {
  const target = document.getElementById(id);
  target?.focus();
  target?.scrollIntoView({ block: 'center' });
  return target !== null;
}
