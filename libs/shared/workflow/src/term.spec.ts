import type { ApplicationState, Flow } from './flow';
import { MEMBERSHIP_FLOW } from './membership.flow';
import { returnsLeft } from './segment';
import { SERVICE_FLOW } from './service.flow';
import {
  DEFAULT_SETTINGS,
  isAtRest,
  ownerOf,
  pathOf,
  stateInfo,
  termFor,
  toneFor,
  type FlowSettings,
} from './term';

const WITH_EXPERTS: FlowSettings = { ...DEFAULT_SETTINGS, experts: 2 };
const WITH_COUNCIL: FlowSettings = { ...DEFAULT_SETTINGS, councilMode: 'OPINION' };

const looks = (flow: Flow, state: ApplicationState): string => {
  const { glyph, panes } = stateInfo(flow, state);
  return glyph === 'PANES' ? `${panes}` : glyph;
};

describe('what a state is', () => {
  it.each<[Flow, ApplicationState, string]>([
    [SERVICE_FLOW, 'DRAFT', 'PANES_DASHED'],
    [SERVICE_FLOW, 'REGISTERED', '1'],
    [SERVICE_FLOW, 'FORMAL_CHECK', '1.5'],
    [SERVICE_FLOW, 'EXPERTISE', '1.5'],
    [SERVICE_FLOW, 'DECISION', '2.5'],
    [MEMBERSHIP_FLOW, 'COUNCIL', '2.5'],
    [SERVICE_FLOW, 'DELIVERY', '3.5'],
    [SERVICE_FLOW, 'CLOSED', '4'],
    [SERVICE_FLOW, 'RETURNED', 'RETURN'],
    [MEMBERSHIP_FLOW, 'AGREEMENT', 'SIGN'],
    [SERVICE_FLOW, 'APPROVED', 'CHECK'],
    [SERVICE_FLOW, 'REJECTED', 'CROSS'],
    [SERVICE_FLOW, 'WAITLISTED', 'HOURGLASS'],
    [SERVICE_FLOW, 'WITHDRAWN', 'SLASH'],
    [SERVICE_FLOW, 'EXPIRED', 'TIMER_OFF'],
  ])('is drawn as the design says', (flow, state, figure) => {
    expect(looks(flow, state)).toBe(figure);
  });

  it('shows yellow only to the person who must act', () => {
    expect(toneFor(SERVICE_FLOW, 'RETURNED', DEFAULT_SETTINGS, 'APPLICANT')).toBe('you');
    expect(toneFor(SERVICE_FLOW, 'RETURNED', DEFAULT_SETTINGS, 'STAFF')).toBe('neutral');
    expect(toneFor(SERVICE_FLOW, 'REJECTED', DEFAULT_SETTINGS, 'STAFF')).toBe('no');
  });

  it('leaves the judging to the reviewer in a round without experts', () => {
    expect(ownerOf(SERVICE_FLOW, 'EXPERTISE', DEFAULT_SETTINGS)).toBe('CENTRE');
    expect(toneFor(SERVICE_FLOW, 'EXPERTISE', DEFAULT_SETTINGS, 'APPLICANT')).toBe('work');
    expect(ownerOf(SERVICE_FLOW, 'EXPERTISE', WITH_EXPERTS)).toBe('EXPERT');
    expect(toneFor(SERVICE_FLOW, 'EXPERTISE', WITH_EXPERTS, 'APPLICANT')).toBe('expert');
  });

  it('has the terms of the domain pages unless the settings say otherwise', () => {
    const days = (flow: Flow, state: ApplicationState): unknown =>
      termFor(flow, state, DEFAULT_SETTINGS);
    expect(days(MEMBERSHIP_FLOW, 'FORMAL_CHECK')).toEqual({ workingDays: 5 });
    expect(days(MEMBERSHIP_FLOW, 'RETURNED')).toEqual({ workingDays: 10 });
    expect(days(SERVICE_FLOW, 'RETURNED')).toEqual({ workingDays: 5 });
    expect(days(SERVICE_FLOW, 'EXPERTISE')).toEqual({ workingDays: 10 });
    expect(days(SERVICE_FLOW, 'DECISION')).toEqual({ workingDays: 5 });
    expect(days(SERVICE_FLOW, 'WAITLISTED')).toEqual({ until: 'ROUND_END' });
    expect(days(SERVICE_FLOW, 'CLOSED')).toBeNull();
    const shorter = { ...DEFAULT_SETTINGS, terms: { DECISION: { workingDays: 3 } } };
    expect(termFor(SERVICE_FLOW, 'DECISION', shorter)).toEqual({ workingDays: 3 });
  });

  it('rests at an end and where the rest is not delivered yet', () => {
    expect(isAtRest(SERVICE_FLOW, 'APPROVED')).toBe(true);
    expect(isAtRest(MEMBERSHIP_FLOW, 'APPROVED')).toBe(false);
    expect(isAtRest(MEMBERSHIP_FLOW, 'REJECTED')).toBe(true);
    expect(isAtRest(MEMBERSHIP_FLOW, 'AGREEMENT')).toBe(false);
  });

  it('goes past the Council only where it takes part', () => {
    expect(pathOf(MEMBERSHIP_FLOW, DEFAULT_SETTINGS)).not.toContain('COUNCIL');
    expect(pathOf(MEMBERSHIP_FLOW, WITH_COUNCIL)).toContain('COUNCIL');
  });

  it('counts the returns that are left', () => {
    const once = [{ action: 'submit' as const }, { action: 'returnWithRemarks' as const }];
    expect(returnsLeft(once, DEFAULT_SETTINGS)).toBe(1);
    expect(returnsLeft([...once, ...once, ...once], DEFAULT_SETTINGS)).toBe(0);
  });

  it('is not known for a state of another procedure', () => {
    expect(() => stateInfo(MEMBERSHIP_FLOW, 'DELIVERY')).toThrow(RangeError);
  });
});
