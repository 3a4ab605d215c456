import { randomBytes } from 'node:crypto';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file of a folder, with its age by the clock of the disk itself. */
export interface AgedFile {
  name: string;
  /** Bytes. */
  size: number;
  ageMs: number;
}

/** The files of a folder by name; none where there is no such folder. */
export async function filesWithAge(root: string, folder: string): Promise<AgedFile[]> {
  const path = join(root, folder);
  const names = await readdir(path).catch(() => []);
  if (names.length === 0) {
    return [];
  }
  const now = await nowOnDisk(root);
  const files: AgedFile[] = [];
  for (const name of names.sort()) {
    const found = await stat(join(path, name)).catch(() => null);
    if (found?.isFile()) {
      files.push({ name, size: found.size, ageMs: now - found.mtimeMs });
    }
  }
  return files;
}

export async function filesOlderThan(
  root: string,
  folder: string,
  ageMs: number,
): Promise<string[]> {
  return (await filesWithAge(root, folder))
    .filter((file) => file.ageMs > ageMs)
    .map(({ name }) => name);
}

async function nowOnDisk(root: string): Promise<number> {
  const probe = join(root, `.probe-${randomBytes(6).toString('hex')}`);
  await writeFile(probe, '');
  const { mtimeMs } = await stat(probe);
  await rm(probe, { force: true });
  return mtimeMs;
}
