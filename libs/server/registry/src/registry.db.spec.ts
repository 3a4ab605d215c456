import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

import { clusterIdOf } from '@okno/server/contracts';
import {
  Audit,
  Clock,
  CoreMigrateModule,
  Database,
  newId,
  ReferenceData,
  systemActor,
  type Actor,
} from '@okno/server/core';
import { OrganisationsService } from '@okno/server/organisations';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { AgreementTemplates } from './agreement-templates';
import { AgreementsService, type AgreementRequest } from './agreements.service';
import { ParticipantsService } from './participants.service';
import { RegistryModule } from './registry.module';
import { RegistryService, type Entry } from './registry.service';

const NOW = '2026-11-22T03:00:00Z';
const CODE = 'kuzbass-biomed';
const CLUSTER = clusterIdOf(CODE);
const WEIGHTS = [2, 4, 10, 3, 5, 9, 4, 6, 8];

describe('the register', () => {
  let test: TestModule;
  let folder: string;
  let registry: RegistryService;
  let participants: ParticipantsService;
  let agreements: AgreementsService;
  let db: Database;
  let made = 0;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'okno-registry-'));
    test = await startTestModule({
      imports: [CoreMigrateModule, RegistryModule],
      clock: NOW,
      env: { OKNO_FILES: folder },
    });
    registry = test.app.get(RegistryService);
    participants = test.app.get(ParticipantsService);
    agreements = test.app.get(AgreementsService);
    db = test.app.get(Database);
    await test.app.get(ReferenceData).load();
  }, 60_000);
  afterAll(async () => {
    await test.close();
    await rm(folder, { recursive: true });
  });

  afterEach(() => test.app.get(Clock).moveTo(new Date(NOW)));

  async function organisation(shortName?: string): Promise<{ id: string; owner: Actor }> {
    made += 1;
    const digits = `42990${String(made).padStart(4, '0')}`;
    const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
    const owner = { ...systemActor(), accountId: newId() };
    const { id } = await test.app.get(OrganisationsService).add(owner, {
      kind: 'LEGAL',
      inn: `${digits}${(sum % 11) % 10}`,
      ogrn: '1244200000010',
      kpp: '429901001',
      fullName: `Общество «Пример ${made}» (демо)`,
      shortName: shortName ?? `ООО «Пример ${made}» (демо)`,
      okvedMain: '21.20.1',
      smeCategory: 'SMALL',
      addressLegal: '650000, Кемеровская область, г. Кемерово, ул. Примерная, д. 1',
      headName: 'Примеров Пример Примерович',
      headPost: 'директор',
      website: 'https://example.org/',
    });
    return { id, owner };
  }
  const entry = (organisationId: string, more: Partial<Entry> = {}): Entry => ({
    organisationId,
    clusterId: CLUSTER,
    applicationId: newId(),
    role: 'MEDICAL_DEVICES',
    external: false,
    specialisations: ['s-1'],
    publicCard: {},
    ...more,
  });
  const enter = (given: Entry): Promise<{ membershipId: string; registryNumber: string }> =>
    db.transaction((tx) => registry.enter(tx, systemActor(), given));

  it('gives numbers without a gap, also to many at once and after a rollback', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => organisation()));
    const first = await enter(entry(people[0]?.id ?? ''));
    expect(first.registryNumber).toBe('KZB-0001');
    await expect(
      db.transaction(async (tx) => {
        await registry.enter(tx, systemActor(), entry(people[1]?.id ?? ''));
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    const others = await Promise.all(people.slice(1).map(({ id }) => enter(entry(id))));
    expect(others.map(({ registryNumber }) => registryNumber).sort()).toEqual(
      [2, 3, 4, 5, 6].map((number) => `KZB-000${number}`),
    );
  });

  it('enters one organisation once, however often it is asked', async () => {
    const { id } = await organisation();
    const same = entry(id);
    const [one, two] = await Promise.all([enter(same), enter(same)]);
    expect(one).toEqual(two);
    const outcomes = await Promise.allSettled([enter(entry(id)), enter(entry(id))]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(enter(entry(id))).rejects.toMatchObject({
      code: 'registry.already_member',
      details: { registryNumber: one?.registryNumber },
    });
    expect(await registry.activeMembership(id, CLUSTER)).toMatchObject({
      registryNumber: one?.registryNumber,
      state: 'ACTIVE',
      joinedOn: '2026-11-22',
    });
    expect(await registry.ofApplication(same.applicationId)).toEqual(one);
    const events = await db.query(
      `SELECT 1 FROM outbox_event WHERE event = 'registry.entered' AND payload->>'membershipId' = $1`,
      [one?.membershipId],
    );
    expect(events).toHaveLength(1);
    const { id: next } = await organisation();
    const after = await enter(entry(next));
    expect(Number(after.registryNumber.slice(4))).toBe(Number(one?.registryNumber.slice(4)) + 1);
  });

  it('enters two applications of one organisation at once only once', async () => {
    const { id } = await organisation();
    const outcomes = await Promise.allSettled([enter(entry(id)), enter(entry(id))]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('refuses a cluster without a register and an organisation that is not there', async () => {
    const { id } = await organisation();
    await expect(enter(entry(id, { clusterId: newId() }))).rejects.toMatchObject({
      code: 'cluster.not_found',
    });
    await expect(enter(entry(newId()))).rejects.toMatchObject({
      code: 'registry.organisation_unknown',
    });
  });

  it('shows memberships on the card of the organisation', async () => {
    const { id, owner } = await organisation();
    const { registryNumber } = await enter(entry(id));
    expect((await test.app.get(OrganisationsService).get(owner, id)).memberships).toEqual([
      { clusterCode: CODE, registryNumber, state: 'ACTIVE' },
    ]);
  });

  it('shows the public only what may be public, with participants of the sources behind', async () => {
    const { id } = await organisation('ААА «Публичная» (демо)');
    await enter(entry(id, { anchor: true, role: 'SOFTWARE' }));
    const list = await participants.list(CODE, { q: 'публичная' });
    expect(list.items).toEqual([
      {
        registryNumber: expect.stringMatching(/^KZB-\d{4}$/),
        name: 'ААА «Публичная» (демо)',
        fullName: null,
        city: 'Кемерово',
        role: 'SOFTWARE',
        anchor: true,
        specialisations: ['s-1'],
        website: 'https://example.org/',
        about: null,
        since: '2026-11-22',
        until: null,
        state: 'ACTIVE',
        kind: 'REGISTERED',
        source: null,
      },
    ]);
    expect(list.facets).toMatchObject({ roles: [{ code: 'SOFTWARE', count: 1 }], anchors: 1 });
    const published = await participants.list(CODE, { q: 'органика' });
    expect(published.items).toMatchObject([
      {
        registryNumber: null,
        name: 'АО «Органика»',
        city: 'Новокузнецк',
        role: 'PHARMA',
        anchor: true,
        kind: 'PUBLISHED',
        state: null,
        source: { publishedOn: expect.stringMatching(/^2021/) },
      },
    ]);
  });

  it('pages through registered and published participants, each once, whatever the page', async () => {
    const all = await participants.list(CODE, { limit: 100 });
    expect(all.next).toBeNull();
    expect(all.items).toHaveLength(all.total);
    const names = (items: { name: string }[]): string[] => items.map(({ name }) => name);
    for (const limit of [1, 3, 7]) {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await participants.list(CODE, {
          limit,
          ...(after === undefined ? {} : { after }),
        });
        seen.push(...names(page.items));
        after = page.next ?? undefined;
      } while (after !== undefined);
      expect(seen).toEqual(names(all.items));
    }
    expect(all.items.filter(({ kind }) => kind === 'PUBLISHED')).toHaveLength(11);
  });

  it('filters by role, town, field and anchor, and finds by the name of a field', async () => {
    const { id } = await organisation('Фильтр (демо)');
    const [field] = await db.query<{ code: string; name: { ru: string } }>(
      'SELECT code, name FROM specialisation WHERE cluster_id = $1 ORDER BY code LIMIT 1',
      [CLUSTER],
    );
    const specialisations = [field?.code ?? ''];
    await enter(entry(id, { specialisations, role: 'TRADE', publicCard: { city: 'Топки' } }));
    const found = async (query: Parameters<typeof participants.list>[1]): Promise<boolean> =>
      (await participants.list(CODE, { limit: 100, ...query })).items.some(
        ({ name }) => name === 'Фильтр (демо)',
      );
    expect(await found({ role: 'TRADE' })).toBe(true);
    expect(await found({ role: 'PHARMA' })).toBe(false);
    expect(await found({ city: 'Топки' })).toBe(true);
    expect(await found({ specialisation: specialisations[0] ?? '' })).toBe(true);
    expect(await found({ specialisation: 'none' })).toBe(false);
    expect(await found({ anchor: true })).toBe(false);
    expect(await found({ q: field?.name.ru.slice(0, 30) ?? '' })).toBe(true);
    expect(await found({ q: '%' })).toBe(false);
    const anchors = await participants.list(CODE, { anchor: true, limit: 100 });
    expect(anchors.items.every(({ anchor }) => anchor)).toBe(true);
    expect(anchors.items.length).toBe(anchors.facets.anchors);
  });

  it('keeps who does not want to be shown out of the list and the pages, but counts him', async () => {
    const before = await participants.list(CODE, {});
    const { id } = await organisation('Скрытая (демо)');
    const { registryNumber } = await enter(entry(id, { publicCard: null }));
    const after = await participants.list(CODE, {});
    expect([after.total, after.unpublished]).toEqual([before.total, before.unpublished + 1]);
    expect((await participants.list(CODE, { q: 'Скрытая' })).items).toEqual([]);
    await expect(participants.entry(registryNumber)).rejects.toMatchObject({
      code: 'participant.not_found',
    });
  });

  it('shows the register as it was on a day', async () => {
    const { id } = await organisation('Новая (демо)');
    test.app.get(Clock).moveTo(new Date('2026-12-01T18:30:00Z'));
    const { registryNumber } = await enter(entry(id));
    const on = async (asOf: string): Promise<boolean> =>
      (await participants.list(CODE, { q: 'Новая (демо)', asOf })).items.length > 0;
    expect((await participants.entry(registryNumber)).since).toBe('2026-12-02');
    expect(await on('2026-12-01')).toBe(false);
    expect(await on('2026-12-02')).toBe(true);
    expect((await participants.list(CODE, { asOf: '2021-01-01' })).items).toEqual([]);
    expect((await participants.list(CODE, { asOf: '2021-12-31' })).items).toHaveLength(11);
    for (const [asOf, code] of [
      ['2026-12-03', 'DATE_TOO_LATE'],
      ['2026-02-30', 'DATE_FORMAT'],
    ] as const) {
      await expect(participants.list(CODE, { asOf })).rejects.toMatchObject({
        fields: [{ path: 'asOf', code }],
      });
    }
  });

  it('shows an entry with its history, and 404 for a number never given', async () => {
    const { id } = await organisation();
    const { registryNumber } = await enter(entry(id));
    expect(await participants.entry(registryNumber)).toMatchObject({
      registryNumber,
      clusterCode: CODE,
      history: [{ validFrom: '2026-11-22', validTo: null, cause: 'joined' }],
    });
    for (const number of ['KZB-9999', '', "'; --"]) {
      await expect(participants.entry(number)).rejects.toMatchObject({ status: 404 });
    }
    await expect(participants.list('nowhere', {})).rejects.toMatchObject({
      code: 'cluster.not_found',
    });
    await expect(participants.list(CODE, { after: 'zzz' })).rejects.toMatchObject({
      code: 'request.bad_cursor',
    });
  });

  it('leaves a published name to the participant that has entered under it', async () => {
    const { id } = await organisation('ЗАО «НеоКор»');
    await enter(entry(id));
    const found = await participants.list(CODE, { q: 'НеоКор' });
    expect(found.items).toMatchObject([{ kind: 'REGISTERED', name: 'ЗАО «НеоКор»' }]);
  });

  describe('and its joining agreement', () => {
    const request = (organisationId: string): AgreementRequest => ({
      applicationId: newId(),
      organisationId,
      clusterId: CLUSTER,
      applicationNumber: 'KZB-MEM-2026-000001',
      role: 'Производитель медицинских изделий',
      specialisations: ['создание медицинских изделий'],
    });
    const sign = (applicationId: string, side: 'APPLICANT' | 'CENTRE'): Promise<unknown> =>
      db.transaction((tx) =>
        agreements.sign(tx, {
          applicationId,
          side,
          accountId: newId(),
          signerName: 'Примеров Пример',
          method: 'SES',
        }),
      );

    it('is drawn up once as a PDF, hashed, and signed by both sides', async () => {
      const given = request((await organisation()).id);
      const prepare = (renew = false): ReturnType<AgreementsService['prepare']> =>
        db.transaction((tx) => agreements.prepare(tx, { ...given, renew }));
      const first = await prepare();
      expect(first).toMatchObject({ state: 'PREPARED', versionNo: 1, signatures: [] });
      expect((await prepare()).sha256).toBe(first.sha256);
      const second = await prepare(true);
      expect(second).toMatchObject({ id: first.id, versionNo: 2 });
      const { stream, size } = await agreements.pdf(given.applicationId);
      const pdf = await buffer(stream);
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      expect(pdf).toHaveLength(size);
      expect(createHash('sha256').update(pdf).digest('hex')).toBe(second.sha256);

      expect(await sign(given.applicationId, 'APPLICANT')).toMatchObject({
        state: 'SIGNED_BY_APPLICANT',
      });
      expect(await prepare(true)).toMatchObject({ versionNo: 2, state: 'SIGNED_BY_APPLICANT' });
      await expect(sign(given.applicationId, 'APPLICANT')).rejects.toMatchObject({
        code: 'agreement.already_signed',
      });
      expect(await sign(given.applicationId, 'CENTRE')).toMatchObject({
        state: 'SIGNED',
        signatures: [
          { side: 'APPLICANT', sha256: second.sha256 },
          { side: 'CENTRE', sha256: second.sha256 },
        ],
      });
      await db.transaction((tx) => agreements.expire(tx, given.applicationId));
      expect(await agreements.get(given.applicationId)).toMatchObject({ state: 'SIGNED' });
    });

    it('is signed by a side once, also when both press at once', async () => {
      const given = request((await organisation()).id);
      await db.transaction((tx) => agreements.prepare(tx, given));
      const outcomes = await Promise.allSettled([
        sign(given.applicationId, 'CENTRE'),
        sign(given.applicationId, 'CENTRE'),
        sign(given.applicationId, 'APPLICANT'),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual([
        'fulfilled',
        'fulfilled',
        'rejected',
      ]);
      expect(await agreements.get(given.applicationId)).toMatchObject({ state: 'SIGNED' });
    });

    it('cannot be signed when its term is over, nor when there is none', async () => {
      const given = request((await organisation()).id);
      await db.transaction((tx) => agreements.prepare(tx, given));
      await db.transaction((tx) => agreements.expire(tx, given.applicationId));
      await expect(sign(given.applicationId, 'APPLICANT')).rejects.toMatchObject({
        code: 'agreement.expired',
      });
      await expect(sign(newId(), 'CENTRE')).rejects.toMatchObject({ code: 'agreement.not_found' });
      await expect(agreements.pdf(newId())).rejects.toMatchObject({ code: 'agreement.not_found' });
      expect(await agreements.get(newId())).toBeNull();
    });

    it('refuses a text that was changed under its old version', async () => {
      const load = (): Promise<void> =>
        db.transaction((tx) => test.app.get(AgreementTemplates).load(tx));
      await load();
      await db.query(`UPDATE agreement_template SET sha256 = repeat('0', 64)`);
      await expect(load()).rejects.toThrow('new version');
    });
  });

  it('keeps every history whole', async () => {
    expect((await test.app.get(Audit).verify()).broken).toEqual([]);
  });
});
