import type { ApplicationState, Flow, FlowAction } from './flow';
import { FLOWS, requireSoundFlows } from './flows';
import { checkFlow, COMPENSATION_FLOW, MEMBERSHIP_FLOW, nextState, SERVICE_FLOW } from './index';

const rowsOf = (flow: Flow, action: FlowAction): ApplicationState[] =>
  flow.transitions.flatMap((row) => (row.action === action && row.from !== null ? [row.from] : []));

describe('the flow tables', () => {
  it.each(Object.values(FLOWS))('are sound: $kind', (flow) => {
    expect(checkFlow(flow)).toEqual([]);
  });

  it('stop the start of a process when one is broken', () => {
    expect(() => requireSoundFlows()).not.toThrow();
    const broken = { ...MEMBERSHIP_FLOW, decidedIn: 'DELIVERY' as const };
    expect(() => requireSoundFlows([broken])).toThrow('MEMBERSHIP PATH_BROKEN DELIVERY');
  });

  it('have all states of procedure 1', () => {
    expect(Object.keys(MEMBERSHIP_FLOW.states).sort()).toEqual(
      (
        'DRAFT SUBMITTED REGISTERED FORMAL_CHECK RETURNED REVIEW COUNCIL APPROVED AGREEMENT ' +
        'ENTERED REJECTED WITHDRAWN EXPIRED'
      )
        .split(' ')
        .sort(),
    );
  });

  it('have all states of procedure 2', () => {
    expect(Object.keys(SERVICE_FLOW.states).sort()).toEqual(
      (
        'DRAFT SUBMITTED REGISTERED FORMAL_CHECK RETURNED EXPERTISE DECISION APPROVED ' +
        'CONTRACTOR_SELECTION AGREEMENT OWN_PAYMENT DELIVERY ACCEPTANCE STATE_PAYMENT REPORTING ' +
        'CLOSED WAITLISTED REJECTED WITHDRAWN EXPIRED TERMINATED REFUND'
      )
        .split(' ')
        .sort(),
    );
  });

  it('have all states of procedure 3', () => {
    expect(Object.keys(COMPENSATION_FLOW.states).sort()).toEqual(
      (
        'DRAFT SUBMITTED REGISTERED FORMAL_CHECK RETURNED COST_AUDIT DECISION APPROVED AGREEMENT ' +
        'PAYMENT OBLIGATIONS CLOSED WAITLISTED REJECTED WITHDRAWN EXPIRED TERMINATED REFUND'
      )
        .split(' ')
        .sort(),
    );
  });

  it('offer nothing of a compensation after the decision yet', () => {
    const late = 'APPROVED AGREEMENT PAYMENT OBLIGATIONS TERMINATED REFUND'.split(' ');
    expect(
      COMPENSATION_FLOW.transitions.filter(
        ({ offered, from }) => offered && from !== null && late.includes(from),
      ),
    ).toEqual([]);
    expect(nextState(COMPENSATION_FLOW, 'COST_AUDIT', 'toDecision')).toBe('DECISION');
  });

  it('let the applicant withdraw everywhere before the decision and nowhere after', () => {
    expect(rowsOf(MEMBERSHIP_FLOW, 'withdraw')).toEqual(
      'DRAFT SUBMITTED REGISTERED FORMAL_CHECK RETURNED REVIEW COUNCIL'.split(' '),
    );
    expect(rowsOf(SERVICE_FLOW, 'withdraw')).toEqual(
      'DRAFT SUBMITTED REGISTERED FORMAL_CHECK RETURNED EXPERTISE'.split(' '),
    );
  });

  it('end a case by silence where a term of the applicant or the round runs out', () => {
    expect(rowsOf(MEMBERSHIP_FLOW, 'expire')).toEqual(['DRAFT', 'RETURNED', 'AGREEMENT']);
    expect(rowsOf(SERVICE_FLOW, 'expire').sort()).toEqual(
      'AGREEMENT DRAFT RETURNED WAITLISTED'.split(' '),
    );
  });

  it('ask a reason and a public text for every refusal and every end by the centre', () => {
    const ends = Object.values(FLOWS).flatMap((flow) =>
      flow.transitions.filter((row) => ['reject', 'terminate'].includes(row.action)),
    );
    expect(ends.length).toBeGreaterThan(3);
    expect(ends.map((row) => row.needs)).toEqual(
      ends.map(() => ({ reasonCode: true, publicComment: true })),
    );
  });

  it('keep the reviewer from deciding, signing and paying', () => {
    const rows = Object.values(FLOWS).flatMap((flow) =>
      flow.transitions.filter(
        (row) =>
          ['approve', 'reject', 'signAgreement'].includes(row.action) || row.by.includes('FINANCE'),
      ),
    );
    expect(rows.filter((row) => !row.guards.includes('NOT_SAME_PERSON_AS_REVIEWER'))).toEqual([]);
  });

  it('offer nothing after APPROVED of a support service yet', () => {
    const late =
      'APPROVED CONTRACTOR_SELECTION AGREEMENT OWN_PAYMENT DELIVERY ACCEPTANCE STATE_PAYMENT REPORTING TERMINATED REFUND';
    const offered = SERVICE_FLOW.transitions.filter((row) => row.offered).map((row) => row.from);
    expect(offered.filter((from) => from !== null && late.split(' ').includes(from))).toEqual([]);
  });

  it('lead to the Council and back, by the minutes and by nobody’s hand', () => {
    expect(nextState(MEMBERSHIP_FLOW, 'REVIEW', 'toCouncil')).toBe('COUNCIL');
    expect(nextState(MEMBERSHIP_FLOW, 'COUNCIL', 'fromCouncil')).toBe('REVIEW');
    const back = MEMBERSHIP_FLOW.transitions.find((row) => row.action === 'fromCouncil');
    expect(back).toMatchObject({ by: ['SYSTEM'], permission: null, guards: ['MINUTES_SIGNED'] });
  });

  it('let the clock be paused where the centre checks, with a reason for the applicant', () => {
    expect(rowsOf(MEMBERSHIP_FLOW, 'pauseClock')).toEqual(['FORMAL_CHECK', 'REVIEW']);
    expect(rowsOf(SERVICE_FLOW, 'pauseClock')).toEqual(['FORMAL_CHECK', 'EXPERTISE']);
    for (const flow of Object.values(FLOWS)) {
      expect(rowsOf(flow, 'resumeClock')).toEqual(rowsOf(flow, 'pauseClock'));
      const pauses = flow.transitions.filter((row) => row.action === 'pauseClock');
      expect(pauses.map(({ needs }) => needs)).toEqual(pauses.map(() => ({ publicComment: true })));
    }
  });

  it('give an answered case back to the state that returned it', () => {
    expect(nextState(SERVICE_FLOW, 'RETURNED', 'answerRemarks', 'EXPERTISE')).toBe('EXPERTISE');
    expect(nextState(SERVICE_FLOW, 'RETURNED', 'answerRemarks', 'FORMAL_CHECK')).toBe(
      'FORMAL_CHECK',
    );
    expect(nextState(SERVICE_FLOW, 'RETURNED', 'answerRemarks')).toBeUndefined();
    expect(nextState(MEMBERSHIP_FLOW, 'RETURNED', 'answerRemarks', 'FORMAL_CHECK')).toBe(
      'FORMAL_CHECK',
    );
  });

  it('stay in AGREEMENT for the signatures and leave it only when both are there', () => {
    expect(nextState(MEMBERSHIP_FLOW, 'AGREEMENT', 'acceptAgreement')).toBe('AGREEMENT');
    expect(nextState(MEMBERSHIP_FLOW, 'AGREEMENT', 'signAgreement')).toBe('AGREEMENT');
    expect(nextState(MEMBERSHIP_FLOW, 'AGREEMENT', 'enter')).toBe('ENTERED');
  });
});
