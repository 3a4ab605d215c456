import { AccountsMigrateModule, SecretTokens } from '@okno/server/accounts';
import { Audit, Clock, CoreMigrateModule, Database, type Actor } from '@okno/server/core';
import { eventually, startTestModule, type TestModule } from '@okno/server/testing';

import { AgreementSteps } from './agreement-steps';
import { ApplicationsModule, ApplicationsWorkerModule } from './applications.module';
import { NOW, Scene } from './applications.spec-data';
import { CaseActions } from './case-actions';
import { DraftsService } from './drafts.service';
import { HistoryService } from './history.service';
import { MessagesService } from './messages.service';
import { ReceiptsService } from './receipts.service';
import { RemarksService } from './remarks.service';

let test: TestModule;
let scene: Scene;
let person: Actor;
let reviewer: Actor;
let head: Actor;

beforeAll(async () => {
  test = await startTestModule({
    imports: [
      CoreMigrateModule,
      AccountsMigrateModule,
      ApplicationsModule,
      ApplicationsWorkerModule,
    ],
    clock: NOW,
    env: { OKNO_DEMO: '1' },
    worker: { redisUrl: null },
  });
  scene = await Scene.over(test.app);
  const actions = test.app.get(CaseActions, { strict: false });
  // The review's own answers: its domain stands above this one.
  actions.guard('CHECKLIST_COMPLETE', async () => true);
  actions.guard('CONCLUSION_PRESENT', async () => true);
  [person, reviewer, head] = [
    await scene.person(),
    await scene.person('REVIEWER'),
    await scene.person('CENTRE_HEAD'),
  ];
}, 60_000);
afterAll(() => test.close());

const service = <T>(type: new (...args: never[]) => T): T => test.app.get(type, { strict: false });
const act = (actor: Actor, id: string, action: string, input = {}): Promise<unknown> =>
  scene.actions.perform(actor, id, action, input);
const state = async (id: string): Promise<string> => (await scene.see(person, id)).state;

/** A case returned with a remark to a field, a cell and nothing else. */
async function returned(): Promise<{ id: string; remarks: string[] }> {
  const id = await scene.checking(person, reviewer);
  const remarks = service(RemarksService);
  const pin = (path: string): Promise<{ id: string }> =>
    remarks.pin(reviewer, id, { target: { kind: 'FIELD', path }, text: 'Уточните' });
  const pinned = [await pin('mem.activity'), await pin('mem.products[0].name')];
  await act(reviewer, id, 'returnWithRemarks');
  return { id, remarks: pinned.map((one) => one.id) };
}

