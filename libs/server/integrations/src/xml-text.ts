import { TextDecoder } from 'node:util';

import { FileProblem } from './file-problem';

/** Enough for a byte order mark and `<?xml … encoding="…"?>`. */
const HEAD = 200;
/** What the declaration may name, and how it is read. */
const ENCODINGS: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  'windows-1251': 'windows-1251',
  cp1251: 'windows-1251',
};
/** The root element's name as UTF-8 bytes: a file that says windows-1251 and holds this is really UTF-8. */
const ROOT_IN_UTF8 = Buffer.from('<Файл', 'utf8');

/**
 * Turns the bytes of an XML file into text, piece by piece. Register files are UTF-8, older ones
 * windows-1251; some say the second and are the first, which is seen and read rightly.
 */
export class XmlText {
  private decoder: TextDecoder | undefined;
  private head: Buffer = Buffer.alloc(0);

  /** @throws FileProblem ENCODING_UNKNOWN, ENCODING_MISMATCH */
  write(bytes: Uint8Array): string {
    if (this.decoder !== undefined) {
      return this.decode(bytes);
    }
    this.head = Buffer.concat([this.head, bytes]);
    if (this.head.length < HEAD) {
      return '';
    }
    return this.begin();
  }

  /** What is left at the end of the file. */
  end(): string {
    const rest = this.decoder === undefined ? this.begin() : '';
    return rest + this.decode();
  }

  private begin(): string {
    this.decoder = new TextDecoder(encodingOf(this.head), { fatal: true });
    const { head } = this;
    this.head = Buffer.alloc(0);
    return this.decode(head);
  }

  private decode(bytes?: Uint8Array): string {
    try {
      return bytes === undefined
        ? (this.decoder?.decode() ?? '')
        : (this.decoder?.decode(bytes, { stream: true }) ?? '');
    } catch {
      throw new FileProblem('ENCODING_MISMATCH');
    }
  }
}

function encodingOf(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) {
    return 'utf-16le';
  }
  if (head[0] === 0xfe && head[1] === 0xff) {
    return 'utf-16be';
  }
  const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([^"']{1,40})["']/.exec(
    head.subarray(0, HEAD).toString('latin1'),
  )?.[1];
  if (declared === undefined) {
    return 'utf-8';
  }
  const encoding = ENCODINGS[declared.toLowerCase()];
  if (encoding === undefined) {
    throw new FileProblem('ENCODING_UNKNOWN', 'only UTF-8, UTF-16 and windows-1251 are read');
  }
  return encoding === 'windows-1251' && head.includes(ROOT_IN_UTF8) ? 'utf-8' : encoding;
}
