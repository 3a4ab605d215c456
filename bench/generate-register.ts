import { statSync } from 'node:fs';

import { say } from './load';
import { writeRegister } from './register-files';

/** `node tools/run.mjs generate-register FILE.zip [rsmp|rsmppp] [documents] [seed] [ДД.ММ.ГГГГ]`: a made-up register. */
function main([
  path,
  kind = 'rsmp',
  documents = '10000',
  seed = '1',
  asOf = '10.11.2026',
]: string[]): void {
  const count = Number(documents);
  if (path === undefined || (kind !== 'rsmp' && kind !== 'rsmppp') || !(count > 0)) {
    throw new Error('FILE.zip [rsmp|rsmppp] [documents] [seed] [ДД.ММ.ГГГГ]');
  }
  const { xmlBytes } = writeRegister(path, {
    register: kind,
    documents: count,
    seed: Number(seed),
    asOf,
  });
  const mib = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(0)} MiB`;
  say(`${path}: ${count} documents, ${mib(statSync(path).size)}, ${mib(xmlBytes)} of XML`);
}

main(process.argv.slice(2));