describe('a return with remarks', () => {
  it('needs a remark, and remarks need a real place', async () => {
    const id = await scene.checking(person, reviewer);
    await expect(act(reviewer, id, 'returnWithRemarks')).rejects.toMatchObject({
      code: 'application.not_ready',
      details: { by: ['REMARKS_PRESENT'] },
    });
    const target = { kind: 'FIELD' as const, path: 'mem.nothing' };
    await expect(
      service(RemarksService).pin(reviewer, id, { target, text: 'x' }),
    ).rejects.toMatchObject({ code: 'remark.target_unknown' });
  });

  it('opens the pinned places only, and the clock of the centre stands', async () => {
    const { id } = await returned();
    const drafts = service(DraftsService);
    const seen = await scene.see(person, id);
    expect(seen).toMatchObject({
      state: 'RETURNED',
      unlocked: ['mem.activity', 'mem.products[0].name'],
      returnsLeft: 1,
      clock: { turn: 'APPLICANT', paused: { reason: 'RETURNED' } },
    });
    expect(seen.blocked).toContainEqual({ action: 'answerRemarks', by: ['REMARKS_ANSWERED'] });
    const save = (answers: Record<string, unknown>): Promise<unknown> =>
      drafts.saveAnswers(person, id, { revision: seen.revision, answers });
    await expect(save({ 'mem.employees': 99 })).rejects.toMatchObject({
      code: 'application.field_locked',
    });
    await expect(
      save({ 'mem.products': [{ name: 'Шовный материал', okpd2: '32.51' }] }),
    ).rejects.toMatchObject({ fields: [{ path: 'mem.products[0].okpd2' }] });
    await expect(
      save({ 'mem.products': [{ name: 'Нить', okpd2: '32.50' }] }),
    ).resolves.toBeDefined();
  });

  it('keeps what was and what is, and goes back to where it came from', async () => {
    const { id, remarks } = await returned();
    const seen = await scene.see(person, id);
    await service(DraftsService).saveAnswers(person, id, {
      revision: seen.revision,
      answers: { 'mem.products': [{ name: 'Нить', okpd2: '32.50' }] },
    });
    await service(RemarksService).change(person, remarks[0]!, {
      answer: 'Всё верно',
      disagree: true,
    });
    await act(person, id, 'answerRemarks');
    const after = await scene.see(reviewer, id);
    expect(after).toMatchObject({ state: 'FORMAL_CHECK', unlocked: null, round: 1 });
    expect(after.remarks).toMatchObject([
      { state: 'ANSWERED', answer: 'Всё верно', disagree: true },
      { state: 'ANSWERED', before: 'Шовный материал', after: 'Нить' },
    ]);
    const [, , , , , answered] = await service(Audit).history({ type: 'application', id });
    expect(answered).toMatchObject({
      action: 'answerRemarks',
      data: { changed: ['mem.products'] },
    });
    const change = service(RemarksService).change(reviewer, remarks[0]!, { state: 'OPEN' });
    await expect(change).resolves.toMatchObject({ state: 'OPEN', round: 2 });
    await expect(act(reviewer, id, 'returnWithRemarks')).resolves.toBeDefined();
    expect((await scene.see(person, id)).unlocked).toEqual(['mem.activity']);
  });
});

