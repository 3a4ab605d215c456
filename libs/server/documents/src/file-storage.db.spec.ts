import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { ConfigError, loadConfig, newId, systemActor } from '@okno/server/core';
import {
  startS3Server,
  startTestModule,
  type S3Server,
  type TestModule,
} from '@okno/server/testing';

import { DocumentsConfig } from './documents.config';
import { DocumentsHandlers } from './documents.handlers';
import { DocumentsModule, DocumentsWorkerModule } from './documents.module';
import { DocumentsService } from './documents.service';
import { FileStorage, ObjectMissing, type StoredObject } from './file-storage';
import { IncomingFiles } from './incoming-files';
import { LocalStorage } from './local-storage';
import { S3Storage } from './s3-storage';

const MEGABYTE = 1024 * 1024;
const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
/** Never twice the same eight mebibytes: pieces that change places are found out. */
const bytes = (size: number): Buffer => {
  const content = Buffer.alloc(size);
  for (let at = 0; at + 4 <= size; at += 4) {
    content.writeUInt32LE(at, at);
  }
  return content;
};
const ABSENT = `00/${'0'.repeat(40)}`;

async function everyObject(storage: FileStorage): Promise<StoredObject[]> {
  const found: StoredObject[] = [];
  let after: string | null = null;
  do {
    const page = await storage.list({ after });
    found.push(...page.objects);
    after = page.next;
  } while (after !== null);
  return found;
}

let folder: string;
let s3: S3Server;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'okno-storage-'));
  s3 = await startS3Server();
});
afterAll(async () => {
  // But for the request below with a wrong secret, every one was signed, and so was what it carried.
  expect(s3.refused).toEqual(['GET /okno-files/?list-type=2&max-keys=1000']);
  await s3.close();
  await rm(folder, { recursive: true });
});

const configOf = (env: Record<string, string>): DocumentsConfig =>
  loadConfig(DocumentsConfig, { OKNO_FILES: folder, ...env });

describe.each(['the local disk', 'S3'])('files on %s', (where) => {
  let incoming: IncomingFiles;
  let storage: FileStorage;
  beforeAll(async () => {
    const config = configOf(where === 'S3' ? s3.env : {});
    incoming = new IncomingFiles(config);
    storage =
      where === 'S3'
        ? await S3Storage.open(config, incoming)
        : new LocalStorage(config.folder, incoming);
  });

  const keep = async (content: Buffer): Promise<string> =>
    storage.keep(await incoming.receive(Readable.from([content]), { maxBytes: content.length }));

  it.each([1, 5 * MEGABYTE, 8 * MEGABYTE, 8 * MEGABYTE + 1, 20 * MEGABYTE])(
    'gives %i bytes back as they came, and nothing stays on the way',
    async (size) => {
      const content = bytes(size);
      const key = await keep(content);
      expect(await storage.sizeOf(key)).toBe(size);
      expect(sha256(await buffer(await storage.read(key)))).toBe(sha256(content));
      expect(await readdir(join(folder, 'incoming'))).toEqual([]);
    },
  );

  it('copies a file for a look into it and keeps the file', async () => {
    const content = bytes(1000);
    const key = await keep(content);
    const copy = await storage.copyOf({ key, sha256: sha256(content), size: content.length });
    expect(copy).toMatchObject({ sha256: sha256(content), size: 1000 });
    await incoming.drop(copy);
    expect(await storage.sizeOf(key)).toBe(1000);
  });

  it('says what is missing, and removes what is not there without a word', async () => {
    expect(await storage.sizeOf(ABSENT)).toBeNull();
    await expect(storage.read(ABSENT)).rejects.toThrow(ObjectMissing);
    await expect(storage.copyOf({ key: ABSENT, sha256: '', size: 1 })).rejects.toThrow(
      ObjectMissing,
    );
    await storage.remove(ABSENT);
  });

  it('reaches nothing by what is no key', async () => {
    await expect(storage.read('../../etc/passwd')).rejects.toThrow('Not a key');
    await expect(storage.list({ shard: '..' })).rejects.toThrow('Not a shard');
  });

  it('lists every file once, in the order of the keys, and a shard alone', async () => {
    const keys = [await keep(bytes(10)), await keep(bytes(20)), await keep(bytes(30))];
    const listed = await everyObject(storage);
    expect(listed.map(({ key }) => key)).toEqual(listed.map(({ key }) => key).sort());
    expect(new Set(listed.map(({ key }) => key)).size).toBe(listed.length);
    for (const key of keys) {
      const [found] = listed.filter((one) => one.key === key);
      expect(found?.ageMs).toBeGreaterThanOrEqual(-1000);
      expect(found?.ageMs).toBeLessThan(60_000);
      const { objects } = await storage.list({ shard: key.slice(0, 2) });
      expect(objects.map((one) => one.key)).toContain(key);
    }
    await storage.remove(keys[0] ?? '');
    expect((await everyObject(storage)).map(({ key }) => key)).not.toContain(keys[0]);
  });
});

