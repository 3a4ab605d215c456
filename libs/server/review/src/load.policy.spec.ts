import { leastLoaded, type Candidate } from './load.policy';

const person = (id: string, open: number, assignedAt: string | null = null): Candidate => ({
  id,
  open,
  assignedAt: assignedAt === null ? null : new Date(assignedAt),
});

describe('who gets the next case', () => {
  it('is the one with the least open cases', () => {
    expect(leastLoaded([person('a', 3), person('b', 1), person('c', 2)])?.id).toBe('b');
  });

  it('is, between equals, who has waited longest for one', () => {
    expect(
      leastLoaded([person('a', 1, '2026-11-20T00:00:00Z'), person('b', 1, '2026-11-19T00:00:00Z')])
        ?.id,
    ).toBe('b');
    expect(leastLoaded([person('a', 1, '2026-11-20T00:00:00Z'), person('b', 1)])?.id).toBe('b');
  });

  it('does not depend on the order of the list', () => {
    const people = [person('c', 0), person('a', 0), person('b', 0)];
    expect(leastLoaded(people)?.id).toBe('a');
    expect(leastLoaded(people.reverse())?.id).toBe('a');
  });

  it('is nobody when there is nobody', () => {
    expect(leastLoaded([])).toBeUndefined();
  });
});
