import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import { Database, newId, systemActor } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { DocumentsModule } from './documents.module';
import { DocumentsService } from './documents.service';
import { FileStorage } from './file-storage';
import { FilesCheck, type FileFinding, type FilesCheckOptions } from './files-check';
import { IncomingFiles } from './incoming-files';

const LONG_AGO = new Date('2020-01-01T00:00:00Z');

describe('the check of stored files', () => {
  let test: TestModule;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'okno-check-'));
    test = await startTestModule({ imports: [DocumentsModule], env: { OKNO_FILES: folder } });
  });
  afterAll(async () => {
    await test.close();
    await rm(folder, { recursive: true });
  });

  /** A document; returns the key of its file. */
  async function given(applicationId = newId()): Promise<string> {
    const { id } = await test.app.get(DocumentsService).store({
      stream: Readable.from([Buffer.from('%PDF-1.7\n%%EOF\n')]),
      name: 'a.pdf',
      slot: 'D-TOR',
      applicationId,
      actor: systemActor(),
      allowedTypes: ['pdf'],
    });
    const [row] = await test.app
      .get(Database)
      .query<{ key: string }>('SELECT file_key AS key FROM document WHERE id = $1', [id]);
    return row?.key ?? '';
  }

  async function orphan(): Promise<string> {
    const content = Readable.from([Buffer.from('nobody’s')]);
    const incoming = await test.app.get(IncomingFiles).receive(content, { maxBytes: 100 });
    return test.app.get(FileStorage).keep(incoming);
  }

  async function check(
    options: FilesCheckOptions = {},
  ): Promise<{ found: FileFinding[]; counts: object }> {
    const found: FileFinding[] = [];
    const counts = await test.app
      .get(FilesCheck)
      .run({ ...options, onFinding: (one) => found.push(one) });
    return { found, counts };
  }

  it('tells what is missing, cut, changed or nobody’s, and removes only what is nobody’s and old', async () => {
    const [sound, missing, cut, changed] = [
      await given(),
      await given(),
      await given(),
      await given(),
    ];
    const [old, young] = [await orphan(), await orphan()];
    const deleted = newId();
    const forgotten = await given(deleted);
    await test.app
      .get(Database)
      .transaction((tx) => test.app.get(DocumentsService).forget(tx, deleted, []));
    await utimes(join(folder, old), LONG_AGO, LONG_AGO);
    await utimes(join(folder, forgotten), LONG_AGO, LONG_AGO);
    await utimes(join(folder, sound), LONG_AGO, LONG_AGO);
    await rm(join(folder, missing));
    await writeFile(join(folder, cut), '%PDF');
    await writeFile(join(folder, changed), '%PDF-1.7\n%%EOX\n');

    const first = await check();
    expect(first.found).toHaveLength(4);
    expect(first.found).toEqual(
      expect.arrayContaining([
        { kind: 'ORPHAN', key: old },
        { kind: 'ORPHAN', key: forgotten },
        { kind: 'MISSING', key: missing },
        { kind: 'WRONG_SIZE', key: cut },
      ]),
    );
    const second = await check({ contents: true, removeOrphans: true });
    expect(second.found).toContainEqual({ kind: 'WRONG_CONTENT', key: changed });
    expect(second.counts).toEqual({
      objects: 6,
      rows: 4,
      orphans: 2,
      removed: 2,
      missing: 1,
      wrong: 2,
    });
    const storage = test.app.get(FileStorage);
    expect([
      await storage.sizeOf(old),
      await storage.sizeOf(forgotten),
      await storage.sizeOf(young),
    ]).toEqual([null, null, 10]);
    expect(await storage.sizeOf(sound)).toBe(15);
  });
});
