import fc from 'fast-check';

import { acceptedSum, isAudited, judge, type WrittenVerdict } from './cost-audit.policy';

const LINES = [
  { id: 'a', no: 1, claimedKopecks: 10_000 },
  { id: 'b', no: 2, claimedKopecks: 1 },
];

describe('judging payments', () => {
  it('accepts whole, reduces and refuses, with the sum that follows', () => {
    const written: WrittenVerdict[] = [
      { lineId: 'a', outcome: 'REDUCED', acceptedKopecks: 9_999, reason: ' Only a part ' },
      { lineId: 'b', outcome: 'ACCEPTED', acceptedKopecks: 77 },
    ];
    expect(judge(LINES, written)).toEqual({
      problems: [],
      verdicts: [
        {
          lineId: 'a',
          outcome: 'REDUCED',
          claimedKopecks: 10_000,
          acceptedKopecks: 9_999,
          reason: 'Only a part',
        },
        { lineId: 'b', outcome: 'ACCEPTED', claimedKopecks: 1, acceptedKopecks: 1, reason: null },
      ],
    });
    expect(judge(LINES, [{ lineId: 'a', outcome: 'REJECTED', reason: 'No act' }]).verdicts).toEqual(
      [expect.objectContaining({ acceptedKopecks: 0, reason: 'No act' })],
    );
  });

  it.each<[WrittenVerdict[], string, string]>([
    [[{ lineId: 'x', outcome: 'ACCEPTED' }], 'lines[0].lineId', 'NOT_AN_OPTION'],
    [
      [
        { lineId: 'a', outcome: 'ACCEPTED' },
        { lineId: 'a', outcome: 'REJECTED', reason: 'No' },
      ],
      'lines[1].lineId',
      'NOT_UNIQUE',
    ],
    [[{ lineId: 'a', outcome: 'REJECTED', reason: ' ' }], 'lines[0].reason', 'REQUIRED'],
    [[{ lineId: 'a', outcome: 'REDUCED', reason: 'x' }], 'lines[0].acceptedKopecks', 'REQUIRED'],
    [
      [{ lineId: 'a', outcome: 'REDUCED', reason: 'x', acceptedKopecks: 0 }],
      'lines[0].acceptedKopecks',
      'NUMBER_TOO_SMALL',
    ],
    [
      [{ lineId: 'a', outcome: 'REDUCED', reason: 'x', acceptedKopecks: 10_000 }],
      'lines[0].acceptedKopecks',
      'NUMBER_TOO_LARGE',
    ],
  ])('refuses %j', (written, path, code) => {
    expect(judge(LINES, written).problems).toMatchObject([{ path, code }]);
  });

  it('never accepts more than was claimed, and says why where it is less', () => {
    const outcome = fc.constantFrom('ACCEPTED' as const, 'REDUCED' as const, 'REJECTED' as const);
    const written = fc.record({
      lineId: fc.constantFrom('a', 'b'),
      outcome,
      acceptedKopecks: fc.integer({ min: -1, max: 20_000 }),
      reason: fc.constantFrom('', 'why'),
    });
    fc.assert(
      fc.property(fc.array(written, { maxLength: 3 }), (all) => {
        for (const one of judge(LINES, all).verdicts) {
          expect(one.acceptedKopecks).toBeGreaterThanOrEqual(0);
          expect(one.acceptedKopecks).toBeLessThanOrEqual(one.claimedKopecks);
          expect(one.acceptedKopecks === one.claimedKopecks || one.reason !== null).toBe(true);
        }
      }),
    );
  });
});

describe('a cost audit', () => {
  it('is through when every payment is judged', () => {
    expect(isAudited([], [])).toBe(false);
    expect(isAudited(LINES, [{ lineId: 'a' }])).toBe(false);
    expect(isAudited(LINES, [{ lineId: 'b' }, { lineId: 'a' }])).toBe(true);
  });

  it('adds up what is accepted of the payments that still stand in the request', () => {
    const verdicts = [
      { lineId: 'a', acceptedKopecks: 10_000 },
      { lineId: 'gone', acceptedKopecks: 5 },
    ];
    expect(acceptedSum(LINES, verdicts)).toBe(10_000);
    expect(acceptedSum(LINES, [])).toBe(0);
  });
});
