import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Clock, Database, newId } from '@okno/server/core';
import { RegisterFactsService } from '@okno/server/organisations';
import { startTestModule, ZipWriter, type TestModule } from '@okno/server/testing';
import { checkInn } from '@okno/shared/identifiers';

import { IntegrationsModule } from './integrations.module';
import { ARCHIVE_LIMITS } from './register-archive';
import { RegisterImportService } from './register-import.service';

const NOW = '2026-11-22T03:00:00Z';

/** The n-th ИНН of an invented organisation, with its check digit. */
function innOf(n: number): string {
  const digits = `42${String(n).padStart(7, '0')}`;
  for (let last = 0; last < 10; last += 1) {
    if (checkInn(`${digits}${last}`).ok) {
      return `${digits}${last}`;
    }
  }
  throw new Error(digits);
}

interface Company {
  n: number;
  category?: string;
  okved?: string;
  name?: string;
  asOf?: string;
}

const sme = ({
  n,
  category = '1',
  okved = '21.20.1',
  name,
  asOf = '10.11.2026',
}: Company): string =>
  `<Документ ИдДок="${n}" ДатаСост="${asOf}" ДатаВклМСП="01.08.2016" ВидСубМСП="1" КатСубМСП="${category}">` +
  `<ОргВклМСП НаимОрг="${name ?? `ООО &quot;ПРИМЕР ${n}&quot; (ДЕМО)`}" ИННЮЛ="${innOf(n)}"/>` +
  `<СведМН КодРегион="42"/><СвОКВЭД><СвОКВЭДОсн КодОКВЭД="${okved}"/></СвОКВЭД></Документ>`;
const support = (n: number, number: string, roubles = '100.00', asOf = '15.11.2026'): string =>
  `<Документ ДатаСост="${asOf}"><СвЮЛ ИННЮЛ="${innOf(n)}"/>` +
  `<СвПредПод НомерПод="${number}" НаимОрг="ФОНД (ДЕМО)" ИННЮЛ="${innOf(900)}" ДатаПрин="01.02.2026" СрокПод="31.12.2026" ИнфНаруш="2">` +
  `<ФормПод КодФорм="0100" НаимФорм="Финансовая"/><ВидПод КодВид="0103" НаимВид="Субсидия"/><РазмПод РазмПод="${roubles}" ЕдПод="1"/></СвПредПод></Документ>`;
