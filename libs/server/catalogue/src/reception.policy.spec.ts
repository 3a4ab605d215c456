import { notOpenReason, roundState, type Reception } from './reception.policy';

const open: Reception = {
  kind: 'SERVICE',
  connected: true,
  hasForm: true,
  planned: false,
  round: 'OPEN',
};

describe('whether a measure takes requests', () => {
  it.each<[Partial<Reception>, string | null]>([
    [{}, null],
    [{ kind: 'ACTIVITY' }, 'NOT_APPLIED_FOR'],
    [{ kind: 'INSTRUMENT', connected: false }, 'NOT_APPLIED_FOR'],
    [{ connected: false, hasForm: false }, 'CLUSTER_NOT_CONNECTED'],
    [{ hasForm: false, round: null }, 'FORM_NOT_PUBLISHED'],
    [{ round: null }, 'NO_ROUND'],
    [{ round: 'PLANNED' }, 'ROUND_PLANNED'],
    [{ round: 'CLOSED' }, 'ROUND_CLOSED'],
    [{ kind: 'COMPENSATION', planned: true, round: null }, 'NOT_APPLIED_FOR'],
    [{ kind: 'COMPENSATION', planned: true }, null],
    [{ kind: 'MEMBERSHIP', round: null }, null],
    [{ kind: 'MEMBERSHIP', round: 'CLOSED' }, null],
  ])('%j: %s', (change, reason) => {
    expect(notOpenReason({ ...open, ...change })).toBe(reason);
  });

  it('goes by the moments of the round, the closing one being outside', () => {
    const round = { opensAt: new Date('2026-12-01Z'), closesAt: new Date('2026-12-10Z') };
    const at = (instant: string): string => roundState(round, new Date(instant));
    expect(['2026-11-30T23:59:59.999Z', '2026-12-01Z', '2026-12-10Z'].map(at)).toEqual([
      'PLANNED',
      'OPEN',
      'CLOSED',
    ]);
  });
});
