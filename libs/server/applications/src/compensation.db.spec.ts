import { AccountsMigrateModule } from '@okno/server/accounts';
import { CatalogueService } from '@okno/server/catalogue';
import {
  Audit,
  CoreConfig,
  CoreMigrateModule,
  SecretError,
  Secrets,
  SecretsConfig,
  type Actor,
} from '@okno/server/core';

import { startTestModule, type TestModule } from '@okno/server/testing';
import { documentProblems, fieldsByKey, type FormContext } from '@okno/shared/form-schema';

// eslint-disable-next-line @nx/enforce-module-boundaries -- the filler of the forms is test data of that library
import { completeAnswers } from '../../../shared/form-schema/src/complete-answers.spec-data';
import type { ApplicationDto } from './application.view';
import { ApplicationsModule } from './applications.module';
import { ApplicationsRepository } from './applications.repository';
import { NOW, Scene } from './applications.spec-data';
import { CaseAccess } from './case-access';
import { CostLines } from './cost-lines.service';
import { FactsGatherer } from './eligibility/facts-gatherer';
import { DraftsService } from './drafts.service';
import { ReceiptsService } from './receipts.service';
import { RemarksService } from './remarks.service';
import { Reseal } from './reseal.loader';
import { SecretAnswers } from './secret-answers';
import { snapshotHash, Snapshots } from './snapshots';
import { StepsService } from './steps.service';

const CERTIFICATION = 'KZ-P1';
const INTEREST = 'MIK-01';
const ACCOUNT = '40602810700000000025';
const OTHER_ACCOUNT = '40602810000000000026';

let test: TestModule;
let scene: Scene;
let person: Actor;
let payments = 0;

beforeAll(async () => {
  test = await startTestModule({
    imports: [CoreMigrateModule, AccountsMigrateModule, ApplicationsModule],
    clock: NOW,
    env: { OKNO_DEMO: '1' },
  });
  scene = await Scene.over(test.app);
  person = await scene.person();
}, 60_000);
afterAll(() => test.close());

const service = <T>(type: new (...args: never[]) => T): T => test.app.get(type, { strict: false });

/** A payment that nobody has named yet. */
const payment = (orderNo = String((payments += 1))): Record<string, unknown> => ({
  payeeInn: '500100732259',
  contract: '1 от 01.02.2026',
  purpose: 'Испытания образцов',
  orderNo,
  paidOn: '2026-09-01',
  amount: 12_000_000,
  vat: 'V20',
  act: '1 от 01.09.2026',
});

/** A draft that lacks nothing; the organisation is a participant where the portal keeps the register. */
async function draft(
  measureCode: string,
  lines: Record<string, unknown>[] = [payment()],
  actor = person,
): Promise<ApplicationDto> {
  const catalogue = service(CatalogueService);
  const measure = (await catalogue.measureByCode(measureCode))!;
  const { form, clusterId } = (await catalogue.version(measure.versionId))!;
  const organisationId = await scene.organisation(actor);
  if (clusterId === scene.clusterId) {
    await scene.member(organisationId);
  }
  const empty = await scene.draft(actor, organisationId, measureCode, {});
  const context = empty.formContext as unknown as FormContext;
  const interest = lines.map(({ payeeInn, orderNo, paidOn, amount }) => ({
    payeeInn,
    orderNo,
    paidOn,
    amount,
  }));
  const answers = completeAnswers(form!, context, {
    ...empty.answers,
    'cost.vatDeducts': true,
    'cost.lines': measureCode === INTEREST ? interest : lines,
    'money.requested': 1_000_000,
  });
  const own = [...fieldsByKey(form!).values()].filter(
    (field) => !field.locked && !('compute' in field) && field.key in answers,
  );
  const typed = Object.fromEntries(own.map(({ key }) => [key, answers[key]]));
  await scene.save(actor, empty.id, typed);
  for (const { path, params } of documentProblems(form!, answers, [], context)) {
    for (let file = 0; file < Number(params['min'] ?? 1); file += 1) {
      await scene.upload(actor, empty.id, path.slice('doc.'.length));
    }
  }
  return scene.see(actor, empty.id);
}

/** Every table of the portal that says `text` somewhere. */
async function tablesWith(text: string): Promise<string[]> {
  const tables = await scene.db.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await scene.db.query<{ found: boolean }>(
        `SELECT EXISTS (SELECT FROM ${name} AS one WHERE strpos(one::text, $1) > 0) AS found`,
        [text],
      );
      return row?.found === true ? [name] : [];
    }),
  );
  return found.flat();
}

