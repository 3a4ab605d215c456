import { AccountsMigrateModule } from '@okno/server/accounts';
import { DictionariesService } from '@okno/server/catalogue';
import { CoreMigrateModule, newId, systemActor, type Actor } from '@okno/server/core';
import { EgrulExtracts, RegisterFactsService, type SmeRecord } from '@okno/server/organisations';
import { RegistryService } from '@okno/server/registry';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { ApplicationsModule } from '../applications.module';
import { NOW, Scene, innOf } from '../applications.spec-data';
import type { EligibilityDto } from './eligibility.dto';
import type { RankingRequest } from './eligibility.dto';
import { EligibilityService } from './eligibility.service';

const ADDRESS = '192.0.2.1';
const AS_OF = '2026-11-15';
/** Numbers of organisations that the scene does not give. */
const [SMALL, MISSING, SUPPORTED, HIDDEN, SHOWN] = [7001, 7002, 7003, 7004, 7005].map(innOf) as [
  string,
  string,
  string,
  string,
  string,
];

let test: TestModule;
let scene: Scene;
let person: Actor;
let eligibility: EligibilityService;

const sme = (inn: string, change: Partial<SmeRecord> = {}): SmeRecord => ({
  inn,
  ogrn: '1204200000012',
  fullName: 'Общество «Пример» (демо)',
  shortName: 'ООО «Пример» (демо)',
  category: 'SMALL',
  since: '2022-08-10',
  newlyFounded: false,
  socialEnterprise: false,
  regionCode: '42',
  okvedMain: '32.50',
  okvedExtra: [],
  employees: 12,
  asOf: AS_OF,
  ...change,
});

beforeAll(async () => {
  test = await startTestModule({
    imports: [CoreMigrateModule, AccountsMigrateModule, ApplicationsModule],
    clock: NOW,
    env: { OKNO_DEMO: '1' },
  });
  scene = await Scene.over(test.app);
  person = await scene.person();
  eligibility = test.app.get(EligibilityService, { strict: false });
}, 60_000);
afterAll(() => test.close());

const guest = (inn: string, code = 'KZ-06'): Promise<EligibilityDto> =>
  eligibility.check(code, { inn }, null, ADDRESS);
const outcomes = ({ rules }: EligibilityDto): Record<string, string> =>
  Object.fromEntries(
    rules.map(({ code, outcome, message }) => [code, `${outcome} ${message.key}`]),
  );

/** Publishes a membership in the open register, or keeps it out of it. */
async function enter(organisationId: string, published: boolean): Promise<void> {
  await scene.db.transaction((tx) =>
    test.app.get(RegistryService, { strict: false }).enter(tx, systemActor(), {
      organisationId,
      clusterId: scene.clusterId,
      applicationId: newId(),
      role: 'RESEARCH',
      external: false,
      specialisations: [],
      publicCard: published ? {} : null,
    }),
  );
}

/** A card of somebody else with this ИНН. */
async function stranger(inn: string): Promise<string> {
  const id = await scene.organisation(await scene.person());
  await scene.db.query('UPDATE organisation SET inn = $2 WHERE id = $1', [id, inn]);
  return id;
}

describe('a visitor who checks an ИНН before any register is loaded', () => {
  it('hears what is not known, and nothing of cards that others have filled in', async () => {
    const inn = innOf(7100);
    const id = await stranger(inn);
    await scene.member(id);
    const answer = await guest(inn);
    expect(answer).toMatchObject({
      applicant: { inn, name: null },
      verdict: 'UNAVAILABLE',
      becomesTrue: null,
      today: '2026-11-20',
    });
    expect(outcomes(answer)).toEqual({
      E01: 'UNAVAILABLE SOURCE_NOT_CONNECTED',
      E02: 'UNAVAILABLE SOURCE_NOT_CONNECTED',
      E03: 'UNAVAILABLE E03.NOT_IN_PUBLIC_REGISTER',
      E05: 'PASS E05.IN_REGION',
      E06: 'UNAVAILABLE E06.OKVED_UNKNOWN',
      E07: 'UNAVAILABLE SOURCE_NOT_CONNECTED',
      E08: 'UNAVAILABLE E08.SIGN_IN',
      E09: 'UNAVAILABLE SOURCE_NOT_CONNECTED',
      E10: 'UNAVAILABLE E10.SIGN_IN',
      E11: 'PASS E11.ROUND_OPEN',
      E13: 'UNAVAILABLE SOURCE_NOT_CONNECTED',
    });
  });

  it('is told which field is wrong, and that there is no such measure', async () => {
    await expect(guest('4299000011')).rejects.toMatchObject({
      code: 'request.invalid',
      fields: [{ path: 'inn', code: 'INN_CHECKSUM' }],
    });
    await expect(guest(SMALL, 'KZ-99')).rejects.toMatchObject({ code: 'measure.not_found' });
  });
});

