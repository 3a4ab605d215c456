import { mkdtempSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ZipWriter } from '@okno/server/testing';

import { signUp } from './people';
import { Portal } from './portal';

const document = (inn: string): string =>
  `<Документ ДатаСост="10.11.2026" ДатаВклМСП="01.08.2016" КатСубМСП="2"><ОргВклМСП НаимОрг="ООО &quot;ПРИМЕР&quot; (ДЕМО)" ИННЮЛ="${inn}" ОГРН="1244200000010"/>` +
  `<СведМН КодРегион="42"/><СвОКВЭД><СвОКВЭДОсн КодОКВЭД="21.20.1"/></СвОКВЭД></Документ>`;

describe('registers', () => {
  let portal: Portal;
  let folder: string;
  beforeAll(async () => {
    portal = await Portal.start({ clock: '2026-11-22T03:00:00Z' });
    folder = mkdtempSync(join(tmpdir(), 'okno-registers-'));
  });
  afterAll(async () => {
    await portal.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function load(name: string, ...documents: string[]): { status: number | null; said: string } {
    const path = join(folder, name);
    const zip = new ZipWriter(path);
    zip.add('a.xml', Buffer.from(`<Файл ТипИнф="РЕЕСТРМСП">${documents.join('')}</Файл>`));
    zip.finish();
    const url = portal.database.url;
    const done = spawnSync(process.execPath, ['tools/run.mjs', 'import-registers', path], {
      encoding: 'utf8',
      env: {
        ...process.env,
        DATABASE_URL: url,
        DATABASE_DIRECT_URL: url,
        OKNO_CLOCK: '2026-11-22T03:00:00Z',
      },
    });
    return { status: done.status, said: done.stdout + done.stderr };
  }

  it('are loaded by a command; the administrator sees the runs page by page, nobody else does', async () => {
    const first = load('first.zip', document('4299000019'), document('4299000018'));
    expect(first).toMatchObject({ status: 0, said: expect.stringContaining('"added": 1') });
    expect(load('first.zip', document('4299000019'), document('4299000018'))).toMatchObject({
      status: 1,
      said: expect.stringContaining('register.loaded_before'),
    });
    expect(load('second.zip', document('7707329152')).status).toBe(0);
    const admin = await portal.as('SYS_ADMIN');
    const page = await admin.get('registers/imports?limit=1');
    expect(page.status).toBe(200);
    expect(page.body.items).toMatchObject([
      { fileName: 'second.zip', state: 'DONE', percent: 100 },
    ]);
    const next = await admin.get(`registers/imports?limit=1&after=${page.body.next}`);
    expect(next.body).toMatchObject({
      items: [
        {
          fileName: 'first.zip',
          asOf: '2026-11-10',
          counts: { documents: 2, added: 1, rejected: { INN_CHECKSUM: 1 } },
        },
      ],
      next: null,
    });
    expect((await admin.get('registers/imports?after=x')).status).toBe(400);
    expect((await portal.guest().get('registers/imports')).status).toBe(401);
    expect((await (await portal.as('REVIEWER')).get('registers/imports')).status).toBe(403);
  });

  it('fill a card in by its ИНН', async () => {
    const person = await signUp(portal, 'prefill@demo.example');
    const known = await person.post('organisations/prefill', { inn: '7707329152' });
    expect(known.status).toBe(200);
    expect(known.body.facts).toContainEqual({
      field: 'okvedMain',
      value: '21.20.1',
      source: 'rsmp',
      asOf: '2026-11-10',
      previous: null,
    });
    expect((await person.post('organisations/prefill', { inn: '1' })).status).toBe(400);
    expect((await portal.guest().post('organisations/prefill', { inn: '7707329152' })).status).toBe(
      401,
    );
  });
});
