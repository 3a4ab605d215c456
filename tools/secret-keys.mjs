import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './postgres-binaries.mjs';

const FILE = join(ROOT, '.okno', 'secret-keys');

/**
 * The keys that seal bank details, for a portal that brings its own database: made once and kept beside the
 * data, readable by their owner only. Whoever has set OKNO_SECRET_KEYS keeps them elsewhere.
 */
export function keptSecretKeys() {
  if (!existsSync(FILE)) {
    mkdirSync(join(ROOT, '.okno'), { recursive: true });
    writeFileSync(FILE, `k1:${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(FILE, 'utf8').trim();
}
