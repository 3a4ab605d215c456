import { AccountsMigrateModule } from '@okno/server/accounts';
import { ApplicationsService, CaseActions } from '@okno/server/applications';
import { CoreMigrateModule, Audit, type Actor } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { AssignmentService } from './assignment.service';
import { CaseFileRepository } from './case-file.repository';
import { CaseFileService } from './case-file.service';
import { DecisionsRepository } from './decisions.repository';
import { ChecksRepository } from './checks.repository';
import { unanswered } from './check.policy';
import { ReviewModule } from './review.module';
import { NOW, ReviewScene } from './review.spec-data';

const MEMBERSHIP = 'MEMBERSHIP-kuzbass-biomed';
const QUESTIONS = [
  'IDENTITY',
  'AUTHORITY',
  'SPECIALISATION',
  'ROLE',
  'PLACE',
  'LICENCE',
  'FIGURES',
];
const SERVICE_QUESTIONS = [
  'IDENTITY',
  'ELIGIBLE',
  'TASK',
  'TOR',
  'PRICES',
  'MONEY',
  'CONTRACTOR',
  'PRODUCT',
];
const PASS = { conclusion: { pass: true, text: 'Everything is in order' } };
const CRITERIA = [
  { code: 'GOAL', pass: true, reason: 'Measurable' },
  { code: 'EFFECT', pass: true, reason: 'New markets' },
];

let test: TestModule;
let scene: ReviewScene;
let assignments: AssignmentService;
let file: CaseFileService;
let actions: CaseActions;
let reviewer: Actor;
let head: Actor;

beforeAll(async () => {
  test = await startTestModule({
    imports: [CoreMigrateModule, AccountsMigrateModule, ReviewModule],
    clock: NOW,
  });
  scene = await ReviewScene.over(test.app);
  assignments = test.app.get(AssignmentService, { strict: false });
  file = test.app.get(CaseFileService, { strict: false });
  actions = test.app.get(CaseActions, { strict: false });
  reviewer = await scene.person('REVIEWER');
  head = await scene.person('CENTRE_HEAD');
});
afterAll(() => test.close());

const ticked = (codes: readonly string[]): Record<string, boolean> =>
  Object.fromEntries(codes.map((code) => [code, true]));

/** A request to join that stands at the formal check, with the reviewer. */
async function joining(taken = true): Promise<string> {
  const organisationId = await scene.organisation();
  const id = await scene.file({ measure: MEMBERSHIP, organisationId, state: 'FORMAL_CHECK' });
  if (taken) {
    await assignments.take(reviewer, id);
  }
  return id;
}

/** A request for marketing that stands before the decision. */
async function decidable(roundId: string, pass = true): Promise<string> {
  const organisationId = await scene.organisation();
  const measure = 'KZ-06';
  const id = await scene.file({ measure, organisationId, roundId, state: 'FORMAL_CHECK' });
  await assignments.take(reviewer, id);
  await file.tick(reviewer, id, { items: ticked(SERVICE_QUESTIONS) });
  await actions.perform(reviewer, id, 'toExpertise', {});
  await actions.perform(reviewer, id, 'toDecision', {
    conclusion: { pass, text: 'Judged' },
    criteria: CRITERIA.map((mark) => ({ ...mark, pass })),
  });
  return id;
}

const history = async (id: string): Promise<string[]> =>
  (await test.app.get(Audit).history({ type: 'application', id })).map(({ action }) => action);
const decisionOf = (id: string): ReturnType<DecisionsRepository['of']> =>
  test.app.get(DecisionsRepository, { strict: false }).of(id);

