import { clusterIdOf } from '@okno/server/contracts';
import { Clock, CoreMigrateModule, Database, newId, ReferenceData } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';
import { DEFAULT_SETTINGS } from '@okno/shared/workflow';

import { CatalogueApiModule } from './catalogue.module';
import { CatalogueService } from './catalogue.service';
import { ClusterPages } from './cluster-pages';
import { DictionariesService } from './dictionaries.service';
import { JudgedMeasures } from './judged-measures';
import { MeasurePublisher, type MeasureEdition } from './measure-publisher';
import { MeasuresService } from './measures.service';

const NOW = '2026-11-20T03:00:00Z';
const KUZBASS = clusterIdOf('kuzbass-biomed');

describe('the catalogue from its reference data', () => {
  let test: TestModule;
  let db: Database;
  let catalogue: CatalogueService;
  beforeAll(async () => {
    test = await startTestModule({
      imports: [CoreMigrateModule, CatalogueApiModule],
      clock: NOW,
      env: { OKNO_DEMO: 'true' },
    });
    [db, catalogue] = [test.app.get(Database), test.app.get(CatalogueService)];
    await test.app.get(ReferenceData).load();
  }, 60_000);
  afterAll(() => test.close());

  const counts = async (): Promise<Record<string, number>> => {
    const [row] = await db.query<Record<string, number>>(
      `SELECT (SELECT count(*) FROM cluster) AS clusters, (SELECT count(*) FROM measure WHERE listed) AS listed,
        (SELECT count(*) FROM measure) AS measures, (SELECT count(*) FROM measure_version) AS versions,
        (SELECT count(*) FROM specialisation) AS specialisations, (SELECT count(*) FROM published_organisation) AS organisations,
        (SELECT count(*) FROM shared_facility) AS facilities, (SELECT count(*) FROM intake_round) AS rounds,
        (SELECT count(*) FROM audit_entry) AS audit`,
    );
    return row!;
  };

  it('holds what the sources hold, and the same after loading it again', async () => {
    const before = await counts();
    expect(before).toMatchObject({
      clusters: 14,
      listed: 41,
      measures: 42,
      versions: 42,
      specialisations: 65,
      organisations: 11,
      facilities: 5,
      rounds: 15,
    });
    await test.app.get(ReferenceData).load();
    expect(await counts()).toEqual(before);
  });

  it('knows a cluster by code and by the id that follows from it', async () => {
    const byCode = await catalogue.cluster('kuzbass-biomed');
    expect(byCode).toMatchObject({
      id: KUZBASS,
      timeZone: 'Asia/Novokuznetsk',
      numberPrefix: 'KZB',
      // Consultative, so it gives an opinion; cases filed before keep what held then.
      councilModes: [
        { procedure: 'MEMBERSHIP', mode: 'OPINION', from: '2026-11-24T17:00:00+00:00' },
      ],
      cutOffHour: 17,
      acceptsMembership: true,
      membershipMeasureCode: 'MEMBERSHIP-kuzbass-biomed',
    });
    expect(await catalogue.cluster(KUZBASS)).toBe(byCode);
    expect(await catalogue.cluster(newId())).toBeNull();
  });

  it('shows published counts with a date and a source, never without', async () => {
    const pages = test.app.get(ClusterPages);
    const { facts, publishedOrganisations } = await pages.cluster('kuzbass-biomed');
    expect(facts.map(({ key, value, asOf }) => [key, value, asOf])).toEqual([
      ['participants', 83, '2021-01-01'],
      ['participantsGrowthPct', 76, '2021-01-01'],
      ['smes', 56, '2020-12'],
      ['anchors', 17, '2021-08-04'],
    ]);
    const { items } = await pages.list();
    for (const { code } of items) {
      for (const fact of (await pages.cluster(code)).facts) {
        expect(fact.asOf).toMatch(/^\d{4}/);
        expect(fact.source.quote).not.toBe('');
        expect(fact.label.ru).not.toBe('');
      }
    }
    expect(publishedOrganisations).toHaveLength(11);
    expect(JSON.stringify(publishedOrganisations)).not.toContain('inn');
  });

  it('gives the form of a version with its money terms, and what a flow needs', async () => {
    const measure = await catalogue.measureByCode('KZ-06');
    const version = (await catalogue.version(measure!.versionId))!;
    expect(version).toMatchObject({
      kind: 'SERVICE',
      clusterCode: 'kuzbass-biomed',
      stateShareBp: 8000,
      minOwnBp: 2000,
      limitPerApplicationKopecks: 30_000_000,
      limitPerYearKopecks: 100_000_000,
      maxPerYear: 1,
      defaultsMark: true,
      maxReturns: 2,
    });
    expect(version.rules.map(({ code }) => code)).toContain('E11');
    expect(version.refusalReasons.length).toBeGreaterThan(5);
    const form = await test.app.get(MeasuresService).form(version.id);
    expect(form.definition.code).toBe('SERVICE_MARKETING');
    expect(form.definition.sections.map(({ code }) => code)).toContain('MONEY');
    expect(form.terms).toEqual({
      stateShareBp: 8000,
      minOwnBp: 2000,
      limitPerApplicationKopecks: 30_000_000,
    });
    expect(
      await catalogue.settings(version.id, measure!.round, new Date('2026-11-20T03:00:00Z')),
    ).toEqual({
      ...DEFAULT_SETTINGS,
      terms: {
        SUBMITTED: { workingDays: 1 },
        FORMAL_CHECK: { workingDays: 5 },
        EXPERTISE: { workingDays: 10 },
        DECISION: { workingDays: 5 },
        RETURNED: { workingDays: 5 },
      },
      roundEndsOn: '2027-01-04',
    });
  });

  it('has a version only where the portal has the procedure', async () => {
    const plan = await catalogue.measureByCode('KZ-P3');
    expect(plan).toMatchObject({ hasForm: false, notOpenReason: 'NOT_APPLIED_FOR' });
    expect(await catalogue.version(plan!.versionId)).toBeNull();
    await expect(test.app.get(MeasuresService).form(plan!.versionId)).rejects.toMatchObject({
      code: 'measure_version.not_found',
    });
    expect(await catalogue.measureByCode('NO-SUCH')).toBeNull();
  });

  it('says of every measure that is closed why it is', async () => {
    const { items } = await test.app.get(MeasuresService).list({ limit: 100 });
    const reasons = new Map(items.map(({ code, notOpenReason }) => [code, notOpenReason]));
    const open = items.filter((measure) => measure.open).map(({ code }) => code);
    const services = Array.from({ length: 13 }, (_, at) => `KZ-${String(at + 1).padStart(2, '0')}`);
    expect(open).toEqual([...services, 'KZ-P1', 'MIK-01']);
    expect(items.filter(({ planned }) => planned).map(({ code }) => code)).toEqual(['KZ-P1']);
    expect(reasons.get('KRS-01')).toBe('CLUSTER_NOT_CONNECTED');
    expect(reasons.get('KZ-P3')).toBe('NOT_APPLIED_FOR');
    expect(reasons.get('HSE-01')).toBe('CLUSTER_NOT_CONNECTED');
    const joining = await test.app.get(MeasuresService).page('MEMBERSHIP-kuzbass-biomed');
    expect(joining).toMatchObject({ open: true, closesAt: null, formCode: 'MEMBERSHIP' });
  });

  it('says every measure in plain words in both languages, the official name beside it', async () => {
    const { items } = await test.app.get(MeasuresService).list({ limit: 100 });
    for (const { code } of items) {
      const page = await test.app.get(MeasuresService).page(code);
      for (const text of [page.title, page.officialTitle, page.summary!, page.parametersNote!]) {
        expect(text.ru).toMatch(/[а-яё]/i);
        expect(text.en).toMatch(/[a-z]/i);
        expect(`${text.ru}${text.en}`).not.toMatch(/[<>]/);
      }
      expect(page.limits === null).toBe(page.formCode === null);
    }
  });

  it('offers the lists a form asks for', async () => {
    const lists = await catalogue.formContextSources(KUZBASS);
    expect(lists['cluster.specialisations']).toHaveLength(7);
    expect(lists['catalogue.measures']!.map(({ value }) => value)).toContain('KZ-13');
    expect(lists['clusters.accepting']!.map(({ value }) => value)).toEqual(['kuzbass-biomed']);
  });

  it('quotes by share and limit, parts adding up to the cost', async () => {
    const measures = test.app.get(MeasuresService);
    expect(await measures.quote('KZ-06', { costKopecks: 12_345_679 })).toEqual({
      costKopecks: 12_345_679,
      stateKopecks: 9_876_543,
      ownKopecks: 2_469_136,
      byShareKopecks: 9_876_543,
      capReason: 'SHARE',
      ownShareBp: 2000,
    });
    expect(await measures.quote('KZ-06', { costKopecks: 50_000_000 })).toMatchObject({
      stateKopecks: 30_000_000,
      capReason: 'LIMIT',
    });
    await expect(measures.quote('KZ-01', { costKopecks: 100 })).rejects.toMatchObject({
      code: 'quote.no_share',
    });
  });
});