describe('a decision', () => {
  const decidable = async (): Promise<string> => {
    const id = await scene.checking(person, reviewer);
    await act(reviewer, id, 'toReview');
    return id;
  };

  it('is taken by one of two; the other learns what it is, by whom and when', async () => {
    const other = await scene.person('CENTRE_HEAD');
    const id = await decidable();
    const { revision } = await scene.see(head, id);
    const refusal = { revision, reasonCode: 'CONDITION_NOT_MET', publicComment: 'Нет связи' };
    const tries = await Promise.allSettled([
      act(head, id, 'approve', { revision }),
      act(other, id, 'reject', refusal),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(tries.find((one) => one.status === 'rejected')).toMatchObject({
      reason: {
        code: 'application.changed_meanwhile',
        details: {
          state: expect.stringMatching(/APPROVED|REJECTED/),
          at: NOW.replace('Z', '.000Z'),
        },
      },
    });
  });

  it('is not taken by who reviewed, and a refusal needs its reason', async () => {
    const both = await scene.person('REVIEWER', 'CENTRE_HEAD');
    const id = await scene.checking(person, both);
    await act(both, id, 'toReview');
    await expect(act(both, id, 'approve')).rejects.toMatchObject({
      code: 'application.action_blocked',
      details: { by: ['NOT_SAME_PERSON_AS_REVIEWER'] },
    });
    await expect(act(head, id, 'reject')).rejects.toMatchObject({
      code: 'application.input_missing',
      fields: [{ path: 'reasonCode' }, { path: 'publicComment' }],
    });
    await expect(act(person, id, 'approve')).rejects.toMatchObject({ code: 'permission.denied' });
  });

  it('leads to the agreement, both signatures and the register', async () => {
    const id = await decidable();
    await act(head, id, 'approve');
    await eventually(async () => expect(await state(id)).toBe('AGREEMENT'));
    expect((await scene.see(person, id)).agreement).toMatchObject({ state: 'PREPARED' });
    await service(AgreementSteps).requestCode(person, id);
    const code = await test.app.get(Database).transaction((tx) =>
      service(SecretTokens).issueCode(tx, {
        accountId: person.accountId,
        purpose: 'AGREEMENT_CODE',
        subjectId: id,
        ttlMinutes: 15,
      }),
    );
    const wrong = code === '000000' ? '000001' : '000000';
    await expect(act(person, id, 'acceptAgreement', { code: wrong })).rejects.toMatchObject({
      code: 'agreement.code_wrong',
    });
    await expect(act(person, id, 'acceptAgreement')).rejects.toMatchObject({
      code: 'application.input_missing',
      fields: [{ path: 'code' }],
    });
    await act(person, id, 'acceptAgreement', { code });
    expect((await scene.see(person, id)).clock.turn).toBe('CENTRE');
    await act(head, id, 'signAgreement');
    expect(await scene.see(person, id)).toMatchObject({
      state: 'ENTERED',
      registry: { number: expect.any(String) },
      dueOn: null,
    });
  });
});

describe('terms', () => {
  it('remind, tell on the last day, and end what the applicant left lying', async () => {
    const { id } = await returned();
    expect((await scene.see(person, id)).dueOn).toBe('2026-12-04');
    const heard = async (event: string): Promise<number> =>
      (
        await scene.db.query(
          `SELECT 1 FROM outbox_event WHERE event = $1 AND payload->>'applicationId' = $2`,
          [event, id],
        )
      ).length;
    const clock = service(Clock);
    clock.moveTo(new Date('2026-12-02T02:00:01Z'));
    await eventually(async () => expect(await heard('application.deadlineNear')).toBe(1));
    clock.moveTo(new Date('2026-12-04T02:00:01Z'));
    await eventually(async () => expect(await heard('application.deadlineReached')).toBe(1));
    expect(await state(id)).toBe('RETURNED');
    clock.moveTo(new Date('2026-12-04T17:00:01Z'));
    await eventually(async () => expect(await state(id)).toBe('EXPIRED'));
    clock.moveTo(new Date(NOW));
  }, 60_000);

  it('end a draft after ninety days', async () => {
    const draft = await scene.joiningDraft(person, await scene.organisation(person));
    const clock = service(Clock);
    clock.moveTo(new Date('2027-02-18T17:00:01Z'));
    await eventually(async () => expect(await state(draft.id)).toBe('EXPIRED'));
    clock.moveTo(new Date(NOW));
  }, 60_000);
});

describe('a pause of the clock', () => {
  const AWAITED = 'Ответ Росздравнадзора о регистрационном удостоверении';
  const pause = (actor: Actor, id: string, input = {}): Promise<unknown> =>
    act(actor, id, 'pauseClock', { publicComment: AWAITED, ...input });
  const alarms = (id: string): Promise<unknown[]> =>
    scene.db.query(
      `SELECT 1 FROM timer WHERE kind = 'application.term' AND subject_id = $1 AND state = 'SET'`,
      [id],
    );

  afterEach(() => service(Clock).moveTo(new Date(NOW)));

  it('is asked by who checks the case, with what is awaited, of the case that he saw', async () => {
    const id = await scene.checking(person, reviewer);
    const { revision } = await scene.see(reviewer, id);
    await expect(act(reviewer, id, 'pauseClock', { revision })).rejects.toMatchObject({
      code: 'application.input_missing',
      fields: [{ path: 'publicComment' }],
    });
    await expect(pause(reviewer, id, { revision: revision - 1 })).rejects.toMatchObject({
      code: 'application.changed_meanwhile',
    });
    const other = await scene.person('REVIEWER');
    await expect(pause(other, id)).rejects.toMatchObject({
      code: 'application.action_blocked',
      details: { by: ['ASSIGNED'] },
    });
    await expect(pause(head, id)).rejects.toMatchObject({ code: 'permission.denied' });
    await expect(pause(person, id)).rejects.toMatchObject({ code: 'permission.denied' });
    await expect(act(reviewer, id, 'resumeClock')).rejects.toMatchObject({
      code: 'application.not_ready',
      details: { by: ['CLOCK_PAUSED'] },
    });
  });

  it('stops the term, says why to both sides, and saves the rest of it', async () => {
    const id = await scene.checking(person, reviewer);
    expect((await scene.see(person, id)).dueOn).toBe('2026-11-27');
    await pause(reviewer, id);
    expect(await alarms(id)).toEqual([]);
    service(Clock).moveTo(new Date('2026-12-01T03:00:00Z'));
    const during = await scene.see(person, id);
    expect(during).toMatchObject({
      state: 'FORMAL_CHECK',
      dueOn: null,
      clock: {
        turn: 'OUTSIDE',
        paused: { reason: 'OUTSIDE', since: '2026-11-20', awaited: AWAITED },
        totals: { CENTRE: 0, OUTSIDE: 7 },
        due: { workingDaysLeft: 5, overdue: false },
      },
    });
    expect((await scene.see(reviewer, id)).allowed).toContain('resumeClock');
    await expect(pause(reviewer, id)).rejects.toMatchObject({
      details: { by: ['CLOCK_RUNNING'] },
    });
    await act(reviewer, id, 'resumeClock');
    const after = await scene.see(person, id);
    expect(after).toMatchObject({
      dueOn: '2026-12-08',
      clock: { turn: 'CENTRE', paused: null, due: { workingDaysLeft: 5 } },
    });
    expect(await alarms(id)).toHaveLength(1);
    const told = (await service(HistoryService).of(person, id)).items.slice(-2);
    expect(told).toMatchObject([
      { action: 'pauseClock', publicComment: AWAITED },
      { action: 'resumeClock', publicComment: null },
    ]);
  });

  it('ends when the case goes on without the answer', async () => {
    const id = await scene.checking(person, reviewer);
    await pause(reviewer, id);
    await act(reviewer, id, 'toReview');
    expect(await scene.see(person, id)).toMatchObject({
      state: 'REVIEW',
      dueOn: expect.any(String),
      clock: { turn: 'CENTRE', paused: null },
    });
  });
});

describe('what is left behind', () => {
  it('is a thread that both sides read, a history in two voices, and a receipt that can be checked', async () => {
    const id = await scene.checking(person, reviewer);
    await service(MessagesService).post(person, id, 'Когда ответите?');
    const [message] = (await service(MessagesService).page(reviewer, id, {})).items;
    expect(message).toMatchObject({ side: 'APPLICANT', mine: false, text: 'Когда ответите?' });
    const mine = (await service(HistoryService).of(person, id)).items;
    expect(mine.every((entry) => !('innerComment' in entry))).toBe(true);
    const receipts = service(ReceiptsService);
    const receipt = await receipts.of(person, id);
    expect(receipt).toMatchObject({ localTime: '2026-11-20 10:00:00', zone: 'Asia/Novokuznetsk' });
    expect(await receipts.verify(receipt.number, receipt.hash)).toMatchObject({ valid: true });
    expect(await receipts.verify(receipt.number, 'f'.repeat(64))).toEqual({
      number: receipt.number,
      valid: false,
    });
    const file = await receipts.pdf(person, id);
    const chunks: Buffer[] = [];
    for await (const chunk of file.getStream()) {
      chunks.push(Buffer.from(chunk as Uint8Array));
    }
    expect(Buffer.concat(chunks).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('is withdrawn by the applicant, with a reason that the centre reads', async () => {
    const id = await scene.checking(person, reviewer);
    await act(person, id, 'withdraw', { publicComment: 'Передумали' });
    expect(await state(id)).toBe('WITHDRAWN');
    const history = await service(Audit).history({ type: 'application', id });
    expect(history.at(-1)).toMatchObject({ action: 'withdraw', publicComment: 'Передумали' });
    expect((await service(Audit).verify()).broken).toEqual([]);
  });
});
