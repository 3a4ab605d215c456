/**
 * Whether something built is still what its sources would give: a stamp beside it holds the hash of every
 * file it was made from. Times of files are not looked at: a fresh clone or a branch change sets them all.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from './postgres-binaries.mjs';

/** Files that change what every build gives. */
const ALWAYS = [
  'package-lock.json',
  'tsconfig.base.json',
  'tools/build.mjs',
  'tools/bundle.mjs',
  'tools/web-chunks.mjs',
];

/** Every file below these folders and files, relative to the root, sorted. */
export function filesBelow(paths, isWanted = () => true) {
  const found = [];
  const walk = (path) => {
    if (!existsSync(path)) {
      return;
    }
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const full = join(path, entry.name);
      if (entry.isDirectory()) {
        walk(full);
      } else if (entry.isFile() && isWanted(full)) {
        found.push(relative(ROOT, full));
      }
    }
  };
  paths.forEach((path) => walk(join(ROOT, path)));
  return found.sort();
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of [...ALWAYS, ...files]) {
    const path = join(ROOT, file);
    hash.update(file).update('\0');
    hash.update(existsSync(path) ? readFileSync(path) : 'absent').update('\0');
  }
  return hash.digest('hex');
}

/** Notes that `stamp`'s neighbour was just built from these files (relative to the root). */
export function writeStamp(stamp, files) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, JSON.stringify({ hash: hashOf(files), files }));
}

/** @param filesNow the sources as they are today, where new files matter; otherwise the list in the stamp */
export function isFresh(stamp, filesNow) {
  if (!existsSync(stamp)) {
    return false;
  }
  const { hash, files } = JSON.parse(readFileSync(stamp, 'utf8'));
  return hashOf(filesNow ?? files) === hash;
}
