import { open } from 'node:fs/promises';

import { fileTypeFromFile } from 'file-type';

/** Kinds of file that an application takes (domain §8), by what file-type calls them. */
export const FILE_KINDS = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export type FileKind = keyof typeof FILE_KINDS;

/** What is in a file, told by its content. */
export interface DetectedKind {
  kind: FileKind;
  mime: string;
}

const ZIP_END = Buffer.from('PK\u0005\u0006', 'latin1');
/** Length of the end record of a zip without its comment, and the longest comment. */
const ZIP_END_LENGTH = 22;
const ZIP_COMMENT_MAX = 65_535;
const HEAD_LENGTH = 8;

/**
 * The kind of the file by its content, or null when it is none that we take. A PDF or a picture that is a
 * zip archive at the same time (a polyglot) is none: programs would disagree about what it is.
 */
export async function detectKind(path: string): Promise<DetectedKind | null> {
  const detected = await typeOf(path);
  const kind = detected === undefined ? undefined : kindOf(detected);
  if (kind === undefined) {
    return null;
  }
  if (
    kind !== 'docx' &&
    kind !== 'xlsx' &&
    ((await isZipAsWell(path)) || !(await startsAs(path, kind)))
  ) {
    return null;
  }
  return { kind, mime: FILE_KINDS[kind] };
}

async function typeOf(path: string): Promise<string | undefined> {
  try {
    return (await fileTypeFromFile(path))?.mime;
  } catch {
    // A cut or crafted archive makes the parser stop; it is then of no kind that we take.
    return undefined;
  }
}

/** The kind that a type of content stands for. */
export function kindOf(mime: string): FileKind | undefined {
  const kinds: FileKind[] = ['pdf', 'jpg', 'png', 'docx', 'xlsx'];
  return kinds.find((kind) => FILE_KINDS[kind] === mime);
}

/** The signature stands at the very start: file-type skips an ID3 tag, and readers of PDF even more. */
async function startsAs(path: string, kind: FileKind): Promise<boolean> {
  const head = await read(path, 0, HEAD_LENGTH);
  const signature = {
    pdf: '%PDF-',
    jpg: '\u00ff\u00d8\u00ff',
    png: '\u0089PNG',
    docx: 'PK',
    xlsx: 'PK',
  };
  return head.toString('latin1').startsWith(signature[kind]);
}

/** Whether the end of the file is a whole end record of a zip: by it, archivers find an archive. */
async function isZipAsWell(path: string): Promise<boolean> {
  const tail = await read(
    path,
    -(ZIP_END_LENGTH + ZIP_COMMENT_MAX),
    ZIP_END_LENGTH + ZIP_COMMENT_MAX,
  );
  for (let at = tail.indexOf(ZIP_END); at >= 0; at = tail.indexOf(ZIP_END, at + 1)) {
    const fits = at + ZIP_END_LENGTH <= tail.length;
    if (
      fits &&
      at + ZIP_END_LENGTH + tail.readUInt16LE(at + 20) <= tail.length &&
      hasEntries(tail, at)
    ) {
      return true;
    }
  }
  return false;
}

/** Chance bytes that look like an end record would have to name a directory that fits as well. */
function hasEntries(tail: Buffer, at: number): boolean {
  const [disk, entriesHere, entries] = [4, 8, 10].map((offset) => tail.readUInt16LE(at + offset));
  return disk === 0 && entriesHere === entries;
}

async function read(path: string, from: number, length: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const start = from < 0 ? Math.max(0, size + from) : from;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
