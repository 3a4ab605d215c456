import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32, deflateRawSync, inflateSync } from 'node:zlib';

import { Database, newId, systemActor } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { DocumentsHandlers } from './documents.handlers';
import { DocumentsModule, DocumentsWorkerModule } from './documents.module';
import type { Upload } from './document-intake';
import { DocumentsService } from './documents.service';
import { GeneratedFiles } from './generated-files';
import { PdfPrinter } from './pdf-printer';

const MEGABYTE = 1024 * 1024;
const ALL = ['pdf', 'jpg', 'png', 'docx', 'xlsx'];
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n');
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const JPG = Buffer.concat([
  Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0000b080001000101011100ffda', 'hex'),
  Buffer.alloc(200, 1),
  Buffer.from('ffd9', 'hex'),
]);
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** An entry of a zip as it is written: `told` is the size it says it has unpacked; without it, it is not packed. */
interface ZipEntry {
  name: string;
  packed: Buffer;
  told?: number;
}

function zipOf(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, packed, told } of entries) {
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(told === undefined ? 0 : 8, 4);
    head.writeUInt32LE(crc32(packed), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(told ?? packed.length, 18);
    head.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name), packed]);
    const central = Buffer.alloc(14);
    central.writeUInt32LE(offset, 10);
    centrals.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
        head,
        central,
        Buffer.from(name),
      ]),
    );
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(locals.length, 4);
  end.writeUInt16LE(locals.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end]);
}

/** A zip of uncompressed entries. */
function zip(entries: Record<string, string>): Buffer {
  return zipOf(
    Object.entries(entries).map(([name, text]) => ({ name, packed: Buffer.from(text) })),
  );
}

/** What the fonts of a PDF say their glyphs stand for: text that can be searched and copied. */
function charactersOf(pdf: Buffer): string {
  const streams = pdf.toString('latin1').matchAll(/stream\n([^]*?)\nendstream/g);
  const maps = [...streams].flatMap(([, body = '']) => {
    try {
      return [inflateSync(Buffer.from(body, 'latin1')).toString('latin1')];
    } catch {
      return []; // a picture or a font, not a packed text
    }
  });
  const codes = maps
    .filter((text) => text.includes('begincmap'))
    .flatMap((text) => text.match(/<[0-9a-f]{4}>/g) ?? []);
  return String.fromCharCode(...codes.map((code) => parseInt(code.slice(1, 5), 16)));
}

function office(mime: string, part: string): Buffer {
  return zip(partsOf(mime, part));
}

function partsOf(mime: string, part: string): Record<string, string> {
  return {
    '[Content_Types].xml': `<?xml version="1.0"?><Types><Override PartName="/${part}" ContentType="${mime}.main+xml"/></Types>`,
    [part]: '<x/>',
  };
}

/** A sound text document with one part more. */
function textWith(entry: ZipEntry): Buffer {
  const parts = Object.entries(partsOf(WORD, 'word/document.xml'));
  return zipOf([...parts.map(([name, text]) => ({ name, packed: Buffer.from(text) })), entry]);
}

/** A text document with one more part of so many MiB of nothing, its size told or not. */
function bomb(mebibytes: number, honest: boolean): Buffer {
  const packed = deflateRawSync(Buffer.alloc(mebibytes * MEGABYTE), { level: 9 });
  const told = honest ? mebibytes * MEGABYTE : packed.length * 2;
  return textWith({ name: 'word/x', packed, told });
}

function crowd(entries: number): Buffer {
  const more = Array.from({ length: entries }, (_, at) => `word/${at}`);
  return zip({
    ...partsOf(WORD, 'word/document.xml'),
    ...Object.fromEntries(more.map((name) => [name, ''])),
  });
}

function damaged(): Buffer {
  return textWith({ name: 'word/y', packed: Buffer.from('no deflate stream'), told: 100 });
}

