import { open, type FileHandle } from 'node:fs/promises';

/** How large a picture becomes when it is shown. */
export interface PictureSize {
  width: number;
  height: number;
}

/**
 * A picture of 20 MB may unpack to gigabytes of points (an empty PNG packs a thousand to one) and stop the browser of
 * whoever opens it. An A3 sheet scanned at 600 dpi has 70 million points.
 */
export const MAX_PICTURE_POINTS = 100_000_000;

/** Points across and down, as the head of the picture declares them; null when it declares none. */
export async function pictureSize(path: string, kind: 'png' | 'jpg'): Promise<PictureSize | null> {
  const file = await open(path, 'r');
  try {
    const size = kind === 'png' ? await pngSize(file) : await jpgSize(file);
    return size !== null && size.width > 0 && size.height > 0 ? size : null;
  } finally {
    await file.close();
  }
}

/** The first chunk is IHDR and begins with both lengths (PNG, third edition, 11.2.1). */
async function pngSize(file: FileHandle): Promise<PictureSize | null> {
  const head = await bytes(file, 0, 24);
  return head?.toString('latin1', 12, 16) === 'IHDR'
    ? { width: head.readUInt32BE(16), height: head.readUInt32BE(20) }
    : null;
}

const START_OF_IMAGE = 2;
/** A photograph has some dozens of segments before its frame; nobody walks a crafted million. */
const MAX_SEGMENTS = 1000;
/** SOF0 to SOF15 declare a frame; DHT, JPG and DAC stand among them (ITU-T T.81, table B.1). */
const FRAME = /^c[0-35-79-bd-f]$/;
const START_OF_SCAN = 0xda;

/** Segments are walked to the one that declares the frame. */
async function jpgSize(file: FileHandle): Promise<PictureSize | null> {
  let at = START_OF_IMAGE;
  for (let count = 0; count < MAX_SEGMENTS; count += 1) {
    const head = await bytes(file, at, 9);
    const marker = head?.[1] ?? START_OF_SCAN;
    if (head?.[0] !== 0xff || marker === START_OF_SCAN) {
      return null;
    }
    if (marker === 0xff) {
      at += 1; // any number of them may stand before a marker
    } else if (FRAME.test(marker.toString(16))) {
      return { height: head.readUInt16BE(5), width: head.readUInt16BE(7) };
    } else {
      at += 2 + head.readUInt16BE(2);
    }
  }
  return null;
}

async function bytes(file: FileHandle, from: number, length: number): Promise<Buffer | null> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
  return bytesRead === length ? buffer : null;
}