describe('a compensation', () => {
  it.each([
    [CERTIFICATION, /^KZB-CMP-2026-\d{6}$/u],
    [INTEREST, /^MIK-CMP-2026-\d{6}$/u],
  ])('%s is filled in, filed and numbered, and its payments are kept', async (code, number) => {
    const { id, problems } = await draft(code, [payment(), payment('№ 0077')]);
    expect(problems).toEqual([]);
    const filed = await scene.submit(person, id);
    expect(filed).toMatchObject({
      kind: 'COMPENSATION',
      state: 'REGISTERED',
      number: expect.stringMatching(number) as string,
      demo: true,
      money: { stateKopecks: 1_000_000 },
    });
    expect(await service(CostLines).of(id)).toMatchObject([
      { no: 1, amountKopecks: 12_000_000, vatBp: code === INTEREST ? null : 2000 },
      { no: 2, orderNo: '№ 0077', orderKey: '77', paidOn: '2026-09-01' },
    ]);
    await scene.db.query('UPDATE cost_line SET released_at = now() WHERE application_id = $1', [
      id,
    ]);
  });

  it('counts a payment without the VAT that the applicant deducts', async () => {
    const { id } = await draft(CERTIFICATION);
    const filed = await scene.submit(person, id);
    expect(filed.money?.costKopecks).toBe(10_000_000);
    expect(await service(CostLines).of(id)).toMatchObject([{ claimedKopecks: 10_000_000 }]);
  });
});

describe('one payment', () => {
  it('is compensated once: another organisation does not learn by whom', async () => {
    const line = payment();
    const first = await draft(CERTIFICATION, [line]);
    await scene.submit(person, first.id);
    const stranger = await scene.person();
    const second = await draft(
      INTEREST,
      [{ ...line, orderNo: `00${String(line['orderNo'])}` }],
      stranger,
    );
    const refused = scene.submit(stranger, second.id);
    await expect(refused).rejects.toMatchObject({
      status: 409,
      code: 'application.cost_claimed',
      fields: [{ path: 'cost.lines[0].orderNo', code: 'PAYMENT_CLAIMED' }],
    });
    expect((await scene.see(stranger, second.id)).state).toBe('DRAFT');
    expect(await service(CostLines).of(second.id)).toEqual([]);
  });

  it('is told with the number of the other request to who stands behind both', async () => {
    const line = payment();
    const first = await draft(CERTIFICATION, [line]);
    const { number } = await scene.submit(person, first.id);
    const second = await draft(CERTIFICATION, [payment(), line]);
    await expect(scene.submit(person, second.id)).rejects.toMatchObject({
      fields: [{ path: 'cost.lines[1].orderNo', code: 'PAYMENT_CLAIMED_BY', params: { number } }],
    });
  });

  it('is shown to a person where another request has it with another sum', async () => {
    const line = payment();
    const gatherer = service(FactsGatherer);
    const similarIn = async (id: string): Promise<unknown> =>
      (await gatherer.ofCase((await service(ApplicationsRepository).find(id))!)).facts[
        'case.similarPayments'
      ]?.value;
    const first = await draft(CERTIFICATION, [line]);
    await scene.submit(person, first.id);
    expect(await similarIn(first.id)).toBe(0);
    const stranger = await scene.person();
    const second = await draft(CERTIFICATION, [{ ...line, amount: 11_000_000 }], stranger);
    expect(await similarIn(second.id)).toBe(0);
    await scene.submit(stranger, second.id);
    expect(await similarIn(second.id)).toBe(1);
    await service(StepsService).withdraw(stranger, second.id, {
      revision: (await service(ApplicationsRepository).find(second.id))!.revision,
    });
    expect(await similarIn(first.id)).toBe(0);
  });

  it('is not named twice in one request under two writings of its number', async () => {
    const { id } = await draft(CERTIFICATION, [payment('0500'), payment('№500')]);
    await expect(scene.submit(person, id)).rejects.toMatchObject({
      fields: [{ path: 'cost.lines[1].orderNo', code: 'PAYMENT_TWICE' }],
    });
  });

  it('is free again when its request is taken back', async () => {
    const line = payment();
    const first = await draft(CERTIFICATION, [line]);
    await scene.submit(person, first.id);
    await service(StepsService).withdraw(person, first.id, {
      revision: (await scene.see(person, first.id)).revision,
    });
    const second = await draft(CERTIFICATION, [line]);
    await expect(scene.submit(person, second.id)).resolves.toMatchObject({ state: 'REGISTERED' });
  });

  it('goes to one of two requests that are filed at the same moment', async () => {
    const lines = [payment(), payment()];
    const drafts = [
      await draft(CERTIFICATION, lines),
      await draft(CERTIFICATION, [...lines].reverse()),
    ];
    const tries = await Promise.allSettled(drafts.map(({ id }) => scene.submit(person, id)));
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'application.cost_claimed' },
    });
  });
});

