import { randomFillSync } from 'node:crypto';

import { v7 } from 'uuid';

const BYTES = 16;
/** Randomness for many ids is drawn at once: each draw costs more than the id it is for. */
const pool = new Uint8Array(BYTES * 128);
let used = pool.length;
let newest = 0;
let sequence = 0;

/** A new UUIDv7: unique, and in the order of creation. */
export function newId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.subarray(used, (used += BYTES));
  // eslint-disable-next-line no-restricted-syntax -- ids follow the machine's clock: a test's fake clock stands still
  const now = Date.now();
  if (now > newest) {
    newest = now;
    // Half of the counter is left free: a millisecond never sees so many ids.
    sequence = ((random[0] ?? 0) << 16) | ((random[1] ?? 0) << 8) | (random[2] ?? 0);
  } else {
    sequence += 1;
  }
  return v7({ random, msecs: newest, seq: sequence });
}
