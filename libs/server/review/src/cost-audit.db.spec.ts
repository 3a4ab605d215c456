import { AccountsMigrateModule } from '@okno/server/accounts';
import { ApplicationReader, CaseActions, type ApplicationDto } from '@okno/server/applications';
import { Audit, CoreMigrateModule, type Actor } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { AssignmentService } from './assignment.service';
import { CaseFileService } from './case-file.service';
import { CostAuditService } from './cost-audit.service';
import { DecisionsRepository } from './decisions.repository';
import { ReviewModule } from './review.module';
import { NOW, ReviewScene } from './review.spec-data';

const QUESTIONS = ['IDENTITY', 'ELIGIBLE', 'CERTIFICATE', 'COSTS', 'NOT_TWICE'];
const PASS = { conclusion: { pass: true, text: 'The costs are proved' } };

let test: TestModule;
let scene: ReviewScene;
let actions: CaseActions;
let costs: CostAuditService;
let reviewer: Actor;
let head: Actor;
let finance: Actor;

beforeAll(async () => {
  test = await startTestModule({
    imports: [CoreMigrateModule, AccountsMigrateModule, ReviewModule],
    clock: NOW,
  });
  scene = await ReviewScene.over(test.app);
  actions = test.app.get(CaseActions, { strict: false });
  costs = test.app.get(CostAuditService, { strict: false });
  reviewer = await scene.person('REVIEWER');
  head = await scene.person('CENTRE_HEAD');
  finance = await scene.person('FINANCE');
});
afterAll(() => test.close());

const see = (actor: Actor, id: string): Promise<ApplicationDto> =>
  test.app.get(ApplicationReader, { strict: false }).get(actor, id);

/** A compensation of 380 000 ₽ in two payments that stands at the cost audit; 300 000 ₽ are asked for. */
async function auditing(applicant?: Actor): Promise<{ id: string; lines: [string, string] }> {
  const organisationId = await scene.organisation(applicant);
  const id = await scene.file({
    measure: 'KZ-P1',
    kind: 'COMPENSATION',
    organisationId,
    roundId: await scene.round(100_000_000, true, 'KZ-P1'),
    state: 'FORMAL_CHECK',
  });
  const [first = '', second = ''] = await scene.payments(id, [30_000_000, 8_000_000]);
  await test.app.get(AssignmentService, { strict: false }).take(reviewer, id);
  const items = Object.fromEntries(QUESTIONS.map((code) => [code, true]));
  await test.app.get(CaseFileService, { strict: false }).tick(reviewer, id, { items });
  await actions.perform(reviewer, id, 'toCostAudit', {});
  return { id, lines: [first, second] };
}

