import { routerPatterns } from './router';
import { screens, type ShownCases } from './screens';

const CASES: ShownCases = {
  member: { organisationId: 'one' },
  entered: { id: 'one', registryNumber: 'one', number: 'one', hash: 'one' },
  team: { sent: 'sent', finished: 'finished' },
  draft: { id: 'one' },
  returned: 'one',
  fresh: 'one',
  session: 'one',
  training: { draft: 'training', filed: 'filed', token: 'a'.repeat(43) },
  subscription: 'b'.repeat(43),
};

describe('the screens that are looked at', () => {
  it('are all pages of the router', () => {
    const looked = new Set(screens(CASES).map(({ pattern }) => pattern));
    expect(routerPatterns().filter((pattern) => !looked.has(pattern))).toEqual([]);
  });
});
