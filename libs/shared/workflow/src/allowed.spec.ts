import fc from 'fast-check';

import {
  allowedActions,
  findTransition,
  guardsAsked,
  missingInput,
  nextState,
  type Facts,
} from './allowed';
import type { ApplicationState, Flow, FlowPermission } from './flow';
import { FLOWS } from './flows';
import { GUARDS, type GuardCode } from './guard';
import { MEMBERSHIP_FLOW } from './membership.flow';
import { SERVICE_FLOW } from './service.flow';

const NOBODY: Facts = {
  permissions: {},
  isApplicantSide: false,
  canFile: false,
  isOrganisationAdmin: false,
  isAssignee: false,
  isReviewerOfCase: false,
  returnedFrom: null,
  guards: {},
};

const APPLICANT: Facts = {
  ...NOBODY,
  permissions: {
    'application.draft': ['OWN'],
    'application.submit': ['OWN'],
    'application.withdraw': ['OWN'],
    'agreement.accept': ['OWN'],
  },
  isApplicantSide: true,
  canFile: true,
};

const REVIEWER: Facts = {
  ...NOBODY,
  permissions: {
    'application.register': ['CLUSTER'],
    'application.return': ['ASSIGNED'],
    'application.check': ['ASSIGNED'],
  },
  isAssignee: true,
};

const HEAD: Facts = {
  ...NOBODY,
  permissions: {
    'application.register': ['CLUSTER'],
    'application.return': ['CLUSTER'],
    'application.decide': ['CLUSTER'],
    'agreement.sign': ['CLUSTER'],
  },
};

const told = (flow: Flow, state: ApplicationState, facts: Facts): Record<string, unknown> =>
  Object.fromEntries(
    allowedActions(flow, state, facts).map(({ action, allowed, blockedBy }) => [
      action,
      allowed ? true : blockedBy,
    ]),
  );

