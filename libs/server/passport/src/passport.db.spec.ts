import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import { AccountsMigrateModule, AccountsService } from '@okno/server/accounts';
import {
  ApplicationsModule,
  ApplicationsService,
  CaseActions,
  DraftDeletion,
  DraftsService,
} from '@okno/server/applications';
import {
  Clock,
  CoreMigrateModule,
  Database,
  newId,
  ReferenceData,
  type Actor,
} from '@okno/server/core';
import { DocumentsService } from '@okno/server/documents';
import { OrganisationsService } from '@okno/server/organisations';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { PassportModule } from './passport.module';
import { PassportService } from './passport.service';

const NOW = '2026-11-20T03:00:00Z';
let test: TestModule;
let db: Database;
let passport: PassportService;
let person: Actor;
let organisationId = '';
let count = 0;

beforeAll(async () => {
  test = await startTestModule({
    imports: [CoreMigrateModule, AccountsMigrateModule, ApplicationsModule, PassportModule],
    clock: NOW,
    env: { OKNO_DEMO: '1' },
  });
  await test.app.get(ReferenceData, { strict: false }).load();
  db = test.app.get(Database, { strict: false });
  passport = test.app.get(PassportService);
  person = await someone();
  organisationId = await organisation(person, '4299000019');
}, 60_000);
afterAll(() => test.close());

async function someone(): Promise<Actor> {
  const id = newId();
  count += 1;
  await db.query(
    `INSERT INTO account (id, email, email_key, password_hash, last_name, first_name, lang, email_notices, demo,
       created_at, updated_at, confirmed_at)
     VALUES ($1, $2, $2, 'none', 'Петрова', 'Мария', 'ru', true, true, $3, $3, $3)`,
    [id, `person${count}@example.org`, NOW],
  );
  return test.app.get(AccountsService, { strict: false }).actorOf(id);
}

async function organisation(actor: Actor, inn: string): Promise<string> {
  const card = await test.app.get(OrganisationsService, { strict: false }).add(actor, {
    kind: 'LEGAL',
    inn,
    ogrn: '1024200000010',
    kpp: '429901001',
    fullName: 'Пример (демо)',
    shortName: 'Пример (демо)',
    okvedMain: '32.50',
    smeCategory: 'SMALL',
    addressLegal: 'Кемерово',
    headName: 'Петрова Мария',
  });
  return card.id;
}

async function draft(measureCode: string): Promise<string> {
  const { id } = await test.app
    .get(DraftsService, { strict: false })
    .create(person, { measureCode, organisationId });
  return id;
}

/** Puts a file into a slot and lets the passport hear of it, as the worker would. */
async function upload(applicationId: string, slot: string, text: string): Promise<void> {
  await test.app.get(DocumentsService, { strict: false }).store({
    stream: Readable.from([Buffer.from(`%PDF-1.4\n% ${text}\n%%EOF\n`)]),
    name: `${text}.pdf`,
    slot,
    applicationId,
    actor: person,
    allowedTypes: ['pdf'],
  });
  await remember(applicationId, slot);
}

async function remember(applicationId: string, slot: string): Promise<void> {
  const ref = { applicationId, organisationId, clusterId: newId(), kind: 'SERVICE' };
  await db.transaction((tx) => passport.remember({ ...ref, slot }, tx));
}

const listed = async () => (await passport.list(person, organisationId, {})).items;
const warn = (id: string): Promise<void> => db.transaction((tx) => passport.warn(id, tx));
const warnings = (): Promise<unknown[]> =>
  db.query(`SELECT 1 FROM outbox_event WHERE event = 'document.expiring'`);

