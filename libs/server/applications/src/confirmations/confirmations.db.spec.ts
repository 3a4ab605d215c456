import { AccountsMigrateModule, SecretTokens } from '@okno/server/accounts';
import { Audit, Clock, CoreMigrateModule, type Actor } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { ApplicationsModule } from '../applications.module';
import { MARKETING, NOW, Scene } from '../applications.spec-data';
import { DraftDeletion } from '../draft-deletion';
import { DraftsService } from '../drafts.service';
import { EligibilityService } from '../eligibility/eligibility.service';
import { ConfirmationAnswers } from './confirmation-answers.service';
import type { RowConfirmationDto } from './confirmation.dto';
import { evidenceHash } from './confirmations.policy';
import { ConfirmationsService } from './confirmations.service';

const IP = '203.0.113.7';
const OLGA = {
  name: 'Соколова Ольга Петровна',
  post: 'Лаборант',
  email: 'olga@firm.example',
};
const PAVEL = { name: 'Лебедев Павел Ильич', post: 'Инженер', email: 'Pavel@firm.example' };
const TRAINING = {
  ...Object.fromEntries(Object.entries(MARKETING).filter(([key]) => !key.startsWith('mk.'))),
  'tr.mode': 'CENTRE',
  'tr.programme': 'Валидация процессов производства медизделий',
  'tr.hours': 36,
  'tr.form': 'ONSITE',
  'tr.certificate': 'NONE',
  'tr.period': { from: '2026-12-25', to: '2026-12-30' },
  'tr.need': 'Запускаем линию шовного материала, валидации никто у нас не учился. '
    .repeat(2)
    .trim(),
  'tr.people': [OLGA, PAVEL],
};

let test: TestModule;
let scene: Scene;
let person: Actor;
let service: ConfirmationsService;
let answers: ConfirmationAnswers;
let id: string;

beforeAll(async () => {
  test = await startTestModule({
    imports: [CoreMigrateModule, AccountsMigrateModule, ApplicationsModule],
    clock: NOW,
    env: { OKNO_DEMO: '1' },
  });
  scene = await Scene.over(test.app);
  service = test.app.get(ConfirmationsService, { strict: false });
  answers = test.app.get(ConfirmationAnswers, { strict: false });
}, 60_000);
afterAll(() => test.close());

beforeEach(async () => {
  scene.moveTo(NOW);
  person = await scene.person();
  const organisationId = await scene.organisation(person);
  await scene.member(organisationId);
  ({ id } = await scene.draft(person, organisationId, 'KZ-08', TRAINING));
  await scene.db.query('DELETE FROM rate_limit');
});

async function rows(actor = person): Promise<RowConfirmationDto[]> {
  return (await service.list(actor, id)).items;
}

/** The link of the letter about a row: the letter makes it when it is sent. */
async function linkOf(name: string): Promise<string> {
  const row = (await rows()).find((one) => one.name === name);
  const [asked] = await scene.db.query<{ id: string }>(
    `SELECT id FROM row_confirmation WHERE application_id = $1 AND row_key = decode($2, 'hex')`,
    [id, row?.key],
  );
  return scene.db.transaction((tx) =>
    test.app.get(SecretTokens, { strict: false }).issue(tx, {
      accountId: null,
      purpose: 'ROW_CONFIRMATION',
      subjectId: asked?.id ?? '',
      ttlMinutes: 60 * 24 * 400,
    }),
  );
}

async function save(changed: Record<string, unknown>): Promise<void> {
  const { revision } = await scene.see(person, id);
  await test.app
    .get(DraftsService, { strict: false })
    .saveAnswers(person, id, { revision, answers: changed });
}

async function check(): Promise<{ outcome: string; params: object } | undefined> {
  const found = await test.app.get(EligibilityService, { strict: false }).ofCase(person, id);
  const rule = found.rules.find(({ code }) => code === 'LINKS');
  return rule && { outcome: rule.outcome, params: rule.message.params };
}

