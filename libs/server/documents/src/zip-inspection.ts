import { pipeline } from 'node:stream/promises';
import { Writable, type Readable } from 'node:stream';

import { openPromise, type Entry } from 'yauzl';

/** What an office document may unpack to; a real one of 20 MB stays far below. */
const MAX_ENTRIES = 10_000;
const MAX_UNPACKED_BYTES = 300 * 1024 * 1024;
const MAX_RATIO = 200;
/** Short documents pack very well: only from here on does the ratio tell anything. */
const RATIO_COUNTS_FROM = 20 * 1024 * 1024;

/** What is wrong with an archive. */
export type ZipVerdict = 'SOUND' | 'UNPACKS_TOO_LARGE' | 'DAMAGED';

class UnpacksTooLarge extends Error {}

/**
 * Looks through an archive as a program that opens it would: first what its directory declares, then what really
 * comes out, one entry after another, stopping at the limit. Entries that lie about their size are damage.
 */
export async function inspectZip(path: string, packedBytes: number): Promise<ZipVerdict> {
  try {
    const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
    try {
      const entries: Entry[] = [];
      let declared = 0;
      if (zip.entryCount > MAX_ENTRIES) {
        return 'UNPACKS_TOO_LARGE';
      }
      for await (const entry of zip.eachEntry()) {
        declared += entry.uncompressedSize;
        requireModest(declared, packedBytes);
        entries.push(entry);
      }
      let unpacked = 0;
      for (const entry of entries) {
        const stream = await zip.openReadStreamPromise(entry);
        unpacked = await measured(stream, unpacked, packedBytes);
      }
      return 'SOUND';
    } finally {
      zip.close();
    }
  } catch (error) {
    // Whatever else a reader of archives stumbles over makes the document unreadable.
    return error instanceof UnpacksTooLarge ? 'UNPACKS_TOO_LARGE' : 'DAMAGED';
  }
}

async function measured(stream: Readable, before: number, packedBytes: number): Promise<number> {
  let total = before;
  await pipeline(
    stream,
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        total += chunk.length;
        done(isModest(total, packedBytes) ? null : new UnpacksTooLarge());
      },
    }),
  );
  return total;
}

function requireModest(bytes: number, packedBytes: number): void {
  if (!isModest(bytes, packedBytes)) {
    throw new UnpacksTooLarge();
  }
}

function isModest(bytes: number, packedBytes: number): boolean {
  return (
    bytes <= MAX_UNPACKED_BYTES && (bytes < RATIO_COUNTS_FROM || bytes <= packedBytes * MAX_RATIO)
  );
}