describe('a visitor, with registers loaded', () => {
  beforeAll(async () => {
    const registers = test.app.get(RegisterFactsService, { strict: false });
    const [smeSet, supportSet] = [newId(), newId()];
    await scene.db.transaction(async (tx) => {
      await registers.storeSme(
        tx,
        [SMALL, SUPPORTED, HIDDEN, SHOWN].map((inn) => sme(inn)),
        smeSet,
      );
      await registers.storeSupports(
        tx,
        [
          {
            inn: SUPPORTED,
            key: '1',
            number: 'П-1',
            formCode: '0100',
            formName: 'Финансовая',
            kindCode: '0103',
            kindName: 'Субсидии и гранты',
            category: 'SMALL',
            decidedOn: '2026-02-01',
            until: '2026-12-31',
            endedOn: null,
            amountKopecks: 10_000_00,
            size: null,
            unit: 'ROUBLE',
            providerInn: null,
            providerName: null,
            violation: true,
            asOf: AS_OF,
          },
        ],
        supportSet,
      );
      for (const [importId, register] of [
        [smeSet, 'rsmp'],
        [supportSet, 'rsmppp'],
      ] as const) {
        await registers.complete(tx, { importId, register, asOf: AS_OF, whole: true });
      }
    });
    await enter(await stranger(HIDDEN), false);
    await enter(await stranger(SHOWN), true);
  });

  it('sees category, activity, age and supports of a small business, each with source and day', async () => {
    const answer = await guest(` ${SMALL.slice(0, 4)} ${SMALL.slice(4)} `);
    expect(answer.applicant).toEqual({ inn: SMALL, name: 'ООО «Пример» (демо)' });
    expect(outcomes(answer)).toMatchObject({
      E02: 'PASS E02.SME',
      E06: 'WARN DICTIONARY_MISSING',
      E08: 'UNAVAILABLE E08.SIGN_IN',
      E09: 'PASS E09.NONE',
      E13: 'PASS E13.OLD_ENOUGH',
    });
    expect(answer.rules.find(({ code }) => code === 'E02')).toMatchObject({
      value: 'SMALL',
      source: 'rsmp',
      asOf: AS_OF,
    });
    expect(answer.rules.find(({ code }) => code === 'E13')).toMatchObject({
      value: '2020-12-31',
      source: 'ogrn',
    });
  });

  it('learns that who is not in the whole register is no small business', async () => {
    const answer = await guest(MISSING);
    expect(answer.verdict).toBe('FAIL');
    expect(outcomes(answer)['E02']).toBe('FAIL E02.NOT_SME');
  });

  it('is warned of supports that run and of violations', async () => {
    const { rules } = await guest(SUPPORTED);
    expect(rules.find(({ code }) => code === 'E09')).toMatchObject({
      outcome: 'WARN',
      value: 1,
      message: { key: 'E09.VIOLATION', params: { total: 1, titles: 'Субсидии и гранты' } },
    });
  });

  it('sees a membership only where the public register shows it', async () => {
    expect(outcomes(await guest(HIDDEN))['E03']).toBe('UNAVAILABLE E03.NOT_IN_PUBLIC_REGISTER');
    const shown = await guest(SHOWN);
    expect(outcomes(shown)).toMatchObject({ E03: 'PASS E03.MEMBER', E04: 'PASS E04.ACTIVE' });
    const joining = await guest(SHOWN, 'MEMBERSHIP-kuzbass-biomed');
    expect(outcomes(joining)['DUPLICATE']).toBe('FAIL DUPLICATE.ALREADY_A_MEMBER');
  });

  it('learns that an excluded branch is one, once the list is loaded', async () => {
    const dictionaries = test.app.get(DictionariesService, { strict: false });
    await scene.db.transaction((tx) =>
      dictionaries.load(tx, 'excluded-sectors', {
        source: 'demo',
        asOf: AS_OF,
        entries: [{ code: '32.5', name: 'demo' }],
      }),
    );
    expect(outcomes(await guest(SMALL))['E06']).toBe('FAIL E06.EXCLUDED_SECTOR');
    // Joining leaves the branch to the reviewer (forms.md §2).
    const joining = await guest(SMALL, 'MEMBERSHIP-kuzbass-biomed');
    expect(outcomes(joining)['E06']).toBe('WARN E06.EXCLUDED_SECTOR');
    await scene.db.transaction((tx) =>
      dictionaries.load(tx, 'excluded-sectors', { source: 'demo', asOf: AS_OF, entries: [] }),
    );
  });

  it('may not read out the registers', async () => {
    const tries = Array.from({ length: 130 }, () =>
      eligibility
        .check('KZ-06', { inn: SMALL }, null, '198.51.100.7')
        .catch((error: unknown) => error),
    );
    const answers = await Promise.all(tries);
    expect(answers).toContainEqual(expect.objectContaining({ code: 'rate.limited' }));
  });
});

