import { AxeBuilder } from '@axe-core/playwright';

import type { Person } from './person';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** A finding names this many of its places. */
const SHOWN_PLACES = 4;

/** What is wrong with the page as it stands: accessibility, contrast included, and lines wider than the screen. */
export async function findings({ page }: Person): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const found = violations.map(({ id, nodes }) => {
    const places = nodes.slice(0, SHOWN_PLACES).map((node) => node.html.slice(0, 200));
    return `${id}: ${places.join(' | ')}`;
  });
  const tooWide = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  return Number(tooWide) > 0 ? [...found, `${String(tooWide)} px wider than the screen`] : found;
}
