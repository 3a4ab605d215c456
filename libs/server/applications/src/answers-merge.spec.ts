import fc from 'fast-check';

import { applyEdit, changedKeys, changesSince, conflictsOf, stamp } from './answers-merge';

const stored = {
  answers: { goal: 'theirs', product: 'thread', lines: [{ price: 1 }] },
  answerRevisions: { goal: 5, product: 2, lines: 4, cleared: 6 },
};

describe('two edits of one draft', () => {
  it('conflict only where the same field became something else meanwhile', () => {
    expect(conflictsOf(stored, { goal: 'mine' }, 4)).toEqual([{ path: 'goal', theirs: 'theirs' }]);
    expect(conflictsOf(stored, { goal: 'mine' }, 5)).toEqual([]);
    expect(conflictsOf(stored, { goal: 'theirs' }, 1)).toEqual([]);
    expect(conflictsOf(stored, { product: 'mine' }, 2)).toEqual([]);
    expect(conflictsOf(stored, { cleared: 'mine' }, 5)).toEqual([
      { path: 'cleared', theirs: null },
    ]);
    expect(conflictsOf(stored, { cleared: null }, 5)).toEqual([]);
  });

  it('compare tables as values', () => {
    expect(conflictsOf(stored, { lines: [{ price: 1 }] }, 1)).toEqual([]);
    expect(conflictsOf(stored, { lines: [{ price: 2 }] }, 1)).toHaveLength(1);
  });

  it('tell each side what the other did, clearing included', () => {
    expect(changesSince(stored, 4, new Set())).toEqual({ goal: 'theirs', cleared: null });
    expect(changesSince(stored, 4, new Set(['goal']))).toEqual({ cleared: null });
  });

  it('lose nothing: what no conflict names is there afterwards', () => {
    const answers = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer());
    fc.assert(
      fc.property(answers, answers, answers, (base, mine, theirs) => {
        const first = applyEdit(base, theirs);
        const row = {
          answers: first,
          answerRevisions: stamp({}, changedKeys(base, first), 2),
        };
        const conflicts = conflictsOf(row, mine, 1).map(({ path }) => path);
        const merged = applyEdit(first, mine);
        const kept = Object.keys(theirs).filter((key) => !Object.hasOwn(mine, key));
        expect(kept.every((key) => merged[key] === theirs[key])).toBe(true);
        const both = Object.keys(mine).filter(
          (key) => first[key] !== base[key] && first[key] !== mine[key],
        );
        expect(conflicts.sort()).toEqual(both.sort());
      }),
      { numRuns: 500 },
    );
  });
});