describe('asking those whom a table names', () => {
  it('writes to each once, and again only when asked to', async () => {
    expect(await rows()).toMatchObject([
      { name: OLGA.name, state: 'NOT_INVITED', mayInvite: true, proof: null },
      { name: PAVEL.name, email: 'pavel@firm.example', state: 'NOT_INVITED' },
    ]);
    const asked = await service.invite(person, id, undefined);
    expect(asked).toMatchObject({
      waiting: 2,
      items: [{ state: 'INVITED' }, { state: 'INVITED' }],
    });
    await expect(service.invite(person, id, undefined)).rejects.toMatchObject({
      code: 'confirmation.nobody',
    });
    await service.invite(person, id, [asked.items[0]?.key ?? '']);
    const events = await scene.db.query(
      `SELECT e.id FROM outbox_event e JOIN row_confirmation c ON c.id = (e.payload->>'confirmationId')::uuid
       WHERE e.event = 'confirmation.requested' AND c.application_id = $1`,
      [id],
    );
    expect(events).toHaveLength(3);
  });

  it('stops after five letters about a row, and at the limit of a mailbox', async () => {
    const [first] = await rows();
    const again = (): Promise<unknown> => service.invite(person, id, [first?.key ?? '']);
    for (let letter = 0; letter < 5; letter += 1) {
      await again();
    }
    await expect(again()).rejects.toMatchObject({ code: 'confirmation.nobody' });
    await save({ 'tr.people': [{ ...OLGA, name: 'Соколова Ольга' }, PAVEL] });
    const [renamed] = await rows();
    await expect(service.invite(person, id, [renamed?.key ?? ''])).rejects.toMatchObject({
      code: 'rate.limited',
    });
  });

  it('leaves out who has no name yet, and names nobody to strangers', async () => {
    const stranger = await scene.person();
    await expect(service.list(stranger, id)).rejects.toMatchObject({
      code: 'application.not_found',
    });
    await expect(service.invite(stranger, id, undefined)).rejects.toMatchObject({
      code: 'application.not_found',
    });
    await save({ 'tr.people': [{ post: 'Лаборант', email: OLGA.email }] });
    await expect(service.invite(person, id, undefined)).rejects.toMatchObject({
      code: 'confirmation.nobody',
    });
  });

  it('reads the address when the letter goes, and from nowhere once the row is another', async () => {
    await service.invite(person, id, undefined);
    const kept = await scene.db.query<{ id: string; row: string }>(
      'SELECT id, row_confirmation::text AS row FROM row_confirmation WHERE application_id = $1 ORDER BY id',
      [id],
    );
    expect(kept.map(({ row }) => row).join()).not.toContain('olga');
    expect(await service.addressee(kept[0]?.id ?? '')).toEqual({
      email: OLGA.email,
      name: OLGA.name,
    });
    await save({ 'tr.people': [{ ...OLGA, email: 'other@firm.example' }, PAVEL] });
    expect(await service.addressee(kept[0]?.id ?? '')).toBeNull();
  });

  it('shows a letter that the mail server refused, and asks again', async () => {
    const { items } = await service.invite(person, id, undefined);
    const [asked] = await scene.db.query<{ id: string }>(
      'SELECT id FROM row_confirmation WHERE application_id = $1 ORDER BY id LIMIT 1',
      [id],
    );
    await service.bounced(asked?.id ?? '');
    expect(await rows()).toMatchObject([
      { state: 'BOUNCED', mayInvite: true },
      { state: 'INVITED' },
    ]);
    await service.invite(person, id, [items[0]?.key ?? '']);
    expect(await rows()).toMatchObject([{ state: 'INVITED' }, { state: 'INVITED' }]);
  });
});

