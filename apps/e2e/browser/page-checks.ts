import { AxeBuilder } from '@axe-core/playwright';

import type { Person } from './person';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** A finding names this many of its places. */
const SHOWN_PLACES = 4;

/** Names what sticks out of the screen, when the page scrolls sideways. */
const TOO_WIDE = `(() => {
  const width = document.documentElement.clientWidth;
  const over = document.documentElement.scrollWidth - width;
  const out = [...document.querySelectorAll('body *')].filter(
    (one) => one.getBoundingClientRect().right > width + 0.5,
  );
  return over > 0
    ? over + ' px, ' + out.slice(0, 4).map((one) => one.outerHTML.slice(0, 160)).join(' | ')
    : '';
})()`;

/** What is wrong with the page as it stands: accessibility, contrast included, and lines wider than the screen. */
export async function findings({ page }: Person): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const found = violations.map(({ id, nodes }) => {
    const places = nodes.slice(0, SHOWN_PLACES).map((node) => node.html.slice(0, 200));
    return `${id}: ${places.join(' | ')}`;
  });
  const wide = String(await page.evaluate(TOO_WIDE));
  return wide === '' ? found : [...found, `wider than the screen: ${wide}`];
}