describe('what is allowed', () => {
  it('lets a representative with the filing right submit, and tells the one without why not', () => {
    expect(told(SERVICE_FLOW, 'DRAFT', APPLICANT)).toEqual({ submit: true, withdraw: true });
    expect(told(SERVICE_FLOW, 'DRAFT', { ...APPLICANT, canFile: false })).toEqual({
      submit: ['FILING_RIGHT'],
      withdraw: ['FILING_RIGHT'],
    });
  });

  it('says nothing to a stranger, whatever the role', () => {
    expect(told(SERVICE_FLOW, 'DRAFT', { ...APPLICANT, isApplicantSide: false })).toEqual({});
    expect(told(SERVICE_FLOW, 'DECISION', APPLICANT)).toEqual({});
    expect(told(SERVICE_FLOW, 'FORMAL_CHECK', NOBODY)).toEqual({});
  });

  it('offers nobody what the system does by itself', () => {
    const permissions = { ...HEAD.permissions, ...REVIEWER.permissions };
    expect(told(SERVICE_FLOW, 'SUBMITTED', { ...HEAD, permissions })).toEqual({ register: true });
    expect(told(SERVICE_FLOW, 'REGISTERED', { ...HEAD, permissions })).toEqual({});
  });

  it('does not take a right over own organisations for one over cases', () => {
    const permissions = { 'application.decide': ['OWN'] as const };
    expect(told(SERVICE_FLOW, 'DECISION', { ...NOBODY, permissions })).toEqual({});
  });

  it('closes the formal check with reasons until the reviewer has done the work', () => {
    expect(told(MEMBERSHIP_FLOW, 'FORMAL_CHECK', REVIEWER)).toEqual({
      pauseClock: ['CLOCK_RUNNING'],
      resumeClock: ['CLOCK_PAUSED'],
      returnWithRemarks: ['REMARKS_PRESENT', 'RETURNS_LEFT'],
      toReview: ['CHECKLIST_COMPLETE'],
    });
    const guards = {
      CHECKLIST_COMPLETE: true,
      CLOCK_RUNNING: true,
      REMARKS_PRESENT: true,
      RETURNS_LEFT: true,
    };
    expect(told(MEMBERSHIP_FLOW, 'FORMAL_CHECK', { ...REVIEWER, guards })).toEqual({
      pauseClock: true,
      resumeClock: ['CLOCK_PAUSED'],
      returnWithRemarks: true,
      toReview: true,
    });
  });

  it('asks a reviewer whose right reaches assigned cases only to take the case first', () => {
    const guards = { SCORES_COMPLETE: true };
    const facts = { ...REVIEWER, isAssignee: false, guards };
    expect(told(SERVICE_FLOW, 'EXPERTISE', facts)['toDecision']).toEqual(['ASSIGNED']);
  });

  it('does not let the one who reviewed decide', () => {
    const guards = {
      CONCLUSION_PRESENT: true,
      COUNCIL_RESULT: true,
      COUNCIL_NOT_AGAINST: true,
      COUNCIL_NOT_IN_FAVOUR: true,
    };
    expect(told(MEMBERSHIP_FLOW, 'REVIEW', { ...HEAD, guards })).toEqual({
      approve: true,
      reject: true,
    });
    expect(told(MEMBERSHIP_FLOW, 'REVIEW', { ...HEAD, guards, isReviewerOfCase: true })).toEqual({
      approve: ['NOT_SAME_PERSON_AS_REVIEWER'],
      reject: ['NOT_SAME_PERSON_AS_REVIEWER'],
    });
  });

  it('lets the reviewer send a case to the Council only where it takes part', () => {
    const guards = { CONCLUSION_PRESENT: true, CLOCK_RUNNING: true };
    expect(told(MEMBERSHIP_FLOW, 'REVIEW', { ...REVIEWER, guards })).not.toHaveProperty(
      'toCouncil',
    );
    const asked = { ...REVIEWER, guards: { ...guards, COUNCIL_ENABLED: true } };
    expect(told(MEMBERSHIP_FLOW, 'REVIEW', asked)).toHaveProperty('toCouncil', true);
  });

  it('does not let staff decide for an organisation of their own', () => {
    const guards = { CONCLUSION_PRESENT: true, PASSED: true };
    const facts = { ...HEAD, guards, isApplicantSide: true };
    expect(told(SERVICE_FLOW, 'DECISION', facts)['approve']).toEqual(['NOT_APPLICANT_SIDE']);
  });

  it('does not approve what does not pass', () => {
    const guards = { CONCLUSION_PRESENT: true };
    expect(told(SERVICE_FLOW, 'DECISION', { ...HEAD, guards })).toEqual({
      approve: ['PASSED'],
      reject: true,
    });
  });

  it('lets only the head of the organisation accept the agreement, and only once', () => {
    const guards = { APPLICANT_SIGNATURE_MISSING: true };
    const head = { ...APPLICANT, isOrganisationAdmin: true, guards };
    expect(told(MEMBERSHIP_FLOW, 'AGREEMENT', head)).toEqual({ acceptAgreement: true });
    expect(told(MEMBERSHIP_FLOW, 'AGREEMENT', { ...head, isOrganisationAdmin: false })).toEqual({
      acceptAgreement: ['ORGANISATION_ADMIN'],
    });
    expect(told(MEMBERSHIP_FLOW, 'AGREEMENT', { ...head, guards: {} })).toEqual({
      acceptAgreement: ['APPLICANT_SIGNATURE_MISSING'],
    });
  });

  it('shows one way back to a returned case', () => {
    const facts = {
      ...APPLICANT,
      returnedFrom: 'EXPERTISE' as const,
      guards: { REMARKS_ANSWERED: true },
    };
    expect(told(SERVICE_FLOW, 'RETURNED', facts)).toEqual({ answerRemarks: true, withdraw: true });
  });

  it('names the guards that the server must know beforehand', () => {
    expect(guardsAsked(MEMBERSHIP_FLOW, 'REVIEW')).toEqual([
      'COUNCIL_ENABLED',
      'CONCLUSION_PRESENT',
      'COUNCIL_RESULT',
      'COUNCIL_NOT_AGAINST',
      'COUNCIL_NOT_IN_FAVOUR',
      'CLOCK_RUNNING',
      'CLOCK_PAUSED',
    ]);
    expect(guardsAsked(SERVICE_FLOW, 'DRAFT')).toEqual([]);
  });

  it('names what must come with an action', () => {
    const reject = findTransition(SERVICE_FLOW, 'DECISION', 'reject');
    expect(reject && missingInput(reject, { reasonCode: 'LATE', publicComment: ' ' })).toEqual([
      'publicComment',
    ]);
    const toDecision = findTransition(SERVICE_FLOW, 'EXPERTISE', 'toDecision');
    expect(toDecision && missingInput(toDecision, { conclusion: {}, criteria: [] })).toEqual([
      'criteria',
    ]);
    expect(reject && missingInput(reject, { reasonCode: 'LATE', publicComment: 'Поздно' })).toEqual(
      [],
    );
  });
});

