/** Finds a Chromium to test with: OKNO_CHROMIUM, else what the system has installed. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome.exe',
];
const PLACES = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of its program, or undefined. */
export function findChromium() {
  if (process.env.OKNO_CHROMIUM) {
    return process.env.OKNO_CHROMIUM;
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  return [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...PLACES].find(
    (path) => existsSync(path),
  );
}

/** What it calls itself, "Chromium 142.0…"; undefined where it does not run. */
export function chromiumVersion(path) {
  const found = spawnSync(path, ['--version', '--no-sandbox'], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : undefined;
}
