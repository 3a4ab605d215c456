import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import { Portal } from './portal';
import { marketingDraft, newApplicant } from './stories';

const ORPHAN = `ab/${'c'.repeat(40)}`;
const LONG_AGO = new Date('2020-01-01T00:00:00Z');

/** The command as an operator runs it, over the folder of a portal at work. */
describe('npm run files:check', () => {
  let portal: Portal;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'okno-files-check-'));
    portal = await Portal.start({ env: { OKNO_FILES: folder } });
    const applicant = await newApplicant(portal, 321);
    await marketingDraft(applicant, { from: '2027-03-01', to: '2027-06-30' });
  });
  afterAll(async () => {
    await portal.stop();
    rmSync(folder, { recursive: true });
  });

  function check(...flags: string[]): { status: number | null; lines: string[] } {
    const { PATH = '' } = process.env;
    const done = spawnSync(process.execPath, ['tools/run.mjs', 'files-check', ...flags], {
      encoding: 'utf8',
      env: { PATH, DATABASE_URL: portal.database.url, OKNO_FILES: folder },
    });
    const lines = done.stdout.split('\n').filter((line) => line !== '' && !line.startsWith('·'));
    return { status: done.status, lines: [...lines, ...done.stderr.split('\n').filter(Boolean)] };
  }

  async function keys(): Promise<string[]> {
    const database = new pg.Client(portal.database.url);
    await database.connect();
    const { rows } = await database.query<{ key: string }>(
      'SELECT key FROM stored_file ORDER BY key',
    );
    await database.end();
    return rows.map(({ key }) => key);
  }

  it('ends well over a sound folder, names what is missing and what nobody owns, removes only when told', async () => {
    expect(check()).toEqual({
      status: 0,
      lines: ['2 files in the storage, 2 known; 0 missing, 0 wrong, 0 orphans (0 removed)'],
    });

    const [lost = '', changed = ''] = await keys();
    rmSync(join(folder, lost));
    writeFileSync(join(folder, changed), 'cut');
    mkdirSync(join(folder, 'ab'), { recursive: true });
    writeFileSync(join(folder, ORPHAN), 'nobody’s');
    utimesSync(join(folder, ORPHAN), LONG_AGO, LONG_AGO);
    const told = check();
    expect(told.status).toBe(1);
    expect(told.lines.slice(0, -1).sort()).toEqual(
      [`MISSING ${lost}`, `ORPHAN ${ORPHAN}`, `WRONG_SIZE ${changed}`].sort(),
    );
    expect(told.lines.at(-1)).toBe(
      '2 files in the storage, 2 known; 1 missing, 1 wrong, 1 orphans (0 removed)',
    );

    expect(check('--contents', '--remove-orphans').lines.at(-1)).toMatch(
      /1 orphans \(1 removed\)$/,
    );
    expect(check().lines).not.toContain(`ORPHAN ${ORPHAN}`);
    expect(check('--all').status).toBe(2);
  }, 240_000);
});