describe('taking and assigning', () => {
  it('gives a case to one of two who take it, and tells the other who has it', async () => {
    const other = await scene.person('REVIEWER');
    const id = await joining(false);
    const tries = await Promise.allSettled([
      assignments.take(reviewer, id),
      assignments.take(other, id),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { assigneeId } = await scene.state(id);
    const loser = tries.find((one) => one.status === 'rejected');
    expect(loser).toMatchObject({
      reason: { code: 'review.already_taken', details: { assignee: { id: assigneeId } } },
    });
  });

  it('is repeated without harm', async () => {
    const id = await joining();
    await assignments.take(reviewer, id);
    expect((await history(id)).filter((action) => action === 'assign')).toHaveLength(1);
  });

  it('moves a case and both counters when somebody else is assigned', async () => {
    const other = await scene.person('REVIEWER');
    const id = await joining();
    const open = async (): Promise<(number | undefined)[]> => {
      const people = await assignments.assignees(head, id);
      return [reviewer, other].map((one) => people.find((p) => p.id === one.accountId)?.open);
    };
    const [mine = 0] = await open();
    await assignments.assign(head, id, other.accountId);
    expect(await open()).toEqual([mine - 1, 1]);
    expect((await scene.state(id)).assigneeId).toBe(other.accountId);
    expect(await history(id)).toContain('assign');
  });

  it('refuses who may not check, who is of the applicant, and a foreign case', async () => {
    const registrar = await scene.person('REGISTRAR');
    const own = await scene.person('REVIEWER');
    const stranger = await scene.person();
    const organisationId = await scene.organisation(own);
    const id = await scene.file({ measure: MEMBERSHIP, organisationId, state: 'FORMAL_CHECK' });
    await expect(assignments.take(registrar, id)).rejects.toMatchObject({
      code: 'permission.denied',
    });
    await expect(assignments.assign(head, id, registrar.accountId)).rejects.toMatchObject({
      code: 'review.not_a_reviewer',
    });
    await expect(assignments.assign(head, id, own.accountId)).rejects.toMatchObject({
      code: 'review.conflict_of_interest',
    });
    await expect(assignments.take(own, id)).rejects.toMatchObject({
      code: 'review.conflict_of_interest',
    });
    await expect(assignments.take(stranger, id)).rejects.toMatchObject({
      code: 'application.not_found',
    });
    const people = await assignments.assignees(head, id);
    expect(people.map((one) => one.id)).not.toContain(own.accountId);
  });
});

describe('the case file', () => {
  it('lets the reviewer go on only with every question ticked', async () => {
    const id = await joining();
    await file.tick(reviewer, id, { items: ticked(QUESTIONS.slice(1)) });
    await expect(actions.perform(reviewer, id, 'toReview', {})).rejects.toMatchObject({
      details: { by: ['CHECKLIST_COMPLETE'] },
    });
    const list = await file.tick(reviewer, id, { items: { IDENTITY: true } });
    expect(list.items.map(({ code, done }) => (done ? code : ''))).toEqual(QUESTIONS);
    await actions.perform(reviewer, id, 'toReview', {});
    expect((await scene.state(id)).state).toBe('REVIEW');
  });

  it('refuses unknown questions, an old revision, and anybody but the reviewer', async () => {
    const id = await joining();
    await expect(file.tick(reviewer, id, { items: { NOTHING: true } })).rejects.toMatchObject({
      code: 'request.invalid',
      fields: [{ path: 'items.NOTHING', code: 'UNKNOWN_FIELD' }],
    });
    await expect(
      file.tick(reviewer, id, { revision: 1, items: { IDENTITY: true } }),
    ).rejects.toMatchObject({ code: 'application.changed_meanwhile' });
    for (const other of [head, await scene.person('REVIEWER')]) {
      await expect(file.tick(other, id, { items: { IDENTITY: true } })).rejects.toMatchObject({
        code: 'permission.denied',
      });
    }
  });

  it('keeps notes of the centre, newest first, page by page', async () => {
    const id = await joining();
    for (const text of ['one', 'two', 'three']) {
      await file.addNote(reviewer, id, text);
    }
    const first = await file.notes(head, id, { limit: 2 });
    expect(first.items.map(({ text }) => text)).toEqual(['three', 'two']);
    const rest = await file.notes(head, id, { limit: 2, after: first.next ?? '' });
    expect(rest).toMatchObject({ items: [{ text: 'one' }], next: null });
    const applicant = await scene.person('AUTHORITY_VIEWER');
    await expect(file.notes(applicant, id, {})).rejects.toMatchObject({
      code: 'permission.denied',
    });
  });

  it('asks a check again and keeps both answers in the history', async () => {
    const id = await joining();
    const checks = test.app.get(ChecksRepository, { strict: false });
    const key = { applicationId: id, round: 0, code: 'E05' };
    await checks.keep(key, unanswered('CHECK_FAILED'), new Date(NOW));
    expect(await file.rerun(reviewer, id, 'E05')).toMatchObject({
      outcome: 'PASS',
      messageKey: 'E05.IN_REGION',
      source: { code: 'declared' },
    });
    expect(await checks.latest(id)).toMatchObject([{ code: 'E05', outcome: 'PASS' }]);
    const entries = await test.app.get(Audit).history({ type: 'application', id });
    expect(entries.at(-1)).toMatchObject({
      action: 'rerunCheck',
      data: { code: 'E05', before: 'UNAVAILABLE', after: 'PASS' },
    });
    await expect(file.rerun(reviewer, id, 'E99')).rejects.toMatchObject({
      code: 'review.check_unknown',
    });
  });
});

describe('the conclusion', () => {
  it('is needed before a decision on joining', async () => {
    const id = await joining();
    await file.tick(reviewer, id, { items: ticked(QUESTIONS) });
    await actions.perform(reviewer, id, 'toReview', {});
    await expect(actions.perform(head, id, 'approve', {})).rejects.toMatchObject({
      details: { by: ['CONCLUSION_PRESENT'] },
    });
    await actions.perform(reviewer, id, 'conclude', PASS);
    await actions.perform(head, id, 'approve', {});
    expect(await decisionOf(id)).toMatchObject({ outcome: 'APPROVED', approvedKopecks: null });
  });

  it('judges the criteria of the measure, each with a reason', async () => {
    const roundId = await scene.round(300_000_000);
    const organisationId = await scene.organisation();
    const id = await scene.file({
      measure: 'KZ-06',
      organisationId,
      roundId,
      state: 'FORMAL_CHECK',
    });
    await assignments.take(reviewer, id);
    await file.tick(reviewer, id, { items: ticked(SERVICE_QUESTIONS) });
    await actions.perform(reviewer, id, 'toExpertise', {});
    await expect(
      actions.perform(reviewer, id, 'toDecision', { ...PASS, criteria: CRITERIA.slice(1) }),
    ).rejects.toMatchObject({
      code: 'review.conclusion_invalid',
      fields: [{ path: 'criteria', params: { criterion: 'GOAL' } }],
    });
    await actions.perform(reviewer, id, 'toDecision', { ...PASS, criteria: CRITERIA });
    const written = await test.app.get(CaseFileRepository, { strict: false }).conclusion(id);
    expect(written).toMatchObject({ pass: true, criteria: CRITERIA, byName: reviewer.name });
  });
});

describe('the decision', () => {
  it('grants the split, reserves it, and has a number without a gap', async () => {
    const roundId = await scene.round(300_000_000);
    const ids = [await decidable(roundId), await decidable(roundId)];
    await Promise.all(ids.map((id) => actions.perform(head, id, 'approve', {})));
    const decisions = await Promise.all(ids.map(decisionOf));
    for (const decision of decisions) {
      expect(decision).toMatchObject({
        outcome: 'APPROVED',
        date: '2026-11-20',
        approvedKopecks: 30_000_000,
        ownKopecks: 8_000_000,
        capReason: 'LIMIT',
      });
    }
    const numbers = await scene.db.query<{ seq: number }>('SELECT seq FROM decision ORDER BY seq');
    expect(numbers.map(({ seq }) => seq)).toEqual(numbers.map((_, at) => at + 1));
    const [money] = await scene.db.query(
      'SELECT reserved_kopecks AS reserved FROM round_money WHERE round_id = $1',
      [roundId],
    );
    expect(money).toEqual({ reserved: 60_000_000 });
    expect(await scene.state(ids[0] ?? '')).toMatchObject({
      state: 'APPROVED',
      approvedKopecks: 30_000_000,
    });
  });

  it('is taken by one of two heads; the other is told', async () => {
    const id = await decidable(await scene.round(300_000_000));
    const second = await scene.person('CENTRE_HEAD');
    const { revision } = await scene.state(id);
    const tries = await Promise.allSettled([
      actions.perform(head, id, 'approve', { revision }),
      actions.perform(second, id, 'reject', {
        revision,
        reasonCode: 'SCORE_BELOW',
        publicComment: 'No',
      }),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { status: 409, code: 'application.changed_meanwhile' },
    });
  });

  it('puts a case on the waiting list when money is short, and approves it when there is some', async () => {
    const roundId = await scene.round(30_000_000);
    const [first, second] = [await decidable(roundId), await decidable(roundId)];
    await actions.perform(head, first, 'approve', {});
    await actions.perform(head, second, 'approve', {});
    expect((await scene.state(second)).state).toBe('WAITLISTED');
    expect(await decisionOf(second)).toBeNull();
    await expect(actions.perform(head, second, 'approve', {})).rejects.toMatchObject({
      status: 409,
      code: 'review.budget_short',
    });
    await scene.db.query('UPDATE round_money SET plan_kopecks = 60000000 WHERE round_id = $1', [
      roundId,
    ]);
    await actions.perform(head, second, 'approve', {});
    expect(await scene.state(second)).toMatchObject({
      state: 'APPROVED',
      approvedKopecks: 30_000_000,
    });
  });

  it('says that money is short where the round has no waiting list', async () => {
    const id = await decidable(await scene.round(1_000, false));
    await expect(actions.perform(head, id, 'approve', {})).rejects.toMatchObject({
      code: 'review.budget_short',
    });
    expect((await scene.state(id)).state).toBe('DECISION');
  });

  it('refuses with a reason of the measure and a text for the applicant', async () => {
    const id = await decidable(await scene.round(300_000_000), false);
    await expect(actions.perform(head, id, 'approve', {})).rejects.toMatchObject({
      details: { by: ['PASSED'] },
    });
    await expect(
      actions.perform(head, id, 'reject', { reasonCode: 'BECAUSE', publicComment: 'No' }),
    ).rejects.toMatchObject({ code: 'review.reason_unknown' });
    await actions.perform(head, id, 'reject', { reasonCode: 'SCORE_BELOW', publicComment: 'No' });
    expect(await decisionOf(id)).toMatchObject({
      outcome: 'REJECTED',
      reasonCode: 'SCORE_BELOW',
      publicText: 'No',
      approvedKopecks: null,
    });
  });

  it('is not taken by who reviewed', async () => {
    const both = await scene.person('REVIEWER', 'CENTRE_HEAD');
    const organisationId = await scene.organisation();
    const id = await scene.file({ measure: MEMBERSHIP, organisationId, state: 'FORMAL_CHECK' });
    await assignments.take(both, id);
    await file.tick(both, id, { items: ticked(QUESTIONS) });
    await actions.perform(both, id, 'toReview', {});
    await actions.perform(both, id, 'conclude', PASS);
    await expect(actions.perform(both, id, 'approve', {})).rejects.toMatchObject({
      details: { by: ['NOT_SAME_PERSON_AS_REVIEWER'] },
    });
  });
});

describe('what is shown of a case', () => {
  it('is the decision to the applicant, and everything to the centre', async () => {
    const applicant = await scene.person();
    const organisationId = await scene.organisation(applicant);
    const id = await scene.file({ measure: MEMBERSHIP, organisationId, state: 'FORMAL_CHECK' });
    await assignments.take(reviewer, id);
    await file.tick(reviewer, id, { items: ticked(QUESTIONS) });
    await actions.perform(reviewer, id, 'toReview', PASS);
    const { row } = await test.app.get(ApplicationsService, { strict: false }).open(reviewer, id);
    expect(await actions.represent(applicant, row, { side: 'APPLICANT' })).not.toHaveProperty(
      'conclusion',
    );
    expect(await actions.represent(applicant, row, { side: 'APPLICANT' })).toHaveProperty(
      'decision',
      null,
    );
    expect(await actions.represent(reviewer, row, { side: 'CENTRE' })).toMatchObject({
      checks: [],
      checklist: { items: QUESTIONS.map((code) => ({ code, done: true, by: reviewer.name })) },
      conclusion: { pass: true, by: reviewer.name },
      notes: { count: 0 },
    });
    const ministry = await actions.represent(await scene.person('AUTHORITY_VIEWER'), row, {
      side: 'CENTRE',
    });
    expect(Object.keys(ministry).sort()).toEqual(expect.arrayContaining(['checks', 'decision']));
    expect(ministry).not.toHaveProperty('checklist');
  });
});