describe('bank details', () => {
  it('stand in no table in the clear, and the applicant reads what he wrote', async () => {
    const { id } = await draft(CERTIFICATION);
    expect((await scene.see(person, id)).answers['bank.account']).toBe(ACCOUNT);
    await scene.submit(person, id);
    const { answers } = await scene.see(person, id);
    expect([answers['bank.account'], answers['bank.bik']]).toEqual([ACCOUNT, '049805746']);
    expect(await tablesWith(ACCOUNT)).toEqual([]);
  });

  it('are shown to who needs them and to nobody else', async () => {
    const { id } = await draft(CERTIFICATION);
    await scene.submit(person, id);
    for (const role of ['CENTRE_HEAD', 'FINANCE', 'AUDITOR'] as const) {
      const seen = await scene.see(await scene.person(role), id);
      expect([role, seen.answers['bank.account']]).toEqual([role, ACCOUNT]);
    }
    for (const role of ['REVIEWER', 'REGISTRAR', 'AUTHORITY_VIEWER'] as const) {
      const seen = await scene.see(await scene.person(role), id);
      expect(JSON.stringify(seen)).not.toContain(ACCOUNT);
      expect(Object.keys(seen.answers).filter((key) => key.startsWith('bank.'))).toEqual([]);
    }
  });

  it('are in the hash of what was filed, and the package of who may read them verifies', async () => {
    const { id } = await draft(CERTIFICATION);
    await scene.submit(person, id);
    const snapshots = service(Snapshots);
    const stored = (await snapshots.find(id, 0))!;
    expect(JSON.stringify(stored.answers)).not.toContain(ACCOUNT);
    const { hash, ...content } = snapshots.opened(stored);
    expect(snapshotHash(content)).toBe(hash);
    const filed = await service(ReceiptsService).package(person, id);
    expect(JSON.stringify(filed.content)).toContain(ACCOUNT);
    const reviewer = await scene.person('REVIEWER');
    await expect(service(ReceiptsService).package(reviewer, id)).rejects.toMatchObject({
      code: 'permission.denied',
    });
  });

  it('do not open in another request', async () => {
    const first = await draft(CERTIFICATION);
    const { row } = await service(CaseAccess).open(person, first.id);
    const open = (id: string): unknown => service(SecretAnswers).open(id, row.answers);
    expect(open(row.id)).toMatchObject({ 'bank.account': ACCOUNT });
    expect(() => open(row.organisationId)).toThrow(SecretError);
  });

  it('are corrected under a remark that shows them to nobody who may not see them', async () => {
    const reviewer = await scene.person('REVIEWER');
    const head = await scene.person('CENTRE_HEAD');
    const { id } = await draft(CERTIFICATION);
    await scene.submit(person, id);
    await scene.actions.system(id, 'startFormalCheck');
    await scene.db.query('UPDATE application SET assignee_id = $2 WHERE id = $1', [
      id,
      reviewer.accountId,
    ]);
    const kept = await service(CostLines).of(id);
    await service(RemarksService).pin(reviewer, id, {
      target: { kind: 'FIELD', path: 'bank.account' },
      text: 'Check the account',
    });
    await scene.actions.perform(reviewer, id, 'returnWithRemarks', {});
    const { revision, blocked } = await scene.see(person, id);
    expect(blocked).toContainEqual({ action: 'answerRemarks', by: ['REMARKS_ANSWERED'] });
    await service(DraftsService).saveAnswers(person, id, {
      revision,
      answers: { 'bank.account': OTHER_ACCOUNT },
    });
    await scene.actions.perform(person, id, 'answerRemarks', {});
    const remarkFor = async (actor: Actor): Promise<unknown> =>
      (await scene.see(actor, id)).remarks[0];
    expect(await remarkFor(head)).toMatchObject({ before: ACCOUNT, after: OTHER_ACCOUNT });
    expect(await remarkFor(reviewer)).toMatchObject({ before: null, after: null });
    expect([await tablesWith(ACCOUNT), await tablesWith(OTHER_ACCOUNT)]).toEqual([[], []]);
    expect(await service(CostLines).of(id)).toEqual(kept);
    const [answered] = (await service(Audit).history({ type: 'application', id })).slice(-1);
    expect(answered).toMatchObject({
      action: 'answerRemarks',
      data: { changed: ['bank.account'] },
    });
  });

  it('are sealed anew when the key is changed', async () => {
    const { id } = await draft(CERTIFICATION);
    await scene.submit(person, id);
    const old = Buffer.alloc(32, 'okno-development').toString('base64');
    const fresh = `k2:${Buffer.alloc(32, 2).toString('base64')}`;
    const under = (keys: string): SecretAnswers => {
      const config = Object.assign(new SecretsConfig(), { keys });
      return new SecretAnswers(new Secrets(config, test.app.get(CoreConfig)));
    };
    const changing = Object.assign(new SecretsConfig(), { keys: `${fresh},dev:${old}` });
    const secrets = new Secrets(changing, test.app.get(CoreConfig));
    const reseal = new Reseal(secrets, new SecretAnswers(secrets));
    await scene.db.transaction((tx) => reseal.reseal(tx));
    const { row } = await service(CaseAccess).open(person, id);
    const frozen = (await service(Snapshots).find(id, 0))!;
    for (const { answers } of [row, frozen]) {
      expect(under(fresh).open(id, answers)).toMatchObject({ 'bank.account': ACCOUNT });
    }
    expect(() => service(SecretAnswers).open(id, row.answers)).toThrow(SecretError);
  });
});
