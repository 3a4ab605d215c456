import { hear, placesOf, quiet, SILENCE_MS, type HeardTab } from './whereabouts';

const PEOPLE = [
  { id: 'boris', name: 'Борис' },
  { id: 'vera', name: 'Вера' },
];
const word = (tab: string, accountId: string, place: string, state: 'HELLO' | 'HERE' | 'GONE') => ({
  id: 'draft',
  tab,
  accountId,
  place,
  state,
});

describe('where colleagues are', () => {
  it('is the section and the field they said last, one line a person', () => {
    let tabs: readonly HeardTab[] = [];
    tabs = hear(tabs, word('v', 'vera', 'MONEY', 'HELLO'), 1);
    tabs = hear(tabs, word('b', 'boris', 'FIGURES/mem.employees', 'HERE'), 2);
    tabs = hear(tabs, word('x', 'nobody', 'FIGURES', 'HERE'), 3);
    expect(placesOf(tabs, PEOPLE)).toEqual([
      { accountId: 'boris', name: 'Борис', section: 'FIGURES', field: 'mem.employees' },
      { accountId: 'vera', name: 'Вера', section: 'MONEY', field: '' },
    ]);
  });

  it('does not jump between two tabs of a person that only say they are still here', () => {
    let tabs: readonly HeardTab[] = [];
    tabs = hear(tabs, word('old', 'vera', 'MONEY', 'HERE'), 1);
    tabs = hear(tabs, word('new', 'vera', 'FIGURES', 'HERE'), 2);
    tabs = hear(tabs, word('old', 'vera', 'MONEY', 'HERE'), 10_000);
    expect(placesOf(tabs, PEOPLE).map(({ section }) => section)).toEqual(['FIGURES']);
    tabs = hear(tabs, word('old', 'vera', 'CONTACT', 'HERE'), 11_000);
    expect(placesOf(tabs, PEOPLE).map(({ section }) => section)).toEqual(['CONTACT']);
  });

  it('ends when a tab says so, or when it falls silent', () => {
    const tabs = hear([], word('v', 'vera', '', 'HERE'), 1_000);
    expect(hear(tabs, word('v', 'vera', '', 'GONE'), 2_000)).toEqual([]);
    expect(quiet(tabs, 999 + SILENCE_MS)).toHaveLength(1);
    expect(quiet(tabs, 1_000 + SILENCE_MS)).toEqual([]);
  });
});
