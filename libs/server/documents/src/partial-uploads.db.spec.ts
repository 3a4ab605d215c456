import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import { Clock, Database, newId, systemActor } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import type { UploadPlace } from './document-intake';
import { DocumentsModule } from './documents.module';
import { DocumentsService } from './documents.service';
import { FileStorage } from './file-storage';
import { FilesCheck } from './files-check';
import { PartialUploads, type PartialUpload } from './partial-uploads.service';

const NOON = '2026-11-20T12:00:00Z';
const NEXT_NOON = '2026-11-21T12:00:00Z';
const PDF = '%PDF-1.7\n%%EOF\n';

describe('files that come in pieces', () => {
  let test: TestModule;
  let folder: string;
  let uploads: PartialUploads;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'okno-pieces-'));
    test = await startTestModule({
      imports: [DocumentsModule],
      clock: NOON,
      env: { OKNO_FILES: folder },
    });
    uploads = test.app.get(PartialUploads);
  });
  afterAll(async () => {
    await test.close();
    await rm(folder, { recursive: true });
  });
  beforeEach(() => moveTo(NOON));

  const moveTo = (at: string): void => test.app.get(Clock).moveTo(new Date(at));
  const place = (): UploadPlace => ({
    slot: 'D-TOR',
    applicationId: newId(),
    actor: systemActor(),
    allowedTypes: ['pdf'],
  });
  const begin = (where: UploadPlace): Promise<PartialUpload> =>
    uploads.begin(where, { name: 'тз.pdf', size: PDF.length, fingerprint: 'f' });
  const bytes = (from: number, to?: number): Readable =>
    Readable.from([Buffer.from(PDF.slice(from, to))]);
  const isKept = async (key: string | undefined): Promise<boolean> =>
    (await test.app.get(FileStorage).sizeOf(key ?? '')) !== null;

  it('go a day after their last byte, with their pieces, and nothing else goes', async () => {
    const left = await uploads.append(await begin(place()), 0, bytes(0, 5));
    moveTo('2026-11-20T18:00:00Z');
    const going = await uploads.append(await begin(place()), 0, bytes(0, 5));
    const where = place();
    const whole = await uploads.append(await begin(where), 0, bytes(0));
    const document = await uploads.finish(whole, where);

    moveTo('2026-11-21T11:59:59Z');
    expect(await uploads.sweep()).toBe(0);
    moveTo(NEXT_NOON);
    await expect(uploads.find(left.id)).rejects.toMatchObject({ code: 'upload.not_found' });
    expect(await isKept(left.parts[0]?.key)).toBe(true);
    expect(await uploads.sweep()).toBe(1);
    expect(await isKept(left.parts[0]?.key)).toBe(false);
    expect(await uploads.find(going.id)).toMatchObject({ received: 5 });

    moveTo('2026-11-22T12:00:00Z');
    expect(await uploads.sweep()).toBe(2);
    const content = await test.app.get(DocumentsService).content(document.id);
    expect(await text(content.stream)).toBe(PDF);
  });

  it('are not swept while a late piece gives them another day', async () => {
    const upload = await uploads.append(await begin(place()), 0, bytes(0, 5));
    moveTo('2026-11-21T11:00:00Z');
    await uploads.append(upload, 5, bytes(5, 9));
    moveTo(NEXT_NOON);
    await uploads.sweep();
    expect(await uploads.find(upload.id)).toMatchObject({ received: 9 });
  });

  it('take one of two pieces for the same place, and keep nothing of the other', async () => {
    const before = await test.app.get(FilesCheck).run();
    const where = place();
    const upload = await begin(where);
    const both = await Promise.allSettled([
      uploads.append(upload, 0, bytes(0)),
      uploads.append(upload, 0, bytes(0, 5)),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [row] = await test.app
      .get(Database)
      .query<{ parts: number }>(
        'SELECT jsonb_array_length(parts) AS parts FROM partial_upload WHERE id = $1',
        [upload.id],
      );
    expect(row).toEqual({ parts: 1 });
    const now = await uploads.find(upload.id);
    await uploads.append(now, now.received, bytes(now.received));
    const { id } = await uploads.finish(await uploads.find(upload.id), where);
    expect(await text((await test.app.get(DocumentsService).content(id)).stream)).toBe(PDF);
    const after = await test.app.get(FilesCheck).run();
    expect([after.objects - before.objects, after.rows - before.rows]).toEqual([1, 1]);
  });
});
