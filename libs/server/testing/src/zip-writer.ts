import { closeSync, openSync, writeSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const DEFLATE = 8;
const UTF8_NAMES = 0x0800;
const MAX_32 = 0xffffffff;
const MAX_16 = 0xffff;
/** 1 January 2026, as zip writes days. */
const DAY = ((2026 - 1980) << 9) | (1 << 5) | 1;

interface Written {
  name: Buffer;
  crc: number;
  packed: number;
  size: number;
  offset: number;
}

/** Writes a zip file by file; one file is in memory at a time. With ZIP64 where the archive is larger than 4 GiB. */
export class ZipWriter {
  private readonly file: number;
  private readonly written: Written[] = [];
  private offset = 0;

  constructor(path: string) {
    this.file = openSync(path, 'w');
  }

  /** @param level of compression, 0 to 9 */
  add(name: string, content: Buffer, level = 6): void {
    const packed = deflateRawSync(content, { level });
    const entry: Written = {
      name: Buffer.from(name, 'utf8'),
      crc: crc32(content),
      packed: packed.length,
      size: content.length,
      offset: this.offset,
    };
    const head = Buffer.alloc(30);
    head.writeUInt32LE(LOCAL, 0);
    head.writeUInt16LE(20, 4);
    describe(entry, head, 6);
    this.put(head, entry.name, packed);
    this.written.push(entry);
  }

  /** Writes the directory. The archive is none before. */
  finish(): void {
    const start = this.offset;
    for (const entry of this.written) {
      this.put(...central(entry));
    }
    this.put(endOf(this.written.length, start, this.offset - start));
    closeSync(this.file);
  }

  private put(...parts: Buffer[]): void {
    for (const part of parts) {
      writeSync(this.file, part);
      this.offset += part.length;
    }
  }
}

/** Flags, method, day, check sum, sizes and the lengths of name and extra field: the same in both headers. */
function describe(entry: Written, into: Buffer, at: number, extra = 0): void {
  into.writeUInt16LE(UTF8_NAMES, at);
  into.writeUInt16LE(DEFLATE, at + 2);
  into.writeUInt16LE(DAY, at + 6);
  into.writeUInt32LE(entry.crc, at + 8);
  into.writeUInt32LE(entry.packed, at + 12);
  into.writeUInt32LE(entry.size, at + 16);
  into.writeUInt16LE(entry.name.length, at + 20);
  into.writeUInt16LE(extra, at + 22);
}

function central(entry: Written): Buffer[] {
  const far = entry.offset >= MAX_32;
  const extra = Buffer.alloc(far ? 12 : 0);
  if (far) {
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(8, 2);
    extra.writeBigUInt64LE(BigInt(entry.offset), 4);
  }
  const head = Buffer.alloc(46);
  head.writeUInt32LE(CENTRAL, 0);
  head.writeUInt16LE(45, 4);
  head.writeUInt16LE(45, 6);
  describe(entry, head, 8, extra.length);
  head.writeUInt32LE(far ? MAX_32 : entry.offset, 42);
  return [head, entry.name, extra];
}

function endOf(count: number, start: number, size: number): Buffer {
  const big = start + size >= MAX_32 || count >= MAX_16;
  const end64 = Buffer.alloc(big ? 76 : 0);
  if (big) {
    end64.writeUInt32LE(END_64, 0);
    end64.writeBigUInt64LE(44n, 4);
    end64.writeUInt16LE(45, 12);
    end64.writeUInt16LE(45, 14);
    end64.writeBigUInt64LE(BigInt(count), 24);
    end64.writeBigUInt64LE(BigInt(count), 32);
    end64.writeBigUInt64LE(BigInt(size), 40);
    end64.writeBigUInt64LE(BigInt(start), 48);
    end64.writeUInt32LE(LOCATOR_64, 56);
    end64.writeBigUInt64LE(BigInt(start + size), 64);
    end64.writeUInt32LE(1, 72);
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(Math.min(count, MAX_16), 8);
  end.writeUInt16LE(Math.min(count, MAX_16), 10);
  end.writeUInt32LE(Math.min(size, MAX_32), 12);
  end.writeUInt32LE(big ? MAX_32 : start, 16);
  return Buffer.concat([end64, end]);
}