describe('versions and rounds', () => {
  let test: TestModule;
  let db: Database;
  let catalogue: CatalogueService;
  beforeAll(async () => {
    test = await startTestModule({ imports: [CoreMigrateModule, CatalogueApiModule], clock: NOW });
    [db, catalogue] = [test.app.get(Database), test.app.get(CatalogueService)];
    await test.app.get(ReferenceData).load();
  }, 60_000);
  afterAll(() => test.close());

  const edition = async (code: string): Promise<MeasureEdition> => {
    const [row] = await db.query<MeasureEdition>(
      `SELECT m.code, m.kind, m.category, m.cluster_id AS "clusterId", m.position, m.listed, v.content, v.form,
        v.state_share_bp AS "stateShareBp", v.min_own_bp AS "minOwnBp",
        v.limit_per_application_kopecks AS "limitPerApplicationKopecks",
        v.limit_per_year_kopecks AS "limitPerYearKopecks", v.max_per_year AS "maxPerYear", v.eligibility AS rules
       FROM measure m JOIN measure_version v ON v.id = m.current_version_id WHERE m.code = $1`,
      [code],
    );
    return row!;
  };

  it('has no demonstration round without OKNO_DEMO', async () => {
    expect(await db.query('SELECT 1 FROM intake_round')).toEqual([]);
    expect(await catalogue.measureByCode('KZ-06')).toMatchObject({ notOpenReason: 'NO_ROUND' });
  });

  it('makes a new version of a changed measure, and keeps the old one as it was', async () => {
    const publisher = test.app.get(MeasurePublisher);
    const before = (await catalogue.measureByCode('KZ-07'))!;
    const old = await catalogue.version(before.versionId);
    const same = await edition('KZ-07');
    await db.transaction((tx) => publisher.publish(tx, same));
    expect((await catalogue.measureByCode('KZ-07'))!.versionId).toBe(before.versionId);

    await db.transaction((tx) => publisher.publish(tx, { ...same, stateShareBp: 7000 }));
    const after = (await catalogue.measureByCode('KZ-07'))!;
    expect(after.versionId).not.toBe(before.versionId);
    expect(await catalogue.version(after.versionId)).toMatchObject({
      versionNo: 2,
      stateShareBp: 7000,
    });
    expect(await catalogue.version(before.versionId)).toEqual(old);
    const [{ closed }] = (await db.query<{ closed: number }>(
      'SELECT count(*)::int AS closed FROM measure_version WHERE measure_id = $1 AND valid_to IS NOT NULL',
      [after.id],
    )) as [{ closed: number }];
    expect(closed).toBe(1);
  });

  it('judges versions of before there were rules by those of now, and no other', async () => {
    const publisher = test.app.get(MeasurePublisher);
    const { versionId, id } = (await catalogue.measureByCode('KZ-04'))!;
    const same = await edition('KZ-04');
    const rules = async (): Promise<unknown[]> =>
      db.query('SELECT eligibility AS rules FROM measure_version WHERE id = $1', [versionId]);
    await db.query('UPDATE measure_version SET eligibility = NULL WHERE id = $1', [versionId]);
    await db.transaction((tx) => publisher.publish(tx, same));
    expect(await rules()).toEqual([{ rules: same.rules }]);
    await db.transaction((tx) => publisher.publish(tx, { ...same, rules: [] }));
    expect(await rules()).toEqual([{ rules: same.rules }]);
    expect((await catalogue.measureByCode('KZ-04'))!.versionId).not.toBe(versionId);
    expect(await test.app.get(JudgedMeasures).one('KZ-04')).toMatchObject({ rules: [] });
    expect(
      await db.query('SELECT count(*) AS versions FROM measure_version WHERE measure_id = $1', [
        id,
      ]),
    ).toEqual([{ versions: 2 }]);
  });

  it('opens and closes a round by the clock, also for a draft begun under an older version', async () => {
    const clock = test.app.get(Clock);
    const measure = (await catalogue.measureByCode('KZ-02'))!;
    const id = newId();
    // 1–10 December by the clock on the wall of Novokuznetsk (UTC+7).
    await db.query(
      `INSERT INTO intake_round (id, measure_id, opens_at, closes_at, year, mode, experts, budget_kopecks, waiting_list, demo)
       VALUES ($1, $2, '2026-11-30T17:00:00Z', '2026-12-10T16:59:59Z', 2026, 'FIFO', 2, 100, true, false)`,
      [id, measure.id],
    );
    const at = async (instant: string): Promise<unknown> => {
      clock.moveTo(new Date(instant));
      const round = await catalogue.openRound(measure.versionId, clock.now());
      return [round?.id ?? null, (await catalogue.measureByCode('KZ-02'))!.notOpenReason];
    };
    expect(await at('2026-11-30T16:59:59Z')).toEqual([null, 'ROUND_PLANNED']);
    expect(await at('2026-11-30T17:00:00Z')).toEqual([id, null]);
    expect(await at('2026-12-10T16:59:58Z')).toEqual([id, null]);
    expect(await at('2026-12-10T16:59:59Z')).toEqual([null, 'ROUND_CLOSED']);
    expect(
      await catalogue.settings(
        measure.versionId,
        await catalogue.round(id),
        new Date('2026-11-20T03:00:00Z'),
      ),
    ).toMatchObject({
      experts: 2,
      roundEndsOn: '2026-12-10',
    });

    clock.moveTo(new Date('2026-12-05T00:00:00Z'));
    const changed = { ...(await edition('KZ-02')), maxPerYear: 3 };
    await db.transaction((tx) => test.app.get(MeasurePublisher).publish(tx, changed));
    expect((await catalogue.openRound(measure.versionId, clock.now()))?.id).toBe(id);
    expect((await catalogue.measureByCode('KZ-02'))!.round).toMatchObject({ id, state: 'OPEN' });
  });

  it('keeps the database from holding nonsense', async () => {
    const { id } = (await catalogue.measureByCode('KZ-06'))!;
    const round = (experts: number, closes: string): Promise<unknown> =>
      db.query(
        `INSERT INTO intake_round (id, measure_id, opens_at, closes_at, year, mode, experts, waiting_list, demo)
         VALUES ($1, $2, '2026-12-01Z', $3, 2026, 'FIFO', $4, true, false)`,
        [newId(), id, closes, experts],
      );
    await expect(round(4, '2026-12-02Z')).rejects.toThrow('intake_round_experts_number');
    await expect(round(0, '2026-12-01Z')).rejects.toThrow('intake_round_closes_after_opening');
  });
});

