import fc from 'fast-check';

import { sameAnswer, type Answers } from './answers';
import { mergeRows, pairRows } from './rows';

const row = (item: string, price: number): Answers => ({ item, price });
const [A, B, C] = [row('a', 1), row('b', 2), row('c', 3)];

describe('two edits of one table', () => {
  it('join by row: one changes the first, the other the second and adds a third', () => {
    expect(mergeRows([A, B], [row('a', 10), B], [A, row('b', 20), C])).toEqual([
      row('a', 10),
      row('b', 20),
      C,
    ]);
  });

  it('join inside a row by cell', () => {
    expect(mergeRows([A, B], [row('a', 10), B], [row('other', 1), B])).toEqual([
      row('other', 10),
      B,
    ]);
  });

  it('keep the rows that both added, each once', () => {
    expect(mergeRows([A], [A, B], [A, C])).toEqual([A, C, B]);
    expect(mergeRows([A], [A, B], [A, B])).toEqual([A, B]);
    expect(mergeRows(undefined, [B, C], [B])).toEqual([B, C]);
  });

  it('put a new row where it was put, and remove what one of them removed', () => {
    expect(mergeRows([A, B], [C, A, B], [A, row('b', 20)])).toEqual([C, A, row('b', 20)]);
    expect(mergeRows([A, B, C], [A, C], [A, B, row('c', 30)])).toEqual([A, row('c', 30)]);
    expect(mergeRows([A, B], [A], [B])).toEqual([]);
  });

  it.each([
    ['the same cell', [A], [row('a', 10)], [row('a', 20)]],
    ['a row that the other removed', [A, B], [row('a', 10), B], [B]],
    ['a row beside new ones, so that it may be another', [A], [C, row('a', 10)], [row('a', 20)]],
  ])('ask a person when both change %s', (_what, base, mine, theirs) => {
    expect(mergeRows(base, mine, theirs)).toBeUndefined();
  });

  it('are not joined when they are no tables', () => {
    expect(mergeRows(['A'], ['A', 'B'], ['A', 'C'])).toBeUndefined();
    expect(mergeRows('a', 'b', 'c')).toBeUndefined();
  });
});

describe('rows of a table that somebody else changes', () => {
  it('go on being the same rows', () => {
    expect(pairRows([A, B], [A, B, C])).toEqual([0, 1, undefined]);
    expect(pairRows([A, B], [C, A, B])).toEqual([undefined, 0, 1]);
    expect(pairRows([A, B], [A, row('b', 20)])).toEqual([0, 1]);
    expect(pairRows([A, B, C], [A, C])).toEqual([0, 2]);
  });
});

const rows = fc.array(
  fc.record({ item: fc.constantFrom('a', 'b', 'c', 'd'), price: fc.integer({ min: 0, max: 3 }) }),
  { maxLength: 6 },
);

describe('joining any two edits', () => {
  it('gives one side’s rows when the other changed nothing, and neither asks nor doubles', () => {
    fc.assert(
      fc.property(rows, rows, (base, mine) => {
        expect(sameAnswer(mergeRows(base, mine, base), mine)).toBe(true);
        expect(sameAnswer(mergeRows(base, base, mine), mine)).toBe(true);
        const both = mergeRows(base, mine, mine);
        expect(both === undefined || sameAnswer(both, mine)).toBe(true);
      }),
    );
  });

  it('asks of one exactly when it asks of the other', () => {
    fc.assert(
      fc.property(rows, rows, rows, (base, mine, theirs) => {
        const [one, other] = [mergeRows(base, mine, theirs), mergeRows(base, theirs, mine)];
        expect(one === undefined).toBe(other === undefined);
        expect(one?.length).toBe(other?.length);
      }),
    );
  });

  it('invents nothing: every cell was typed by somebody', () => {
    fc.assert(
      fc.property(rows, rows, rows, (base, mine, theirs) => {
        const typed = [...base, ...mine, ...theirs];
        for (const one of mergeRows(base, mine, theirs) ?? []) {
          for (const key of Object.keys(one)) {
            expect(typed.some((known) => sameAnswer(known[key as 'item'], one[key]))).toBe(true);
          }
        }
      }),
    );
  });
});
