/** The launcher of the embedded PostgreSQL, on a server of its own in a temporary folder. */
import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { Client } from 'pg';

const LAUNCHER = join(process.cwd(), 'tools', 'embedded-postgres.mjs');

describe('the embedded PostgreSQL', () => {
  let stateDir: string;
  const env = () => ({ ...process.env, OKNO_STATE_DIR: stateDir, NODE_OPTIONS: '' });
  const say = (command: string) =>
    execFileSync(process.execPath, [LAUNCHER, command], {
      env: env(),
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  const pidFile = () => join(stateDir, 'postgres', 'data', 'postmaster.pid');
  const postmaster = () => Number(readFileSync(pidFile(), 'utf8').split('\n')[0]);

  async function ask<T>(url: string, sql: string): Promise<T[]> {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(sql)).rows as T[];
    } finally {
      await client.end();
    }
  }

  beforeAll(() => {
    stateDir = mkdtempSync(join(tmpdir(), 'okno-postgres-'));
  });

  afterAll(() => {
    say('stop');
    rmSync(stateDir, { recursive: true, force: true });
  });

  it('gives one server to all who start it at the same time', async () => {
    const start = () => promisify(execFile)(process.execPath, [LAUNCHER, 'start'], { env: env() });
    const urls = (await Promise.all([start(), start(), start()])).map(({ stdout }) =>
      stdout.trim(),
    );
    expect(new Set(urls).size).toBe(1);
    await expect(ask(urls[0]!, 'SELECT current_database() AS name')).resolves.toEqual([
      { name: 'okno' },
    ]);
  }, 60_000);

  it('is PostgreSQL 18 that knows Russian', async () => {
    const rows = await ask(
      say('start'),
      `SELECT current_setting('server_version_num')::int / 10000 AS major, lower('ЁЖ') AS lower,
              to_tsvector('russian', 'исследования') @@ to_tsquery('russian', 'исследование') AS found,
              (SELECT string_agg(w, '' ORDER BY w) FROM unnest(ARRAY['ж', 'ё', 'Е', 'а']) w) AS sorted`,
    );
    expect(rows).toEqual([{ major: 18, lower: 'ёж', found: true, sorted: 'аЕёж' }]);
  });

  it('lets nobody in without the password, which only its owner can read', async () => {
    const url = new URL(say('start'));
    expect(statSync(join(stateDir, 'postgres', 'server.json')).mode & 0o777).toBe(0o600);
    url.password = 'guess';
    await expect(ask(url.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  });

  it('keeps its data and its address over a stop and over kill -9', async () => {
    const url = say('start');
    await ask(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    expect(say('stop')).toBe('stopped');
    expect(say('start')).toBe(url);
    process.kill(postmaster(), 'SIGKILL');
    expect(say('start')).toBe(url);
    await expect(ask(url, 'SELECT answer FROM kept')).resolves.toEqual([{ answer: 42 }]);
  }, 60_000);

  it('is not fooled by a pid file whose number belongs to another process now', async () => {
    const url = say('start');
    say('stop');
    expect(existsSync(pidFile())).toBe(false);
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      stdio: 'ignore',
    });
    writeFileSync(
      pidFile(),
      `${stranger.pid}\n${stateDir}\n1\n${new URL(url).port}\n\n127.0.0.1\n\nready\n`,
    );
    expect(say('start')).toBe(url);
    stranger.kill('SIGKILL');
    await once(stranger, 'exit');
  }, 60_000);
});