describe('documents', () => {
  let test: TestModule;
  let folder: string;
  let documents: DocumentsService;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'okno-files-'));
    test = await startTestModule({
      imports: [DocumentsModule, DocumentsWorkerModule],
      env: { OKNO_FILES: folder },
    });
    documents = test.app.get(DocumentsService);
  });
  afterAll(async () => {
    await test.close();
    await rm(folder, { recursive: true });
  });

  const upload = (content: Buffer | Readable, more: Partial<Upload> = {}): Upload => ({
    stream: Buffer.isBuffer(content) ? Readable.from([content]) : content,
    name: 'тз.pdf',
    slot: 'D-TOR',
    applicationId: newId(),
    actor: systemActor(),
    allowedTypes: ALL,
    ...more,
  });
  const onDisk = async (): Promise<string[]> =>
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name);
  const zeros = (bytes: number): Readable => {
    let left = bytes;
    return new Readable({
      read() {
        const size = Math.min(left, 64 * 1024);
        left -= size;
        this.push(size === 0 ? null : Buffer.alloc(size, left + size === bytes ? '%PDF-1.7 ' : 0));
      },
    });
  };

  /** The code of a refusal; nothing of the file is left on disk. */
  async function refusal(given: Upload): Promise<string> {
    const before = await onDisk();
    const error = await documents.store(given).then(
      () => undefined,
      (thrown: { fields: { path: string; code: string }[] }) => thrown,
    );
    expect(await onDisk()).toEqual(before);
    expect(error?.fields[0]?.path).toBe(`doc.${given.slot}`);
    return error?.fields[0]?.code ?? 'TAKEN';
  }

  it('takes a file, tells its type by content, hashes it and gives it back', async () => {
    const data = await documents.store(upload(PDF, { declaredMime: 'text/html' }));
    expect(data).toMatchObject({
      name: 'тз.pdf',
      mime: 'application/pdf',
      size: PDF.length,
      sha256: createHash('sha256').update(PDF).digest('hex'),
      scan: 'NOT_SCANNED',
      version: 1,
      replaced: false,
    });
    const content = await documents.content(data.id);
    expect(await buffer(content.stream)).toEqual(PDF);
    expect(content.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-disposition': `attachment; filename="__.pdf"; filename*=UTF-8''%D1%82%D0%B7.pdf`,
    });
  });

  it.each([
    ['a picture', PNG, 'photo.png', 'image/png', 'photo.png'],
    ['a photograph', JPG, 'photo.jpeg', 'image/jpeg', 'photo.jpg'],
    ['a text', office(WORD, 'word/document.xml'), 'тз.docx', WORD, 'тз.docx'],
    ['a table', office(SHEET, 'xl/workbook.xml'), 'смета.xlsx', SHEET, 'смета.xlsx'],
    ['a picture called jpeg', JPG, 'plan.JPEG', 'image/jpeg', 'plan.jpg'],
    ['a PDF without an extension', PDF, 'Договор 1.2', 'application/pdf', 'Договор 1.2.pdf'],
  ])('takes %s', async (_what, content, name, mime, kept) => {
    expect(await documents.store(upload(content, { name }))).toMatchObject({ mime, name: kept });
  });

  it.each([
    ['a page of HTML called PDF', Buffer.from('<html><script>alert(1)</script></html>')],
    ['an archive', zip({ 'a.txt': 'a' })],
    ['a PDF that is an archive as well', Buffer.concat([PDF, zip({ 'a.txt': 'a' })])],
    ['a picture that is an archive as well', Buffer.concat([PNG, zip({ 'a.txt': 'a' })])],
    ['junk before the signature', Buffer.concat([Buffer.from('junk'), PDF])],
    ['a cut archive', office(WORD, 'word/document.xml').subarray(0, 60)],
    ['one byte', Buffer.from('%')],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)])],
    ['a picture with a script inside', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ])('refuses %s', async (_what, content) => {
    expect(await refusal(upload(content))).toBe('FILE_TYPE');
  });

  it('refuses a good file of a kind that the slot does not take', async () => {
    expect(await refusal(upload(PNG, { allowedTypes: ['pdf'] }))).toBe('FILE_TYPE');
  });

  it('refuses nothing at all, and a name of which nothing is left', async () => {
    expect(await refusal(upload(Buffer.alloc(0)))).toBe('FILE_EMPTY');
    expect(await refusal(upload(PDF, { name: '\u202E../' }))).toBe('FILE_NAME');
  });

  it('takes 20 MB and stops a stream of more, leaving nothing', async () => {
    expect(await documents.store(upload(zeros(20 * MEGABYTE)))).toMatchObject({
      size: 20 * MEGABYTE,
    });
    expect(await refusal(upload(zeros(21 * MEGABYTE)))).toBe('FILE_TOO_LARGE');
    const cut = Object.assign(Readable.from([PDF]), { truncated: true });
    expect(await refusal(upload(cut))).toBe('FILE_TOO_LARGE');
  });

  it('keeps the documents of an application under 100 MB, also when they come at once', async () => {
    const applicationId = newId();
    const one = (): Promise<string> =>
      documents.store(upload(zeros(19 * MEGABYTE), { applicationId, maxFiles: 10 })).then(
        () => 'TAKEN',
        (thrown: { fields: { code: string }[] }) => thrown.fields[0]?.code ?? '',
      );
    const outcomes = await Promise.all(Array.from({ length: 7 }, one));
    expect(outcomes.sort()).toEqual([
      ...Array.from({ length: 5 }, () => 'TAKEN'),
      ...Array.from({ length: 2 }, () => 'TOTAL_TOO_LARGE'),
    ]);
    expect(await documents.totalBytes(applicationId)).toBe(95 * MEGABYTE);
    expect(await refusal(upload(zeros(6 * MEGABYTE), { applicationId, maxFiles: 10 }))).toBe(
      'TOTAL_TOO_LARGE',
    );
  }, 60_000);

  it('leaves nothing of an upload that breaks off', async () => {
    const before = await onDisk();
    const broken = Readable.from(
      (async function* () {
        yield PDF;
        throw new Error('gone');
      })(),
    );
    await expect(documents.store(upload(broken))).rejects.toMatchObject({
      code: 'document.upload_broken',
    });
    expect(await onDisk()).toEqual(before);
  });

  it('gives a single-file slot a new version and keeps the old one as history', async () => {
    const applicationId = newId();
    const first = await documents.store(upload(PDF, { applicationId }));
    const second = await documents.store(upload(PNG, { applicationId, name: 'новое.png' }));
    expect(second.version).toBe(2);
    expect((await documents.list(applicationId)).map(({ id }) => id)).toEqual([second.id]);
    expect(await documents.history(applicationId)).toMatchObject([
      { id: first.id, replaced: true },
      { id: second.id, replaced: false },
    ]);
    expect(await buffer((await documents.content(first.id)).stream)).toEqual(PDF);
  });

  it('never has two present files in a single-file slot', async () => {
    const applicationId = newId();
    await Promise.all(
      Array.from({ length: 6 }, () => documents.store(upload(PDF, { applicationId }))),
    );
    expect(await documents.list(applicationId)).toMatchObject([{ version: 6 }]);
  });

  it.each([
    ['FILE_EXTENSION', 'a picture called PDF', PNG, 'plan.pdf'],
    ['FILE_EXTENSION', 'a PDF that poses as a program', PDF, 'тз.pdf.exe'],
    ['FILE_NAME', 'a path', PDF, '../../etc/passwd.pdf'],
    ['FILE_NAME', 'a path of Windows', PDF, 'C:\\temp\\a.pdf'],
    ['FILE_NAME', 'a name that turns its direction', PDF, 'invoice\u202Efdp.exe'],
    ['FILE_NAME', 'a NUL in the name', PDF, 'a\u0000.pdf'],
    ['FILE_UNPACKS_TOO_LARGE', 'a bomb that says so', bomb(400, true), 'bomb.docx'],
    ['FILE_DAMAGED', 'a bomb that lies about its size', bomb(400, false), 'bomb.docx'],
    ['FILE_UNPACKS_TOO_LARGE', 'too many entries', crowd(10_001), 'crowd.docx'],
    ['FILE_DAMAGED', 'a document whose part is damaged', damaged(), 'torn.docx'],
  ])('refuses with %s %s', async (code, _what, content, name) => {
    expect(await refusal(upload(content, { name }))).toBe(code);
  });

  it('fills a slot of several, then refuses, then takes the place of a named one', async () => {
    const applicationId = newId();
    const more = { applicationId, maxFiles: 2 };
    const first = await documents.store(upload(PDF, more));
    await documents.store(upload(PDF, more));
    expect(await refusal(upload(PDF, more))).toBe('TOO_MANY_FILES');
    const third = await documents.store(
      upload(PNG, { ...more, name: 'тз.png', replaces: first.id }),
    );
    expect(third.version).toBe(2);
    expect(await documents.list(applicationId)).toHaveLength(2);
    await expect(
      documents.store(upload(PDF, { ...more, replaces: first.id })),
    ).rejects.toMatchObject({ code: 'document.not_found' });
  });

  it('takes a document away once, as history', async () => {
    const { id, applicationId } = await documents.store(upload(PDF));
    const remove = (): Promise<void> =>
      test.app.get(Database).transaction((tx) => documents.remove(tx, systemActor(), id));
    await remove();
    await expect(remove()).rejects.toMatchObject({ code: 'document.not_found' });
    expect(await documents.list(applicationId)).toEqual([]);
    expect(await documents.find(id)).toMatchObject({ removed: true });
  });

  it('lets the caller refuse in the same transaction, and leaves nothing then', async () => {
    const before = await onDisk();
    const within = async (): Promise<void> => {
      throw new Error('handed in meanwhile');
    };
    await expect(documents.store(upload(PDF, { within }))).rejects.toThrow('handed in meanwhile');
    expect(await onDisk()).toEqual(before);
  });

  it('is swept by one timer, however many workers start', async () => {
    const handlers = test.app.get(DocumentsHandlers);
    await Promise.all(Array.from({ length: 4 }, () => handlers.onApplicationBootstrap()));
    const timers = await test.app
      .get(Database)
      .query(`SELECT 1 FROM timer WHERE kind = 'documents.sweep' AND state = 'SET'`);
    expect(timers).toHaveLength(1);
  });

  it('sweeps what belongs to nothing and leaves everything else', async () => {
    const kept = await documents.store(upload(PDF));
    const generated = await test.app
      .get(Database)
      .transaction((tx) => test.app.get(GeneratedFiles).keep(tx, PDF, 'application/pdf'));
    const long = 1_000_000;
    const orphan = join(folder, generated.key.slice(0, 2), 'a'.repeat(40));
    const cutOff = join(folder, 'incoming', 'b'.repeat(40));
    for (const path of [orphan, cutOff]) {
      await writeFile(path, 'left over');
      await utimes(path, long, long);
    }
    await utimes(join(folder, generated.key), long, long);
    expect(await test.app.get(DocumentsHandlers).sweepShard(generated.key.slice(0, 2))).toBe(2);
    expect(await buffer(await test.app.get(GeneratedFiles).read(generated.key))).toEqual(PDF);
    expect(await buffer((await documents.content(kept.id)).stream)).toEqual(PDF);
  });

  it('prints Cyrillic into a PDF, with a QR code', async () => {
    const pdf = await test.app.get(PdfPrinter).render({
      content: ['Квитанция № KZB-MEM-2026-000001', { qr: 'https://okno.example/r', fit: 80 }],
    });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1')).toContain('Roboto');
    for (const letter of 'Квитанция№') {
      expect(charactersOf(pdf)).toContain(letter);
    }
    expect(await documents.store(upload(pdf))).toMatchObject({ mime: 'application/pdf' });
  });
});