describe('an applicant', () => {
  it('hears from when on, once a registrar has read the extract of a young company', async () => {
    const organisationId = await scene.organisation(person);
    await scene.member(organisationId);
    const check = async (): Promise<EligibilityDto> =>
      eligibility.check('KZ-06', { organisationId }, person, ADDRESS);
    await test.app
      .get(EgrulExtracts, { strict: false })
      .confirm(await scene.person('REGISTRAR'), organisationId, {
        number: 'ЮЭ9965-26-000000001',
        asOf: '2026-11-19',
        registeredOn: '2026-04-03',
        status: 'OPERATING',
        okvedMain: '32.50',
        headName: 'Пробная Анна Демовна',
      });
    const after = await check();
    expect(after.rules.find(({ code }) => code === 'E13')).toMatchObject({
      outcome: 'FAIL',
      value: '2026-04-03',
      source: 'egrul-extract',
      asOf: '2026-11-19',
      becomesTrue: { kind: 'DATE', from: '2027-04-03' },
    });
    expect(outcomes(after)).toMatchObject({ E01: 'PASS E01.OPERATING', E07: 'PASS E07.SOLVENT' });
    const { inn } = after.applicant;
    expect(outcomes(await guest(inn))['E01']).not.toBe('PASS E01.OPERATING');
  });

  it('is judged by his own card, membership and history', async () => {
    const organisationId = await scene.organisation(person);
    const before = await eligibility.check('KZ-06', { organisationId }, person, ADDRESS);
    expect(outcomes(before)['E03']).toBe('FAIL E03.NOT_A_MEMBER');
    expect(before.rules.map(({ code }) => code)).not.toContain('E04');
    await scene.member(organisationId);
    const after = await eligibility.check('KZ-06', { organisationId }, person, ADDRESS);
    expect(outcomes(after)).toMatchObject({
      E03: 'PASS E03.MEMBER',
      E04: 'PASS E04.ACTIVE',
      E05: 'PASS E05.IN_REGION',
      E10: 'PASS E10.WITHIN_LIMITS',
      E11: 'PASS E11.ROUND_OPEN',
    });
  });

  it('learns which single change helps', async () => {
    const organisationId = await scene.organisation(person);
    await scene.db.query(`UPDATE organisation SET source_code = 'registrar' WHERE id = $1`, [
      organisationId,
    ]);
    const answer = await eligibility.check('AMB-01', { organisationId }, person, ADDRESS);
    expect(
      answer.rules.filter(({ outcome }) => outcome === 'FAIL').map(({ code }) => code),
    ).toEqual(['E11']);
    // Who takes part in a cluster that is not joined here, a person looks up.
    expect(outcomes(answer)['E03']).toBe('UNAVAILABLE E03.NOT_IN_PUBLIC_REGISTER');
    expect(answer.becomesTrue).toBeNull();
    const service = await eligibility.check('KZ-01', { organisationId }, person, ADDRESS);
    const failing = service.rules.filter(({ outcome }) => outcome === 'FAIL');
    expect(service.becomesTrue).toEqual(
      failing.length === 1 ? { kind: 'CHANGE', fact: 'membership.state', to: ['ACTIVE'] } : null,
    );
  });

  it('asks for nobody else', async () => {
    const organisationId = await scene.organisation(await scene.person());
    for (const actor of [person, null]) {
      await expect(
        eligibility.check('KZ-06', { organisationId }, actor, ADDRESS),
      ).rejects.toMatchObject({ code: 'request.not_found' });
    }
  });

  it('sees before filing what the filing will be judged by', async () => {
    const organisationId = await scene.organisation(person);
    const draft = await scene.draft(person, organisationId, 'KZ-06', {});
    const answer = await eligibility.ofCase(person, draft.id);
    expect(outcomes(answer)).toMatchObject({
      E03: 'FAIL E03.NOT_A_MEMBER',
      E12: 'FAIL E12.NO_COST',
    });
    await expect(eligibility.ofCase(await scene.person(), draft.id)).rejects.toMatchObject({
      code: 'application.not_found',
    });
  });
});

