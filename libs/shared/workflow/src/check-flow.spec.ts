import { checkFlow } from './check-flow';
import type { ApplicationState, Flow, StateInfo, Transition } from './flow';
import { MEMBERSHIP_FLOW } from './membership.flow';
import { SERVICE_FLOW } from './service.flow';

const codes = (flow: Flow): string[] => checkFlow(flow).map(({ code, at }) => `${code} ${at}`);

const without = (flow: Flow, drop: (row: Transition) => boolean): Flow => ({
  ...flow,
  transitions: flow.transitions.filter((row) => !drop(row)),
});

const changed = (flow: Flow, state: ApplicationState, change: Partial<StateInfo>): Flow => ({
  ...flow,
  states: { ...flow.states, [state]: { ...flow.states[state], ...change } },
});

describe('the boot check of a flow table', () => {
  it('finds a state that nothing leads to', () => {
    const broken = without(MEMBERSHIP_FLOW, (row) => row.action === 'toCouncil');
    expect(codes(broken)).toContain('STATE_UNREACHABLE COUNCIL');
  });

  it('finds a state without a way out, and those that see no end behind it', () => {
    const broken = without(SERVICE_FLOW, (row) => row.from === 'REFUND');
    expect(codes(broken)).toEqual(['END_UNREACHABLE REFUND', 'NO_WAY_OUT REFUND']);
  });

  it('finds two states that only lead to one another', () => {
    const broken = without(
      MEMBERSHIP_FLOW,
      (row) => (row.from === 'COUNCIL' || row.from === 'REVIEW') && !/Council/.test(row.action),
    );
    expect(codes(broken)).toEqual(
      expect.arrayContaining(['END_UNREACHABLE COUNCIL', 'END_UNREACHABLE REVIEW']),
    );
  });

  it('finds a waiting state without an owner or a term', () => {
    expect(codes(changed(MEMBERSHIP_FLOW, 'REVIEW', { owner: 'NONE' }))).toEqual([
      'OWNER_MISSING REVIEW',
    ]);
    expect(codes(changed(MEMBERSHIP_FLOW, 'REVIEW', { term: null }))).toEqual([
      'TERM_MISSING REVIEW',
    ]);
    expect(codes(changed(MEMBERSHIP_FLOW, 'REVIEW', { term: { workingDays: 0 } }))).toEqual([
      'TERM_INVALID REVIEW',
    ]);
  });

  it('finds an end that is not one', () => {
    expect(codes(changed(SERVICE_FLOW, 'DECISION', { final: true }))).toContain(
      'FINAL_HAS_WAY_OUT DECISION',
    );
  });

  it('finds a target that does not exist', () => {
    const { REVIEW: _gone, ...states } = MEMBERSHIP_FLOW.states;
    expect(codes({ ...MEMBERSHIP_FLOW, states })).toContain('UNKNOWN_STATE FORMAL_CHECK.toReview');
  });

  it('finds rows that cannot be told apart', () => {
    const twice = { ...SERVICE_FLOW, transitions: [...SERVICE_FLOW.transitions] };
    const row = SERVICE_FLOW.transitions.find((one) => one.action === 'toDecision');
    twice.transitions.push({ ...row, to: 'REJECTED' } as Transition);
    expect(codes(twice)).toEqual(['DOUBLE_ROW EXPERTISE.toDecision']);
  });

  it('finds a return that nobody can answer', () => {
    const broken = without(
      SERVICE_FLOW,
      (row) => row.action === 'answerRemarks' && row.to === 'EXPERTISE',
    );
    expect(codes(broken)).toEqual(['RETURN_WITHOUT_ANSWER EXPERTISE.returnWithRemarks']);
  });

  it('finds an action of a person that asks no permission, or of nobody', () => {
    const open = SERVICE_FLOW.transitions.map((row) =>
      row.action === 'toDecision' ? { ...row, permission: null } : row,
    );
    expect(codes({ ...SERVICE_FLOW, transitions: open })).toEqual([
      'PERMISSION_MISSING EXPERTISE.toDecision',
    ]);
    const nobody = SERVICE_FLOW.transitions.map((row) =>
      row.action === 'toDecision' ? { ...row, by: [] } : row,
    );
    expect(codes({ ...SERVICE_FLOW, transitions: nobody })).toEqual([
      'PERFORMER_MISSING EXPERTISE.toDecision',
    ]);
  });

  it('finds a table without a beginning or with a broken path', () => {
    expect(codes(without(SERVICE_FLOW, (row) => row.from === null))).toEqual(['NO_BIRTH SERVICE']);
    expect(codes({ ...SERVICE_FLOW, path: ['DRAFT', 'DECISION'] })).toEqual([
      'PATH_BROKEN DECISION',
    ]);
    expect(codes({ ...SERVICE_FLOW, decidedIn: 'WAITLISTED' })).toEqual(['PATH_BROKEN WAITLISTED']);
  });
});
