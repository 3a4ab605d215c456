import { standingOf } from './sign-standing';

const DRAFT = { state: 'DRAFT', allowed: ['submit', 'withdraw'] };
const OPEN = { state: 'OPEN' } as const;

describe('a request for signature', () => {
  it('is signed by one who may file, and by nobody else', () => {
    expect(standingOf(DRAFT, OPEN)).toBe('SIGN');
    expect(standingOf({ ...DRAFT, allowed: ['withdraw'] }, OPEN)).toBe('NO_RIGHT');
  });

  it('is over when the draft is, whatever was asked', () => {
    for (const [state, standing] of [
      ['SUBMITTED', 'FILED'],
      ['REVIEW', 'FILED'],
      ['EXPIRED', 'EXPIRED'],
      ['WITHDRAWN', 'WITHDRAWN'],
    ] as const) {
      expect(standingOf({ ...DRAFT, state }, OPEN)).toBe(standing);
    }
    expect(standingOf({ ...DRAFT, deletesAt: '2026-12-02T03:00:00Z' }, OPEN)).toBe('DELETING');
  });

  it('was taken back, sent back, or never made', () => {
    expect(standingOf(DRAFT, { state: 'CANCELLED' })).toBe('CANCELLED');
    expect(standingOf(DRAFT, { state: 'RETURNED' })).toBe('RETURNED');
    expect(standingOf(DRAFT, null)).toBe('NOT_ASKED');
  });
});