describe('the cost audit', () => {
  it('is through when every payment is judged, and its sum is what the decision splits', async () => {
    const applicant = await scene.person();
    const { id, lines } = await auditing(applicant);
    await expect(actions.perform(reviewer, id, 'toDecision', PASS)).rejects.toMatchObject({
      code: 'application.not_ready',
      details: { by: ['COSTS_AUDITED'] },
    });
    const half = await costs.judge(reviewer, id, {
      lines: [{ lineId: lines[0], outcome: 'ACCEPTED' }],
    });
    expect(half).toMatchObject({ judged: 1, claimedKopecks: 38_000_000, mayJudge: true });
    const whole = await costs.judge(reviewer, id, {
      lines: [
        { lineId: lines[1], outcome: 'REDUCED', acceptedKopecks: 1_000_001, reason: 'A part' },
      ],
    });
    expect(whole).toMatchObject({
      judged: 2,
      acceptedKopecks: 31_000_001,
      stateKopecks: 15_500_000,
      ownKopecks: 15_500_001,
      capReason: 'SHARE',
    });
    expect((await see(applicant, id)).costs).toBeUndefined();
    await actions.perform(reviewer, id, 'toDecision', PASS);
    const told = (await see(applicant, id)).costs;
    expect(told?.mayJudge).toBe(false);
    expect(
      told?.lines.map(({ verdict }) => [verdict?.outcome, verdict?.reason, verdict?.by]),
    ).toEqual([
      ['ACCEPTED', null, null],
      ['REDUCED', 'A part', null],
    ]);
    await actions.perform(head, id, 'approve', {});
    expect(await scene.state(id)).toMatchObject({ state: 'APPROVED', approvedKopecks: 15_500_000 });
    expect(await test.app.get(DecisionsRepository, { strict: false }).of(id)).toMatchObject({
      approvedKopecks: 15_500_000,
      ownKopecks: 15_500_001,
      capReason: 'SHARE',
    });
    const judged = (await test.app.get(Audit).history({ type: 'application', id })).filter(
      ({ action }) => action === 'judgeCosts',
    );
    expect(judged.map(({ data }) => data)).toEqual([
      { lines: [{ no: 1, outcome: 'ACCEPTED', acceptedKopecks: 30_000_000 }] },
      { lines: [{ no: 2, outcome: 'REDUCED', acceptedKopecks: 1_000_001 }] },
    ]);
  });

  it('lets no case pass of which nothing is accepted', async () => {
    const { id, lines } = await auditing();
    await costs.judge(reviewer, id, {
      lines: lines.map((lineId) => ({ lineId, outcome: 'REJECTED', reason: 'No act' })),
    });
    await expect(actions.perform(reviewer, id, 'toDecision', PASS)).rejects.toMatchObject({
      code: 'review.nothing_accepted',
    });
    const fail = { conclusion: { pass: false, text: 'Nothing is proved' } };
    await actions.perform(reviewer, id, 'toDecision', fail);
    expect((await see(head, id)).costs).toMatchObject({ acceptedKopecks: 0, stateKopecks: null });
  });

  it('is the business of the reviewer who has the case and of the accountant, who then do not decide', async () => {
    const { id, lines } = await auditing();
    const line = { lineId: lines[0], outcome: 'ACCEPTED' as const };
    const other = await scene.person('REVIEWER');
    for (const actor of [other, head]) {
      await expect(costs.judge(actor, id, { lines: [line] })).rejects.toMatchObject({
        code: 'permission.denied',
      });
    }
    await costs.judge(finance, id, { lines: [line] });
    await costs.judge(reviewer, id, {
      lines: [{ lineId: lines[1], outcome: 'REJECTED', reason: 'No act' }],
    });
    const both = await scene.person('FINANCE', 'CENTRE_HEAD');
    await costs.judge(both, id, { lines: [line] });
    await actions.perform(reviewer, id, 'toDecision', PASS);
    await expect(actions.perform(both, id, 'approve', {})).rejects.toMatchObject({
      code: 'application.action_blocked',
      details: { by: ['NOT_SAME_PERSON_AS_REVIEWER'] },
    });
    await expect(costs.judge(reviewer, id, { lines: [line] })).rejects.toMatchObject({
      code: 'application.wrong_state',
    });
  });

  it('refuses who stands on the side of the applicant, a stranger, and a change that was not seen', async () => {
    const own = await scene.person('FINANCE');
    const { id, lines } = await auditing(own);
    const line = { lineId: lines[0], outcome: 'ACCEPTED' as const };
    await expect(costs.judge(own, id, { lines: [line] })).rejects.toMatchObject({
      code: 'review.conflict_of_interest',
    });
    await expect(costs.judge(await scene.person(), id, { lines: [line] })).rejects.toMatchObject({
      status: 404,
    });
    await expect(costs.judge(reviewer, id, { revision: 1, lines: [line] })).rejects.toMatchObject({
      code: 'application.changed_meanwhile',
    });
    const foreign = await auditing();
    await expect(
      costs.judge(reviewer, id, { lines: [{ lineId: foreign.lines[0], outcome: 'ACCEPTED' }] }),
    ).rejects.toMatchObject({ code: 'request.invalid' });
    expect((await see(reviewer, id)).costs?.judged).toBe(0);
  });

  it('shows nothing to who sees a case masked', async () => {
    const { id } = await auditing();
    expect((await see(reviewer, id)).costs?.lines).toHaveLength(2);
    expect((await see(await scene.person('AUTHORITY_VIEWER'), id)).costs).toBeUndefined();
  });
});