const xml = (documents: string, kind = 'РЕЕСТРМСП'): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Файл ТипИнф="${kind}">${documents}</Файл>`;
const companies = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, at) => sme({ n: from + at })).join('');

describe('imports of registers', () => {
  let test: TestModule;
  let imports: RegisterImportService;
  let facts: RegisterFactsService;
  let db: Database;
  let folder: string;
  let made = 0;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'okno-registers-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(async () => {
    test = await startTestModule({ imports: [IntegrationsModule], clock: NOW });
    imports = test.app.get(RegisterImportService);
    facts = test.app.get(RegisterFactsService);
    db = test.app.get(Database);
  });
  afterEach(() => test.close());

  function archive(...files: (string | [string, string | Buffer])[]): string {
    made += 1;
    const path = join(folder, `${made}.zip`);
    const zip = new ZipWriter(path);
    files.forEach((file, at) => {
      const [name, content] = typeof file === 'string' ? [`data-${at}.xml`, file] : file;
      zip.add(name, Buffer.isBuffer(content) ? content : Buffer.from(content));
    });
    zip.finish();
    return path;
  }

  const known = async (): Promise<number> =>
    Number((await db.query<{ n: number }>('SELECT count(*) AS n FROM register_sme'))[0]?.n);

  it('tell what the register says, with source and date', async () => {
    const row = await imports.run({ path: archive(xml(sme({ n: 1, category: '2' }))) });
    expect(row).toMatchObject({ register: 'rsmp', state: 'DONE', asOf: '2026-11-10' });
    expect(row.counts).toMatchObject({ filesRead: 1, documents: 1, added: 1, rejected: {} });
    const told = await facts.registerFacts(innOf(1));
    const source = { source: 'rsmp', asOf: '2026-11-10' };
    expect(told.smeCategory).toEqual({ value: 'SMALL', ...source });
    expect(told.fullName).toEqual({ value: 'ООО «ПРИМЕР 1» (ДЕМО)', ...source });
    expect(told.okvedMain).toEqual({ value: '21.20.1', ...source });
    expect(told.employees).toBeNull();
    expect(told.supports).toBeNull();
    expect((await facts.registerFacts(innOf(2))).smeCategory).toEqual({
      value: 'NOT_SME',
      ...source,
    });
  });

  it('change nothing when done again, count what a new set changes, and see who left', async () => {
    const path = archive(xml(companies(1, 101)));
    await imports.run({ path });
    await expect(imports.run({ path })).rejects.toMatchObject({ code: 'register.loaded_before' });
    const again = await imports.run({ path, again: true });
    expect(again.counts).toMatchObject({ added: 0, changed: 0, unchanged: 100, outdated: 0 });

    test.app.get(Clock).moveTo(new Date('2026-12-20T03:00:00Z'));
    const december = { asOf: '10.12.2026' };
    const next = archive(
      xml(
        sme({ n: 1, category: '3', ...december }) +
          sme({ n: 2, ...december }) +
          sme({ n: 500, ...december }),
      ),
    );
    expect((await imports.run({ path: next })).counts).toMatchObject({
      added: 1,
      changed: 1,
      unchanged: 1,
    });
    expect((await facts.registerFacts(innOf(1))).smeCategory).toMatchObject({
      value: 'MEDIUM',
      asOf: '2026-12-10',
    });
    expect((await facts.registerFacts(innOf(50))).smeCategory).toMatchObject({
      value: 'NOT_SME',
      asOf: '2026-12-10',
    });

    const old = await imports.run({ path, again: true });
    expect(old.counts).toMatchObject({ added: 0, changed: 0, unchanged: 98, outdated: 2 });
    expect((await facts.registerFacts(innOf(1))).smeCategory).toMatchObject({ value: 'MEDIUM' });
    expect((await facts.registerFacts(innOf(50))).smeCategory).toMatchObject({ value: 'NOT_SME' });
  });

  it('say of nobody that he is not listed, after a part of a set or a set with a broken file', async () => {
    await imports.run({ path: archive(xml(companies(1, 3))), part: true });
    expect((await facts.registerFacts(innOf(77))).smeCategory).toBeNull();
    await imports.run({
      path: archive(xml(companies(3, 5)), '<Файл ТипИнф="РЕЕСТРМСП"><Документ>'),
    });
    expect((await facts.registerFacts(innOf(77))).smeCategory).toBeNull();
    expect((await facts.registerFacts(innOf(4))).smeCategory).toMatchObject({ value: 'MICRO' });
  });

  it('leave broken files and documents out by reason, and read the others', async () => {
    const row = await imports.run({
      path: archive(
        ['../../etc/a.xml', xml(companies(1, 11))],
        ['b.xml', xml(companies(20, 30)).slice(0, -20)],
        ['c.xml', `<!DOCTYPE x [<!ENTITY a "b">]>${xml('')}`],
        ['d.xml', xml(support(1, 'x'), 'РЕЕСТРМСП-ПП')],
        [
          'e.xml',
          Buffer.concat([
            Buffer.from('<?xml version="1.0" encoding="UTF-8"?>'),
            Buffer.alloc(300, 0xd4),
          ]),
        ],
        ['read-me.txt', 'text'],
        [
          'f.xml',
          xml(
            sme({ n: 30 }) +
              sme({ n: 31 }).replace(innOf(31), '4200000000') +
              sme({ n: 32, asOf: '01.01.2050' }),
          ),
        ],
      ),
    });
    expect(row.counts).toMatchObject({
      filesRead: 2,
      filesRejected: { XML_BROKEN: 1, DTD_REFUSED: 1, OTHER_REGISTER: 1, ENCODING_MISMATCH: 1 },
      filesIgnored: 1,
      documents: 13,
      rejected: { INN_CHECKSUM: 1, AS_OF_FUTURE: 1 },
      added: 11,
    });
    expect(row.samples).toContainEqual({ file: 'f.xml', document: 2, reason: 'INN_CHECKSUM' });
    expect(row.samples).toContainEqual({ file: 'b.xml', document: 0, reason: 'XML_BROKEN' });
    expect(JSON.stringify(row)).not.toContain('4200000000');
    expect(await known()).toBe(11);
  });

  it('go on where they were broken off, in the middle of a file, and count as if they had not been', async () => {
    const path = archive(xml(companies(1, 4_500)), xml(companies(4_500, 5_001)));
    let stored = 0;
    const broken = imports.run({
      path,
      onProgress: ({ counts }) => {
        stored = counts.documents;
        if (stored >= 2_000) {
          throw new Error('killed');
        }
      },
    });
    await expect(broken).rejects.toThrow('killed');
    expect(await known()).toBe(2_000);
    const places: number[] = [];
    const row = await imports.run({
      path,
      onProgress: ({ counts }) => {
        places.push(counts.documents);
      },
    });
    expect(places[0]).toBe(4_000);
    expect(row.counts).toMatchObject({
      documents: 5_000,
      added: 5_000,
      changed: 0,
      unchanged: 0,
      filesRead: 2,
    });
    expect(await known()).toBe(5_000);
  }, 60_000);

  it('stop when another process takes them over', async () => {
    const path = archive(xml(companies(1, 2_500)));
    const first = imports.run({
      path,
      onProgress: async ({ counts, id }) => {
        if (counts.documents === 2_000) {
          await db.query('UPDATE register_import SET owner = $2 WHERE id = $1', [id, newId()]);
        }
      },
    });
    await expect(first).rejects.toMatchObject({ code: 'register.taken_over' });
    expect((await imports.run({ path })).counts).toMatchObject({ documents: 2_499, added: 2_499 });
  });

  it('tell what support was given, with names, and no longer what was taken back', async () => {
    const kind = 'РЕЕСТРМСП-ПП';
    const row = await imports.run({
      path: archive(xml(support(1, 'a') + support(1, 'b', '7.5') + support(2, 'c'), kind)),
    });
    expect(row.counts).toMatchObject({ documents: 3, added: 3 });
    const { supports } = await facts.registerFacts(innOf(1));
    expect(supports).toMatchObject({ source: 'rsmppp', asOf: '2026-11-15' });
    expect(supports?.value).toMatchObject([
      {
        number: 'a',
        amountKopecks: 10_000,
        formName: 'Финансовая',
        kindName: 'Субсидия',
        providerName: 'ФОНД (ДЕМО)',
      },
      {
        number: 'b',
        amountKopecks: 750,
        decidedOn: '2026-02-01',
        until: '2026-12-31',
        violation: false,
      },
    ]);
    expect((await facts.registerFacts(innOf(3))).supports).toEqual({
      value: [],
      source: 'rsmppp',
      asOf: '2026-11-15',
    });
    await imports.run({ path: archive(xml(support(1, 'b', '8', '20.11.2026'), kind)) });
    expect((await facts.registerFacts(innOf(1))).supports).toMatchObject({
      asOf: '2026-11-20',
      value: [{ number: 'b', amountKopecks: 800 }],
    });
  });

  it('refuse what is no register', async () => {
    const good = archive(xml(companies(1, 50)));
    const codeOf = (path: string, more = {}): Promise<unknown> =>
      imports.run({ path, ...more }).then(
        () => 'none',
        (error: { code: string; details: { reason?: string } }) => [
          error.code,
          error.details.reason,
        ],
      );
    const cut = join(folder, 'cut.zip');
    writeFileSync(cut, readFileSync(good));
    truncateSync(cut, 500);
    const bomb = archive(['bomb.xml', Buffer.alloc(30_000_000, 32)]);
    expect(await codeOf(cut)).toEqual(['register.archive_unreadable', 'NOT_A_ZIP']);
    expect(await codeOf(join(folder, 'none.zip'))).toEqual([
      'register.archive_unreadable',
      'NOT_FOUND',
    ]);
    expect(await codeOf(bomb)).toEqual(['register.archive_refused', 'TOO_LARGE']);
    expect(await codeOf(archive(['a.txt', 'a']))).toEqual(['register.archive_refused', 'NO_XML']);
    expect(await codeOf(archive('<html/>'))).toEqual(['register.wrong_kind', undefined]);
    expect(await codeOf(good, { limits: { ...ARCHIVE_LIMITS, entries: 0 } })).toEqual([
      'register.archive_refused',
      'TOO_MANY_FILES',
    ]);
    const other = await imports.run({ path: good, register: 'rsmppp' });
    expect(other.counts.filesRejected).toEqual({ OTHER_REGISTER: 1 });
    expect(await known()).toBe(0);
  });

  it('leave out a file whose packed bytes are damaged', async () => {
    const path = archive(xml(companies(1, 50)), xml(companies(50, 60)));
    const bytes = readFileSync(path);
    bytes.fill(0xff, 200, 260);
    writeFileSync(path, bytes);
    const row = await imports.run({ path });
    expect(row.counts).toMatchObject({
      filesRejected: { ENTRY_BROKEN: 1 },
      filesRead: 1,
      added: 10,
    });
  });
});
