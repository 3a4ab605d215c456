import { decisionNumber, grant } from './decision.policy';

const TERMS = {
  costKopecks: 38_000_000,
  requestedKopecks: 30_000_000,
  stateShareBp: 8_000,
  limitKopecks: 30_000_000,
  yearRestKopecks: null,
};

describe('what an approval grants', () => {
  it('is the share within the limit; the parts add up to the cost', () => {
    expect(grant(TERMS)).toEqual({
      approvedKopecks: 30_000_000,
      ownKopecks: 8_000_000,
      capReason: 'LIMIT',
    });
    expect(grant({ ...TERMS, costKopecks: 10_001, requestedKopecks: 8_000 })).toEqual({
      approvedKopecks: 8_000,
      ownKopecks: 2_001,
      capReason: 'SHARE',
    });
  });

  it('falls with what is left of the year', () => {
    expect(grant({ ...TERMS, yearRestKopecks: 1_000 })).toEqual({
      approvedKopecks: 1_000,
      ownKopecks: 37_999_000,
      capReason: 'YEAR',
    });
    expect(grant({ ...TERMS, yearRestKopecks: -5 })?.approvedKopecks).toBe(0);
  });

  it('is never more than was asked for', () => {
    expect(grant({ ...TERMS, requestedKopecks: 20_000_000 })).toEqual({
      approvedKopecks: 20_000_000,
      ownKopecks: 18_000_000,
      capReason: 'FORM',
    });
  });

  it('is nothing without a cost', () => {
    expect(grant({ ...TERMS, costKopecks: 0 })).toBeUndefined();
  });
});

describe('the number of a decision', () => {
  it('names the cluster, the year and the place in it', () => {
    expect(decisionNumber('KZB', 2026, 1)).toBe('KZB-DEC-2026-000001');
  });
});