describe('dictionaries', () => {
  let test: TestModule;
  let dictionaries: DictionariesService;
  beforeAll(async () => {
    test = await startTestModule({ imports: [CoreMigrateModule, CatalogueApiModule], clock: NOW });
    await test.app.get(ReferenceData).load();
    dictionaries = test.app.get(DictionariesService);
  }, 60_000);
  afterAll(() => test.close());

  it('are known and say that they are not loaded', async () => {
    expect(await dictionaries.find('okved2', '21')).toMatchObject({ loaded: false, entries: [] });
    await expect(dictionaries.find('nothing', '')).rejects.toMatchObject({
      code: 'dictionary.not_found',
    });
  });

  it('are searched by the beginning of a code and by words, when loaded', async () => {
    const entries = [
      { code: '21.20', name: 'Производство лекарственных препаратов' },
      { code: '21.20.1', name: 'Производство 100% натуральных препаратов' },
      { code: '72.19', name: 'Научные исследования и разработки' },
    ];
    await test.app
      .get(Database)
      .transaction((tx) =>
        dictionaries.load(tx, 'okved2', { source: 'test', asOf: '2026-01-01', entries }),
      );
    const codes = async (q: string): Promise<string[]> =>
      (await dictionaries.find('okved2', q)).entries.map(({ code }) => code);
    expect(await codes('21')).toEqual(['21.20', '21.20.1']);
    expect(await codes('исследования')).toEqual(['72.19']);
    expect(await codes('100%')).toEqual(['21.20.1']);
    expect(await dictionaries.entry('okved2', '72.19')).toEqual(entries[2]);
    expect(await dictionaries.state('okved2')).toMatchObject({ loaded: true, asOf: '2026-01-01' });
  });
});