describe('the link of a letter', () => {
  it('shows who asks, for what, which data, and the consent', async () => {
    await service.invite(person, id, undefined);
    const page = await answers.open(await linkOf(OLGA.name), IP);
    expect(page).toMatchObject({
      state: 'OPEN',
      asked: {
        by: 'PERSON',
        organisation: expect.stringContaining('Демо'),
        about: [{ value: { ru: TRAINING['tr.programme'] } }, { label: { en: 'Dates' } }],
        consent: { purpose: 'TRAINING_LISTENER', version: 1 },
      },
    });
    expect(page.asked?.row.map(({ value }) => value.ru)).toEqual([
      OLGA.name,
      OLGA.post,
      OLGA.email,
    ]);
    expect(JSON.stringify(page)).not.toContain(PAVEL.name);
  });

  it('confirms once, with proof that anybody can count again', async () => {
    await service.invite(person, id, undefined);
    const token = await linkOf(OLGA.name);
    const pages = await Promise.all([
      answers.confirm({ token, version: 1 }, IP),
      answers.confirm({ token, version: 1 }, IP),
    ]);
    expect(pages.map(({ state }) => state)).toEqual(['CONFIRMED', 'CONFIRMED']);
    const [row] = await rows();
    expect(row).toMatchObject({ state: 'CONFIRMED', mayInvite: false });
    const [kept] = await scene.db.query<{ id: string; shown: object; at: Date; text: object }>(
      `SELECT c.id, c.shown, c.answered_at AS at, t.text FROM row_confirmation c
       JOIN consent_text t ON t.purpose = c.consent_purpose AND t.version = c.consent_version
       WHERE c.application_id = $1`,
      [id],
    );
    expect(row?.proof).toEqual({
      purpose: 'TRAINING_LISTENER',
      version: 1,
      hash: evidenceHash({
        confirmation: kept?.id,
        application: id,
        shown: kept?.shown,
        consent: { purpose: 'TRAINING_LISTENER', version: 1, text: kept?.text },
        at: kept?.at.toISOString(),
      }),
    });
    const history = await test.app
      .get(Audit, { strict: false })
      .history({ type: 'application', id });
    const entries = history.filter(({ action }) => action === 'confirmation.confirmed');
    expect(entries).toMatchObject([{ ip: IP, data: { version: 1, hash: row?.proof?.hash } }]);
    expect(JSON.stringify(history)).not.toContain(OLGA.email);
  });

  it('says nothing for a wrong, an old or a foreign secret', async () => {
    await service.invite(person, id, undefined);
    const token = await linkOf(OLGA.name);
    const other = await scene.db.transaction((tx) =>
      test.app.get(SecretTokens, { strict: false }).issue(tx, {
        accountId: null,
        purpose: 'INVITATION',
        subjectId: id,
        ttlMinutes: 60,
      }),
    );
    for (const wrong of ['a'.repeat(43), other]) {
      await expect(answers.open(wrong, IP)).rejects.toMatchObject({
        code: 'confirmation.not_found',
      });
    }
    scene.moveTo('2026-12-21T03:00:00Z');
    expect(await answers.open(token, IP)).toEqual({
      state: 'CLOSED',
      answeredAt: null,
      asked: null,
    });
    await expect(answers.confirm({ token, version: 1 }, IP)).rejects.toMatchObject({
      code: 'confirmation.closed',
    });
  });

  it('is limited by address', async () => {
    const tries = Array.from({ length: 45 }, () => answers.open('b'.repeat(43), '203.0.113.99'));
    const codes = (await Promise.allSettled(tries)).map((one) =>
      one.status === 'rejected' ? String(Reflect.get(Object(one.reason), 'code')) : 'fulfilled',
    );
    expect(new Set(codes)).toEqual(new Set(['confirmation.not_found', 'rate.limited']));
  });

  it('agrees to the text that was read, not to a newer one', async () => {
    await service.invite(person, id, undefined);
    const token = await linkOf(OLGA.name);
    await expect(answers.confirm({ token, version: 2 }, IP)).rejects.toMatchObject({
      code: 'consent.outdated',
    });
  });

  it('declines with a reason, which the organisation reads', async () => {
    await service.invite(person, id, undefined);
    const token = await linkOf(PAVEL.name);
    await answers.decline({ token, reason: ' В эти дни меня не будет. ' }, IP);
    expect(await rows()).toMatchObject([
      { state: 'INVITED' },
      { state: 'DECLINED', reason: 'В эти дни меня не будет.', proof: null, mayInvite: true },
    ]);
    await expect(answers.confirm({ token, version: 1 }, IP)).rejects.toMatchObject({
      code: 'confirmation.closed',
    });
  });

  it('answers nothing when the organisation takes the invitation back', async () => {
    const { items } = await service.invite(person, id, undefined);
    const token = await linkOf(OLGA.name);
    await service.cancel(person, id, items[0]?.key ?? '');
    expect(await answers.open(token, IP)).toMatchObject({ state: 'CLOSED', asked: null });
    expect(await rows()).toMatchObject([{ state: 'CANCELLED', mayInvite: true }, {}]);
  });
});