describe('settings of the storage', () => {
  it.each([
    ['S3_SECRET_ACCESS_KEY', { S3_BUCKET: 'okno', S3_ACCESS_KEY_ID: 'key' }],
    ['S3_ACCESS_KEY_ID', { S3_BUCKET: 'okno', S3_SECRET_ACCESS_KEY: 'hidden' }],
    ['S3_BUCKET', { S3_BUCKET: 'No Such Name' }],
    ['S3_ENDPOINT', { S3_ENDPOINT: 'https://user:hidden@storage.example' }],
  ])('stop the start over %s', (name, env) => {
    const load = (): DocumentsConfig => configOf(env);
    expect(load).toThrow(ConfigError);
    expect(load).toThrow(name);
    expect(load).not.toThrow('hidden');
  });

  it('with a wrong secret fail without telling it or the key', async () => {
    const config = configOf({ ...s3.env, S3_SECRET_ACCESS_KEY: 'not-the-secret' });
    const storage = await S3Storage.open(config, new IncomingFiles(config));
    const failure = await storage.list({}).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      message: 'The storage refused: SignatureDoesNotMatch, status 403',
    });
    expect(JSON.stringify({ ...Object(failure) })).not.toMatch(/S3RVER|not-the-secret/);
  });

  it('with a server that is away say so', async () => {
    const config = configOf({ ...s3.env, S3_ENDPOINT: 'http://127.0.0.1:9' });
    const storage = await S3Storage.open(config, new IncomingFiles(config));
    await expect(storage.sizeOf(ABSENT)).rejects.toThrow('The storage did not answer');
  });
});

describe('documents in S3', () => {
  let test: TestModule;
  beforeAll(async () => {
    test = await startTestModule({
      imports: [DocumentsModule, DocumentsWorkerModule],
      env: { OKNO_FILES: folder, ...s3.env },
    });
  });
  afterAll(() => test.close());

  it('are taken, read and swept as on the disk; a large one goes in pieces', async () => {
    const documents = test.app.get(DocumentsService, { strict: false });
    const content = Buffer.concat([
      Buffer.from('%PDF-1.7\n'),
      bytes(19 * MEGABYTE),
      Buffer.from('\n%%EOF\n'),
    ]);
    s3.requests.length = 0;
    const document = await documents.store({
      stream: Readable.from([content]),
      name: 'plan.pdf',
      slot: 'D-TOR',
      applicationId: newId(),
      actor: systemActor(),
      allowedTypes: ['pdf'],
    });
    expect(document.sha256).toBe(sha256(content));
    expect(s3.requests.filter((one) => one.includes('partNumber='))).toHaveLength(3);
    const { stream } = await documents.content(document.id);
    expect(sha256(await buffer(stream))).toBe(document.sha256);
    const handlers = test.app.get(DocumentsHandlers, { strict: false });
    // Nothing here is a day old.
    for (const shard of ['00', '7f', 'ff']) {
      expect(await handlers.sweepShard(shard)).toBe(0);
    }
  });
});
