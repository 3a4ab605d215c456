import { AccountsMigrateModule, AccountsService } from '@okno/server/accounts';
import {
  Audit,
  Clock,
  CoreMigrateModule,
  Database,
  newId,
  ReferenceData,
  type Actor,
} from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import type { AddOrganisationDto } from './organisation.dto';
import { OrganisationsModule } from './organisations.module';
import { OrganisationsService } from './organisations.service';
import { RegisterCardsService } from './register-cards.service';
import { RegisterFactsService } from './register-facts.service';
import type { SmeRecord } from './register-records';

const NOW = '2026-11-22T03:00:00Z';
const INN = '4299000019';

const record = (more: Partial<SmeRecord> = {}): SmeRecord => ({
  inn: INN,
  ogrn: '1244200000010',
  fullName: 'ОБЩЕСТВО "ПРИМЕР" (ДЕМО)',
  shortName: 'ООО "ПРИМЕР-2" (ДЕМО)',
  category: 'MICRO',
  since: '2016-08-01',
  newlyFounded: false,
  socialEnterprise: null,
  regionCode: '42',
  okvedMain: '72.11',
  okvedExtra: [],
  employees: 12,
  asOf: '2026-11-10',
  ...more,
});
const CARD: AddOrganisationDto = {
  kind: 'LEGAL',
  inn: INN,
  ogrn: '1244200000010',
  kpp: '429901001',
  fullName: 'Общество «Пример» (демо)',
  shortName: 'ООО «Пример» (демо)',
  okvedMain: '21.20.1',
  smeCategory: 'SMALL',
  addressLegal: 'г. Кемерово, ул. Примерная, д. 1',
  headName: 'Примеров Пример Примерович',
};

describe('a card and the register', () => {
  let test: TestModule;
  let organisations: OrganisationsService;
  let facts: RegisterFactsService;
  let cards: RegisterCardsService;
  let actor: Actor;
  beforeEach(async () => {
    test = await startTestModule({
      imports: [CoreMigrateModule, AccountsMigrateModule, OrganisationsModule],
      clock: NOW,
    });
    organisations = test.app.get(OrganisationsService);
    facts = test.app.get(RegisterFactsService);
    cards = test.app.get(RegisterCardsService);
    await test.app.get(ReferenceData).load();
    const id = newId();
    await test.app.get(Database).query(
      `INSERT INTO account (id, email, email_key, password_hash, last_name, first_name, lang, email_notices, demo,
         created_at, updated_at, confirmed_at)
       VALUES ($1, 'a@demo.example', 'a@demo.example', 'x', 'Примеров', 'Пример', 'ru', true, false, $2, $2, $2)`,
      [id, NOW],
    );
    actor = await test.app.get(AccountsService).actorOf(id);
  });
  afterEach(() => test.close());

  const importId = newId();
  const told = (...records: SmeRecord[]): Promise<unknown> =>
    test.app.get(Database).transaction((tx) => facts.storeSme(tx, records, importId));
  const whole = (asOf: string, id: string): Promise<void> =>
    test.app
      .get(Database)
      .transaction((tx) =>
        facts.complete(tx, { importId: id, register: 'rsmp', asOf, whole: true }),
      );

  it('begins with what the register tells, each value with its source', async () => {
    await told(record());
    const prefill = await cards.prefill(` ${INN} `);
    const source = { source: 'rsmp', asOf: '2026-11-10', previous: null };
    expect(prefill.ogrn).toEqual({ value: '1244200000010', source: 'rsmp', asOf: '2026-11-10' });
    expect(prefill.facts).toContainEqual({ field: 'smeCategory', value: 'MICRO', ...source });
    expect(prefill.facts).toContainEqual({
      field: 'fullName',
      value: 'ОБЩЕСТВО «ПРИМЕР» (ДЕМО)',
      ...source,
    });
    expect(await cards.prefill('7707329152')).toMatchObject({ ogrn: null, facts: [] });
    await expect(cards.prefill('4299000018')).rejects.toMatchObject({
      fields: [{ path: 'inn', code: 'INN_CHECKSUM' }],
    });
  });

  it('takes over what the register knows when it is added, and keeps what was declared', async () => {
    await told(record());
    const card = await organisations.add(actor, CARD);
    expect(card).toMatchObject({
      okvedMain: '72.11',
      smeCategory: 'MICRO',
      fullName: 'Общество «Пример» (демо)',
      shortName: 'ООО «ПРИМЕР-2» (ДЕМО)',
      source: { code: 'declared', asOf: '2026-11-22' },
    });
    const okved = card.facts.find(({ field }) => field === 'okvedMain');
    expect(okved).toEqual({
      field: 'okvedMain',
      value: '72.11',
      source: 'rsmp',
      asOf: '2026-11-10',
      previous: { value: '21.20.1', source: 'declared', asOf: '2026-11-22' },
    });
    expect(card.facts.find(({ field }) => field === 'fullName')?.previous).toBeNull();
  });

  it('follows a new set, with the old value and a trace in the history, once', async () => {
    const { id } = await organisations.add(actor, CARD);
    await told(record({ okvedMain: '21.20.1' }));
    expect(await cards.applyAll()).toBe(1);
    test.app.get(Clock).moveTo(new Date('2026-12-20T03:00:00Z'));
    await told(record({ okvedMain: '21.20.1', category: 'SMALL', asOf: '2026-12-10' }));
    expect(await cards.applyAll()).toBe(1);
    expect(await cards.applyAll()).toBe(0);
    const card = await organisations.get(actor, id);
    expect(card.smeCategory).toBe('SMALL');
    expect(card.facts.find(({ field }) => field === 'smeCategory')).toMatchObject({
      value: 'SMALL',
      asOf: '2026-12-10',
      previous: { value: 'MICRO', source: 'rsmp', asOf: '2026-11-10' },
    });
    expect(card.facts.find(({ field }) => field === 'okvedMain')).toMatchObject({
      asOf: '2026-12-10',
      previous: null,
    });
    const entries = await test.app
      .get(Database)
      .query<{ action: string }>(
        `SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY seq`,
        [id],
      );
    expect(entries.map(({ action }) => action)).toEqual([
      'organisation.add',
      'organisation.registerChange',
      'organisation.registerChange',
    ]);
    expect((await test.app.get(Audit).verify()).broken).toEqual([]);
  });

  it('shows who left the register as no small business, and leaves alone who was never in it', async () => {
    await told(record());
    const { id } = await organisations.add(actor, CARD);
    const other = await organisations.add(actor, {
      ...CARD,
      inn: '7707329152',
      ogrn: '1047707030513',
    });
    await whole('2026-12-10', newId());
    await cards.applyAll();
    expect((await organisations.get(actor, id)).smeCategory).toBe('NOT_SME');
    expect((await organisations.get(actor, other.id)).smeCategory).toBe('SMALL');
    expect((await facts.registerFacts(INN)).smeSince).toBeNull();
  });

  it('does not let the applicant change what the register tells', async () => {
    await told(record());
    const { id, revision } = await organisations.add(actor, CARD);
    await expect(
      organisations.change(actor, id, { revision, okvedMain: '21.20.1' }),
    ).rejects.toMatchObject({
      code: 'organisation.field_confirmed',
      fields: [{ path: 'okvedMain', code: 'LOCKED' }],
    });
    const changed = await organisations.change(actor, id, {
      revision,
      addressLegal: 'г. Кемерово, ул. Новая, д. 2',
    });
    expect(changed.addressLegal).toBe('г. Кемерово, ул. Новая, д. 2');
  });
});