describe('the ranking', () => {
  it('puts what fits and was asked for first, and says of the rest what is missing', async () => {
    const { items, applicant } = await eligibility.ranking(
      { category: 'SMALL', memberOf: 'kuzbass-biomed', needs: ['training'] },
      ADDRESS,
    );
    expect(applicant).toBeNull();
    expect(items).toHaveLength(41);
    expect(items[0]).toMatchObject({ measure: { code: 'KZ-08' }, fits: true, wanted: true });
    const firstUnfit = items.findIndex(({ fits }) => !fits);
    expect(firstUnfit).toBeGreaterThan(5);
    expect(items.slice(firstUnfit).every(({ fits }) => !fits)).toBe(true);
    // Nothing is published of whom the last one is for.
    expect(items.at(-1)).toMatchObject({ verdict: 'UNAVAILABLE', reasons: [], passed: [] });
    for (const { reasons } of items.slice(firstUnfit, -1)) {
      expect(reasons.filter(({ outcome }) => outcome === 'FAIL')).not.toEqual([]);
    }
  });

  it('believes who says that he is no member and no small business', async () => {
    const { items } = await eligibility.ranking({ category: 'NOT_SME', memberOf: null }, ADDRESS);
    const service = items.find(({ measure }) => measure.code === 'KZ-06');
    const failed = service?.reasons.filter(({ outcome }) => outcome === 'FAIL');
    expect(failed?.map(({ code }) => code)).toEqual(['E02', 'E03']);
    expect(service?.fits).toBe(false);
  });

  it('takes null for a question that was not answered', async () => {
    const said: RankingRequest = JSON.parse(
      '{"category":null,"memberOf":null,"needs":null,"inn":null}',
    );
    const { items, applicant } = await eligibility.ranking(said, ADDRESS);
    expect(applicant).toBeNull();
    expect(items).toHaveLength(41);
  });

  it('takes an ИНН where one is given, and refuses clusters that are none', async () => {
    const { applicant } = await eligibility.ranking({ inn: SMALL }, ADDRESS);
    expect(applicant).toEqual({ inn: SMALL, name: 'ООО «Пример» (демо)' });
    await expect(eligibility.ranking({ memberOf: 'nowhere' }, ADDRESS)).rejects.toMatchObject({
      code: 'request.invalid',
    });
  });
});
