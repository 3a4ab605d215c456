import fc from 'fast-check';

import { CoreMigrateModule, Database, ReferenceData } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { CatalogueApiModule } from './catalogue.module';
import { MeasuresService } from './measures.service';

const NOW = '2026-11-20T03:00:00Z';

describe('search over the real measures', () => {
  let test: TestModule;
  let measures: MeasuresService;
  beforeAll(async () => {
    test = await startTestModule({
      imports: [CoreMigrateModule, CatalogueApiModule],
      clock: NOW,
      env: { OKNO_DEMO: 'true' },
    });
    await test.app.get(ReferenceData).load();
    measures = test.app.get(MeasuresService);
  }, 60_000);
  afterAll(() => test.close());

  const found = async (q: string): Promise<string[]> =>
    (await measures.list({ q })).items.map(({ code }) => code);

  it.each([
    ['маркетинговое исследование', 'KZ-06'],
    ['маркетинговых исследований', 'KZ-06'],
    ['исследовать рынок', 'KZ-06'],
    ['хочу на выставку', 'KZ-04'],
    ['выставки', 'KZ-03'],
    ['обучить сотрудников', 'KZ-08'],
    ['вывести новый продукт', 'KZ-02'],
    ['позиционирование', 'KZ-07'],
    ['импортозамещ', 'KZ-12'],
    ['KZ-06', 'KZ-06'],
    ['kz-p2', 'KZ-P2'],
    ['market research', 'KZ-06'],
    ['органический сертификат', 'KRS-01'],
    ['защитить патент', 'MBK-S6'],
    ['проценты по кредиту', 'MIK-01'],
  ])('"%s" finds %s', async (q, code) => {
    expect(await found(q)).toContain(code);
  });

  it.each([
    ['маркетинговое исследование рынка', 'KZ-06'],
    ['обучение сотрудников', 'KZ-08'],
    ['вывести новый продукт на рынок', 'KZ-02'],
  ])('"%s" is answered by %s first', async (q, code) => {
    expect((await found(q))[0]).toBe(code);
  });

  it.each([
    ['маркетнговое', 'KZ-06'],
    ['маркетинговое исследоване', 'KZ-06'],
    ['пазиционирование', 'KZ-07'],
    ['выстовка', 'KZ-04'],
    ['абучение', 'KZ-08'],
    ['сертефикат', 'KRS-01'],
    ['экспертизза сметы', 'KZ-09'],
  ])('"%s", with a typing error, still finds %s', async (q, code) => {
    expect(await found(q)).toContain(code);
  });

  it.each(['цйукенгшщ', 'qqqqzzzz', '!!! ??? ...', '№ %', "'); --"])(
    '"%s" finds nothing and breaks nothing',
    async (q) => {
      const page = await measures.list({ q });
      expect([page.items, page.next]).toEqual([[], null]);
    },
  );

  it('answers whatever is asked, in any script', async () => {
    const question = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc
        .array(
          fc.constantFrom(
            'рынок',
            '&',
            '|',
            '!',
            ':*',
            "'",
            '\\\\',
            '(',
            '<->',
            '½',
            'ª',
            '٣',
            '-1',
            'не',
          ),
          {
            maxLength: 8,
          },
        )
        .map((parts) => parts.join(' ')),
    );
    await fc.assert(
      fc.asyncProperty(question, async (q) => {
        const page = await measures.list({ q: q.replaceAll('\0', ''), limit: 3 });
        expect(page.items.length).toBeLessThanOrEqual(3);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('shows where the words stand, and no other markup', async () => {
    const [best] = (await measures.list({ q: 'маркетинговое исследование' })).items;
    expect(best?.snippet).toMatch(/<mark>/);
    expect(best?.snippet?.replaceAll(/<\/?mark>/g, '')).not.toMatch(/[<>]/);
  });

  it('lists all 41, those that take requests first, each exactly once over the pages', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await measures.list({ limit: 7, ...(after === undefined ? {} : { after }) });
      expect(page.total).toBe(41);
      seen.push(...page.items.map(({ code }) => code));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(new Set(seen).size).toBe(41);
    expect(seen).toHaveLength(41);
    expect(seen.slice(0, 4)).toEqual(['KZ-01', 'KZ-02', 'KZ-03', 'KZ-04']);
    expect(seen).not.toContain('MEMBERSHIP-kuzbass-biomed');
  });

  it('pages through a search as well', async () => {
    const all = await found('кластер');
    const first = await measures.list({ q: 'кластер', limit: 2 });
    const second = await measures.list({ q: 'кластер', limit: 2, after: first.next! });
    expect([...first.items, ...second.items].map(({ code }) => code)).toEqual(all.slice(0, 4));
  });

  it('filters, and counts what each other choice would give', async () => {
    const page = await measures.list({ cluster: 'kuzbass-biomed', category: 'marketing' });
    expect(page.items.map(({ code }) => code)).toEqual(['KZ-02', 'KZ-06', 'KZ-07']);
    expect([page.total, page.facets.open]).toEqual([3, 3]);
    expect(page.facets.clusters).toContainEqual(
      expect.objectContaining({ code: 'kuzbass-biomed', count: 3 }),
    );
    expect(page.facets.categories).toContainEqual({
      code: 'exhibitions',
      name: { ru: 'Выставки и бизнес-миссии', en: 'Exhibitions & business missions' },
      count: 2,
    });
    expect((await measures.list({ open: 'true' })).total).toBe(15);
    expect((await measures.list({ open: 'false' })).total).toBe(26);
    expect((await measures.list({ cluster: 'nowhere' })).items).toEqual([]);
  });

  it('refuses a cursor that is not ours, and survives one that is odd', async () => {
    await expect(measures.list({ after: 'x' })).rejects.toMatchObject({
      code: 'request.bad_cursor',
    });
    const odd = Buffer.from('[1e300,0.5]').toString('base64url');
    expect((await measures.list({ after: odd })).items.length).toBeGreaterThan(0);
  });

  it('asks the word index, not every row', async () => {
    const plan = await test.app.get(Database).transaction(async (tx) => {
      await tx.query('SET LOCAL enable_seqscan = off');
      return tx.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN SELECT 1 FROM measure WHERE search @@ to_tsquery('russian', 'рынок')`,
      );
    });
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('measure_search');
  });
});