describe('documents of an organisation', () => {
  let first = '';
  let second = '';

  it('are remembered once, with kind, hash and where they are used', async () => {
    first = await draft('KZ-06');
    await upload(first, 'D-TOR', 'terms');
    await remember(first, 'D-TOR');
    const [one, ...others] = await listed();
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      kind: 'D-TOR',
      label: { ru: 'Проект технического задания' },
      name: 'terms.pdf',
      validTo: null,
      validity: 'VALID',
      usedIn: [{ applicationId: first, number: null }],
    });
    expect(one?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('are taken into another draft without an upload, and then used in both', async () => {
    second = await draft('KZ-02');
    const { items } = await passport.offers(person, second);
    expect(items).toMatchObject([{ slot: 'D-TOR', name: 'terms.pdf' }]);
    const files = await db.query('SELECT 1 FROM stored_file');
    const taken = await passport.use(person, second, items[0]?.id ?? '');
    expect(taken).toMatchObject({ slot: 'D-TOR', name: 'terms.pdf', version: 1 });
    expect(await db.query('SELECT 1 FROM stored_file')).toHaveLength(files.length);
    expect((await passport.offers(person, second)).items).toEqual([]);
    const [one] = await listed();
    expect(one?.usedIn.map(({ applicationId }) => applicationId).sort()).toEqual(
      [first, second].sort(),
    );
  });

  it('are warned of once, thirty days before they expire', async () => {
    const [one] = await listed();
    const id = one?.id ?? '';
    const dated = await passport.date(person, organisationId, id, {
      issuedOn: '2026-01-15',
      validTo: '2026-12-25',
    });
    expect(dated).toMatchObject({
      issuedOn: '2026-01-15',
      validTo: '2026-12-25',
      validity: 'VALID',
    });
    const [timer] = await db.query<{ dueAt: Date }>(
      `SELECT due_at AS "dueAt" FROM timer WHERE kind = 'passport.expiring' AND subject_id = $1 AND state = 'SET'`,
      [id],
    );
    expect(timer?.dueAt.toISOString()).toBe('2026-11-25T06:00:00.000Z');
    await warn(id);
    expect(await warnings()).toHaveLength(0);
    test.app.get(Clock, { strict: false }).moveTo(new Date('2026-11-25T06:00:00Z'));
    await warn(id);
    await warn(id);
    expect(await warnings()).toHaveLength(1);
    expect(await passport.expiring(id)).toMatchObject({
      organisationId,
      name: 'terms.pdf',
      validTo: '2026-12-25',
    });
  });

  it('are not offered once expired, and a draft that has one is told so', async () => {
    test.app.get(Clock, { strict: false }).moveTo(new Date('2026-12-26T03:00:00Z'));
    const [one] = await listed();
    expect(one?.validity).toBe('EXPIRED');
    const seen = await test.app.get(ApplicationsService, { strict: false }).get(person, second);
    expect(seen.problems).toContainEqual(
      expect.objectContaining({ path: 'doc.D-TOR', code: 'DOC_EXPIRED' }),
    );
    await test.app.get(CaseActions, { strict: false }).perform(person, second, 'withdraw', {});
    const third = await draft('KZ-02');
    expect((await passport.offers(person, third)).items).toEqual([]);
    await expect(passport.use(person, third, one?.id ?? '')).rejects.toMatchObject({
      code: 'passport.not_valid',
    });
    test.app.get(Clock, { strict: false }).moveTo(new Date(NOW));
  });

  it('refuse days that cannot be', async () => {
    const [one] = await listed();
    const id = one?.id ?? '';
    await expect(
      passport.date(person, organisationId, id, { issuedOn: '2026-12-01', validTo: '2026-11-30' }),
    ).rejects.toMatchObject({
      fields: [
        { path: 'issuedOn', code: 'DATE_IN_FUTURE' },
        { path: 'validTo', code: 'DATE_BEFORE_ISSUE' },
      ],
    });
  });

  it('are nobody else’s business, and leave the list when their people say so', async () => {
    const stranger = await someone();
    const [one] = await listed();
    const id = one?.id ?? '';
    await expect(passport.list(stranger, organisationId, {})).rejects.toMatchObject({
      code: 'passport.not_found',
    });
    await expect(passport.remove(stranger, organisationId, id)).rejects.toMatchObject({
      code: 'passport.not_found',
    });
    const other = await organisation(stranger, '4299000026');
    await expect(passport.date(stranger, other, id, { validTo: null })).rejects.toMatchObject({
      code: 'passport.not_found',
    });
    await passport.remove(person, organisationId, id);
    expect(await listed()).toEqual([]);
    const documents = test.app.get(DocumentsService, { strict: false });
    expect(await documents.list(first)).toHaveLength(1);
  });
});

describe('files of a draft that was deleted', () => {
  const filesOf = async (applicationId: string): Promise<string[]> => {
    const documents = test.app.get(DocumentsService, { strict: false });
    return (await documents.history(applicationId)).map(({ name }) => name);
  };

  /** As the worker: the draft is gone, and everybody hears of it. */
  async function erase(id: string): Promise<void> {
    await test.app.get(DraftDeletion, { strict: false }).request(person, id);
    test.app.get(Clock, { strict: false }).moveTo(new Date('2026-11-27T03:00:00Z'));
    await db.transaction(async (tx) => {
      await test.app.get(DraftDeletion, { strict: false }).ring({ subjectId: id }, tx);
      await passport.release(id, tx);
    });
    test.app.get(Clock, { strict: false }).moveTo(new Date(NOW));
  }

  it('stay while they are on the list, can be read and used, and go when they leave it', async () => {
    const deleted = await draft('KZ-07');
    await upload(deleted, 'D-TOR', 'listed');
    await erase(deleted);
    expect(await filesOf(deleted)).toEqual(['listed.pdf']);
    const one = (await listed()).find(({ name }) => name === 'listed.pdf');
    const content = await passport.content(person, organisationId, one?.id ?? '');
    expect(await text(content.stream)).toContain('% listed');
    await expect(
      passport.content(await someone(), organisationId, one?.id ?? ''),
    ).rejects.toMatchObject({ code: 'passport.not_found' });
    const other = await draft('KZ-09');
    await passport.use(person, other, one?.id ?? '');

    await passport.remove(person, organisationId, one?.id ?? '');
    expect(await filesOf(deleted)).toEqual([]);
    // The other draft has the same file, and keeps it.
    const documents = test.app.get(DocumentsService, { strict: false });
    const [kept] = await documents.list(other);
    expect(await text((await documents.content(kept?.id ?? '')).stream)).toContain('% listed');
  });

  it('go with it when no list names them, and only those', async () => {
    const deleted = await draft('KZ-07');
    await upload(deleted, 'D-TOR', 'first');
    await upload(deleted, 'D-TOR', 'second');
    const [first] = (await listed()).filter(({ name }) => name === 'first.pdf');
    await passport.remove(person, organisationId, first?.id ?? '');
    const rows = async (): Promise<number> => (await db.query('SELECT 1 FROM stored_file')).length;
    const before = await rows();
    await erase(deleted);
    expect(await filesOf(deleted)).toEqual(['second.pdf']);
    expect(await rows()).toBe(before - 1);
  });
});
