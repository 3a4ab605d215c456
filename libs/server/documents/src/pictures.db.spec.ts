import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { crc32, deflateSync } from 'node:zlib';

import { newId, systemActor } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { DocumentsModule } from './documents.module';
import { DocumentsService } from './documents.service';

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A black PNG of one bit a point: it packs a thousand to one. */
function png(width: number, height: number): Buffer {
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  const row = 1 + Math.ceil(width / 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(row * height))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The head of a JPEG with that frame, as a camera writes it: metadata, tables, then the frame. */
function jpg(width: number, height: number, frame = 'ffc2'): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16BE(height, 0);
  size.writeUInt16BE(width, 2);
  return Buffer.concat([
    Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
    Buffer.from('ffe1ffff', 'hex'),
    Buffer.alloc(0xffff - 2, 7),
    Buffer.from('ffc40004aaaa', 'hex'),
    Buffer.from(`ffff${frame}001108`, 'hex'),
    size,
    Buffer.from('03011100021100031100', 'hex'),
    Buffer.from('ffda0002ffd9', 'hex'),
  ]);
}

describe('pictures', () => {
  let test: TestModule;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'okno-pictures-'));
    test = await startTestModule({ imports: [DocumentsModule], env: { OKNO_FILES: folder } });
  });
  afterAll(async () => {
    await test.close();
    await rm(folder, { recursive: true });
  });

  /** What became of a picture: its type, or the code of the refusal. */
  async function given(content: Buffer, name: string): Promise<string> {
    const stored = test.app.get(DocumentsService).store({
      stream: Readable.from([content]),
      name,
      slot: 'D-TOR',
      applicationId: newId(),
      actor: systemActor(),
      allowedTypes: ['png', 'jpg'],
    });
    return stored.then(
      ({ mime }) => mime,
      (error: { fields: { code: string }[] }) => error.fields[0]?.code ?? String(error),
    );
  }

  it.each([
    ['image/png', 'of a phone', png(4000, 3000), 'a.png'],
    ['image/jpeg', 'behind its metadata', jpg(8000, 12_000), 'a.jpg'],
    ['PICTURE_TOO_LARGE', 'a PNG that unpacks to gigabytes', png(20_000, 20_000), 'bomb.png'],
    ['PICTURE_TOO_LARGE', 'a JPEG as large as can be', jpg(65_535, 65_535), 'bomb.jpg'],
    ['PICTURE_TOO_LARGE', 'the same, of another coding', jpg(65_535, 65_535, 'ffc9'), 'bomb.jpg'],
    ['FILE_DAMAGED', 'a JPEG without a frame', jpg(10, 10, 'ffc8'), 'torn.jpg'],
    ['FILE_DAMAGED', 'a picture of no points', png(0, 10), 'torn.png'],
    ['FILE_DAMAGED', 'a JPEG cut in its metadata', jpg(10, 10).subarray(0, 900), 'torn.jpg'],
  ])('are told %s: %s', async (said, _what, content, name) => {
    expect(await given(content, name)).toBe(said);
  });
});