describe('a confirmed row', () => {
  beforeEach(async () => {
    await service.invite(person, id, undefined);
    await answers.confirm({ token: await linkOf(OLGA.name), version: 1 }, IP);
  });

  it('is void with another name or address, whatever else is changed it is not', async () => {
    await save({ 'tr.people': [PAVEL, { ...OLGA, post: 'Старший лаборант' }] });
    expect(await rows()).toMatchObject([{ state: 'INVITED' }, { state: 'CONFIRMED' }]);
    for (const changed of [{ email: 'olga2@firm.example' }, { name: 'Соколова Анна Петровна' }]) {
      await save({ 'tr.people': [{ ...OLGA, ...changed }, PAVEL] });
      expect(await rows()).toMatchObject([
        { state: 'NOT_INVITED', proof: null },
        { state: 'INVITED' },
      ]);
    }
  });

  it('counts in the check of the case, and no longer when the consent is taken back', async () => {
    expect(await check()).toEqual({ outcome: 'WARN', params: { count: 1 } });
    await answers.confirm({ token: await linkOf(PAVEL.name), version: 1 }, IP);
    expect(await check()).toEqual({ outcome: 'PASS', params: {} });
    const token = await linkOf(OLGA.name);
    expect(await answers.revoke(token, IP)).toMatchObject({ state: 'REVOKED', asked: null });
    await answers.revoke(token, IP);
    expect(await check()).toEqual({ outcome: 'WARN', params: { count: 1 } });
    const [row] = await rows();
    expect(row).toMatchObject({ state: 'REVOKED', proof: { version: 1 }, signer: null });
    const [kept] = await scene.db.query<{ shown: null }>(
      `SELECT shown FROM row_confirmation WHERE application_id = $1 AND state = 'REVOKED'`,
      [id],
    );
    expect(kept).toEqual({ shown: null });
  });

  it('is seen in the filed case by the centre, and more may be confirmed until the decision', async () => {
    const filed = await scene.submit(person, id);
    expect(filed.state).toBe('REGISTERED');
    const reviewer = await scene.person('REVIEWER');
    expect(await rows(reviewer)).toMatchObject([
      { state: 'CONFIRMED', proof: { version: 1 }, mayInvite: false },
      { state: 'INVITED', mayInvite: false, mayCancel: false },
    ]);
    await expect(service.invite(reviewer, id, undefined)).rejects.toMatchObject({
      code: 'application.not_found',
    });
    const late = await linkOf(PAVEL.name);
    expect(await answers.confirm({ token: late, version: 1 }, IP)).toMatchObject({
      state: 'CONFIRMED',
    });
    const token = await linkOf(OLGA.name);
    await scene.db.query(`UPDATE application SET decided_on = '2026-11-25' WHERE id = $1`, [id]);
    expect(await answers.open(token, IP)).toMatchObject({ state: 'CONFIRMED' });
    expect(await answers.revoke(token, IP)).toMatchObject({ state: 'REVOKED' });
  });

  it('goes with its draft', async () => {
    const deletion = test.app.get(DraftDeletion, { strict: false });
    await deletion.request(person, id);
    expect(await answers.open(await linkOf(PAVEL.name), IP)).toMatchObject({ state: 'CLOSED' });
    const later = new Date(test.app.get(Clock).now().getTime() + 8 * 24 * 3600 * 1000);
    scene.moveTo(later.toISOString());
    await scene.db.transaction((tx) => deletion.ring({ subjectId: id }, tx));
    expect(
      await scene.db.query('SELECT id FROM row_confirmation WHERE application_id = $1', [id]),
    ).toEqual([]);
  });
});

describe('a partner', () => {
  it('is confirmed by somebody who says who he is', async () => {
    const other = await scene.person();
    const organisationId = await scene.organisation(other);
    await scene.member(organisationId);
    const partner = { name: 'ООО «Биолаб» (демо)', inn: '4205000001' };
    const project = {
      'fs.kind': 'STUDY',
      'fs.project': 'Линия шовного материала',
      'fs.partners': [{ partner, role: 'Испытания', email: 'lab@partner.example' }],
    };
    ({ id } = await scene.draft(other, organisationId, 'KZ-09', project));
    person = other;
    await service.invite(person, id, undefined);
    const token = await linkOf(partner.name);
    const page = await answers.open(token, IP);
    expect(page.asked).toMatchObject({
      by: 'ORGANISATION',
      consent: { purpose: 'PROJECT_PARTNER' },
      about: [{ value: { ru: 'Линия шовного материала' } }],
    });
    await expect(answers.confirm({ token, version: 1 }, IP)).rejects.toMatchObject({
      code: 'request.invalid',
      fields: [
        { path: 'name', code: 'REQUIRED' },
        { path: 'post', code: 'REQUIRED' },
      ],
    });
    const signer = { name: 'Орлова Инна Сергеевна', post: 'Директор' };
    await answers.confirm({ token, version: 1, ...signer }, IP);
    expect(await rows()).toMatchObject([{ state: 'CONFIRMED', signer }]);
  });
});
