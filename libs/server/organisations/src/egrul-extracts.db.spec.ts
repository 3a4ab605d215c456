import { AccountsMigrateModule, AccountsService } from '@okno/server/accounts';
import { clusterIdOf, type RoleCode } from '@okno/server/contracts';
import { CoreMigrateModule, Database, newId, ReferenceData, type Actor } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { EgrulExtracts, type ReadExtract } from './egrul-extracts.service';
import type { AddOrganisationDto } from './organisation.dto';
import { OrganisationsModule } from './organisations.module';
import { OrganisationConfirmation } from './organisation-confirmation';
import { OrganisationsService } from './organisations.service';

const NOW = '2026-11-22T03:00:00Z';
const CLUSTER = 'kuzbass-biomed';

const read: ReadExtract = {
  number: ' ЮЭ9965-26-000000001 ',
  asOf: '2026-11-20',
  registeredOn: '2026-04-03',
  status: 'OPERATING',
  okvedMain: '32.50',
  headName: 'Пробная  Анна Демовна',
};

describe('organisations with an extract from ЕГРЮЛ', () => {
  let test: TestModule;
  let organisations: OrganisationsService;
  let confirmation: OrganisationConfirmation;
  let extracts: EgrulExtracts;
  let db: Database;
  let made = 0;
  beforeAll(async () => {
    test = await startTestModule({
      imports: [CoreMigrateModule, AccountsMigrateModule, OrganisationsModule],
      clock: NOW,
    });
    organisations = test.app.get(OrganisationsService);
    confirmation = test.app.get(OrganisationConfirmation);
    extracts = test.app.get(EgrulExtracts);
    db = test.app.get(Database);
    await test.app.get(ReferenceData).load();
  });
  afterAll(() => test.close());

  async function person(role?: RoleCode): Promise<Actor> {
    made += 1;
    const id = newId();
    await db.query(
      `INSERT INTO account (id, email, email_key, password_hash, last_name, first_name, lang, email_notices, demo,
         created_at, updated_at, confirmed_at)
       VALUES ($1, $2, $2, 'x', 'Примеров', $3, 'ru', true, false, $4, $4, $4)`,
      [id, `person${made}@demo.example`, `Пример${made}`, NOW],
    );
    if (role !== undefined) {
      await db.query(
        `INSERT INTO role_grant (id, account_id, role, cluster_code, cluster_id, granted_by, granted_at)
         VALUES ($1, $2, $3, $4, $5, $2, $6)`,
        [newId(), id, role, CLUSTER, clusterIdOf(CLUSTER), NOW],
      );
    }
    return test.app.get(AccountsService).actorOf(id);
  }

  function card(): AddOrganisationDto {
    const nine = `42990${String((made += 1)).padStart(4, '0')}`;
    const sum = [2, 4, 10, 3, 5, 9, 4, 6, 8].reduce(
      (total, weight, at) => total + weight * Number(nine[at]),
      0,
    );
    return {
      kind: 'LEGAL',
      inn: `${nine}${(sum % 11) % 10}`,
      ogrn: '1244200000010',
      kpp: '429901001',
      fullName: `Общество «Пример ${made}» (демо)`,
      okvedMain: '21.20.1',
      smeCategory: 'SMALL',
      addressLegal: 'г. Кемерово, ул. Примерная, д. 1',
      headName: 'Примеров Пример Примерович',
    };
  }

  async function confirmed(): Promise<{ id: string; admin: Actor }> {
    const admin = await person();
    const { id } = await organisations.add(admin, card());
    await confirmation.confirm(await person('REGISTRAR'), id);
    return { id, admin };
  }

  it('show what the registrar has read, to the centre with his name, and leave the card as it is', async () => {
    const { id, admin } = await confirmed();
    const registrar = await person('REGISTRAR');
    await extracts.confirm(registrar, id, read);
    const seen = await organisations.get(registrar, id);
    expect(seen).toMatchObject({
      okvedMain: '21.20.1',
      extract: {
        number: 'ЮЭ9965-26-000000001',
        asOf: '2026-11-20',
        registeredOn: '2026-04-03',
        headName: 'Пробная Анна Демовна',
        confirmedBy: expect.stringContaining('Примеров'),
      },
    });
    expect((await organisations.get(admin, id)).extract).toMatchObject({ confirmedBy: null });
    const [entry] = await db.query<{ data: unknown }>(
      `SELECT data FROM audit_entry WHERE subject_id = $1 AND action = 'organisation.confirm_extract'`,
      [id],
    );
    expect(entry?.data).toEqual({
      number: 'ЮЭ9965-26-000000001',
      asOf: '2026-11-20',
      registeredOn: '2026-04-03',
      status: 'OPERATING',
      okvedMain: '32.50',
    });
  });

  it('rest on the newest one, whichever was typed in last', async () => {
    const { id } = await confirmed();
    const registrar = await person('REGISTRAR');
    await extracts.confirm(registrar, id, { ...read, status: 'LIQUIDATING' });
    await extracts.confirm(registrar, id, { ...read, asOf: '2026-11-10' });
    expect(await extracts.newest([id])).toMatchObject([
      { asOf: '2026-11-20', status: 'LIQUIDATING' },
    ]);
  });

  it.each([
    [{ asOf: '2026-11-23' }, 'asOf', 'DATE_IN_FUTURE'],
    [{ asOf: '2026-10-22' }, 'asOf', 'EXTRACT_OLD'],
    [{ registeredOn: '2026-11-21' }, 'registeredOn', 'AFTER_EXTRACT'],
    [{ number: ' ' }, 'number', 'REQUIRED'],
    [{ okvedMain: '3' }, 'okvedMain', 'OKVED_FORMAT'],
  ])('are refused %j', async (wrong, path, code) => {
    const { id } = await confirmed();
    const registrar = await person('REGISTRAR');
    await expect(extracts.confirm(registrar, id, { ...read, ...wrong })).rejects.toMatchObject({
      code: 'request.invalid',
      fields: [{ path, code }],
    });
    expect(await extracts.newest([id])).toEqual([]);
  });

  it('are not read by who acts for the organisation, nor where there is no number', async () => {
    const registrar = await person('REGISTRAR');
    const { id } = await organisations.add(registrar, card());
    await expect(extracts.confirm(registrar, id, read)).rejects.toMatchObject({
      code: 'organisation.own_card',
    });
    await expect(extracts.confirm(registrar, newId(), read)).rejects.toMatchObject({
      code: 'organisation.not_found',
    });
    const foreign = await confirmed();
    await db.query(`UPDATE organisation SET ogrn = NULL WHERE id = $1`, [foreign.id]);
    await expect(extracts.confirm(registrar, foreign.id, read)).rejects.toMatchObject({
      code: 'organisation.not_in_egrul',
    });
  });
});