const flows = fc.constantFrom(...Object.values(FLOWS));
const guardCodes = Object.keys(GUARDS) as GuardCode[];
const permissions = [
  ...new Set(Object.values(FLOWS).flatMap((flow) => flow.transitions.map((row) => row.permission))),
].filter((code): code is FlowPermission => code !== null);

const anyFacts: fc.Arbitrary<Facts> = fc.record({
  permissions: fc.dictionary(
    fc.constantFrom(...permissions),
    fc.subarray(['OWN', 'ASSIGNED', 'CLUSTER', 'ALL'] as const),
  ),
  isApplicantSide: fc.boolean(),
  canFile: fc.boolean(),
  isOrganisationAdmin: fc.boolean(),
  isAssignee: fc.boolean(),
  isReviewerOfCase: fc.boolean(),
  returnedFrom: fc.constantFrom('FORMAL_CHECK', 'EXPERTISE', null),
  guards: fc.dictionary(fc.constantFrom(...guardCodes), fc.boolean()),
});

describe('any case of any procedure', () => {
  it('never leaves the table, whatever is tried with it', () => {
    const actions = [
      ...new Set(Object.values(FLOWS).flatMap((flow) => flow.transitions.map((row) => row.action))),
    ];
    fc.assert(
      fc.property(flows, fc.array(fc.nat(actions.length - 1), { maxLength: 60 }), (flow, picks) => {
        let state: ApplicationState | null = null;
        let origin: ApplicationState | null = null;
        for (const pick of picks) {
          const action = actions[pick] ?? 'create';
          const next: ApplicationState | undefined = nextState(flow, state, action, origin);
          if (next === undefined) {
            continue;
          }
          expect(flow.states[next]).toBeDefined();
          expect(state !== null && flow.states[state]?.final).toBe(false);
          origin = next === 'RETURNED' ? state : origin;
          state = next;
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('is offered only what the table has, to those it names, with nothing unmet', () => {
    fc.assert(
      fc.property(flows, anyFacts, fc.nat(), (flow, facts, pick) => {
        const states = Object.keys(flow.states) as ApplicationState[];
        const state = states[pick % states.length] ?? 'DRAFT';
        for (const { action, allowed, blockedBy } of allowedActions(flow, state, facts)) {
          const row = findTransition(flow, state, action, facts.returnedFrom);
          expect(row?.offered).toBe(true);
          expect(row?.permission && facts.permissions[row.permission]).toBeDefined();
          expect(allowed).toBe(blockedBy.length === 0);
          const unmet = row?.guards.filter(
            (guard) => GUARDS[guard] === 'BEFORE' && facts.guards[guard] !== true,
          );
          expect(blockedBy).toEqual(expect.arrayContaining(unmet ?? []));
        }
      }),
      { numRuns: 3_000 },
    );
  });
});
