import type { CouncilModeSince } from './catalogue-data';
import { beginningOf, councilModeAt, hasCouncil } from './council-mode.policy';

const MODES: CouncilModeSince[] = [
  { procedure: 'MEMBERSHIP', mode: 'OPINION', from: '2026-11-25T00:00:00+07:00' },
  { procedure: 'MEMBERSHIP', mode: 'DECISION', from: '2027-02-01T00:00:00+07:00' },
];
const at = (moment: string): string => councilModeAt(MODES, 'MEMBERSHIP', new Date(moment));

describe('the part of the Council', () => {
  it('is what held when a request was filed', () => {
    expect(at('2026-11-24T16:59:59Z')).toBe('NONE');
    expect(at('2026-11-24T17:00:00Z')).toBe('OPINION');
    expect(at('2027-03-01T00:00:00Z')).toBe('DECISION');
    expect(councilModeAt(MODES, 'SERVICE', new Date('2027-03-01'))).toBe('NONE');
  });

  it('begins when it is loaded, if that is later: running cases are not harmed', () => {
    const written = '2026-11-25T00:00:00+07:00';
    expect(beginningOf(written, new Date('2026-11-01')).toISOString()).toBe(
      '2026-11-24T17:00:00.000Z',
    );
    expect(beginningOf(written, new Date('2026-12-09')).toISOString()).toBe(
      '2026-12-09T00:00:00.000Z',
    );
  });

  it('is there only in procedures that have a place for it', () => {
    expect(hasCouncil('MEMBERSHIP')).toBe(true);
    expect(hasCouncil('SERVICE')).toBe(false);
  });
});
