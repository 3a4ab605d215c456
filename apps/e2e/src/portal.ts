import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createPreparedDatabase, eventually, type TestDatabase } from '@okno/server/testing';

import { Client, type DemoPerson } from './client';

/** How a portal for tests is made. */
export interface PortalOptions {
  /** Redis for the queues; null or absent: the queues run in PostgreSQL. */
  redisUrl?: string | null;
  apis?: number;
  workers?: number;
  /** ISO instant at which the clock of every process stands. */
  clock?: string;
  /** Serve the built site too. */
  site?: boolean;
  env?: Record<string, string>;
}

/** One process of the portal. */
export interface PortalProcess {
  kind: 'api' | 'worker';
  index: number;
  child: ChildProcess;
}

/** The whole portal as it runs in production: built processes on a database of its own. */
export class Portal {
  readonly processes: PortalProcess[] = [];
  private readonly signedIn = new Map<string, Promise<Client>>();

  private constructor(
    readonly database: TestDatabase,
    readonly addresses: readonly string[],
    private readonly env: Record<string, string>,
    private readonly folder: string,
    readonly people: readonly DemoPerson[],
  ) {}

  static async start(options: PortalOptions = {}): Promise<Portal> {
    build(options.site === true);
    const database = await createPreparedDatabase(preparedKey(), load);
    const folder = mkdtempSync(join(tmpdir(), 'okno-e2e-'));
    const ports = await Promise.all(Array.from({ length: options.apis ?? 1 }, freePort));
    const env = environment(database.url, folder, options);
    const people: DemoPerson[] = JSON.parse(readFileSync('db/reference/demo-people.json', 'utf8'));
    const portal = new Portal(
      database,
      ports.map((port) => `http://127.0.0.1:${port}`),
      env,
      folder,
      people,
    );
    ports.forEach((_port, index) => portal.spawn('api', index));
    Array.from({ length: options.workers ?? 1 }, (_, index) => portal.spawn('worker', index));
    await Promise.all(portal.addresses.map((address) => ready(address)));
    return portal;
  }

  /** The address of the first api process. */
  get url(): string {
    return this.addresses[0] ?? '';
  }

  /** Starts (again) one process of the portal. */
  spawn(kind: PortalProcess['kind'], index: number): PortalProcess {
    const port = new URL(this.addresses[kind === 'api' ? index : 0] ?? '').port;
    const child = spawn(process.execPath, [`dist/${kind}/main.js`], {
      env: { ...this.env, PORT: port, PUBLIC_URL: this.url },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const started = { kind, index, child };
    this.processes.push(started);
    return started;
  }

  /** Nobody signed in. */
  guest(address = this.url): Client {
    return new Client(address);
  }

  /** The demo person of that role, signed in once. */
  as(role: string, address = this.url): Promise<Client> {
    const key = `${role}@${address}`;
    const known = this.signedIn.get(key) ?? this.signIn(role, address);
    this.signedIn.set(key, known);
    return known;
  }

  async stop(): Promise<void> {
    await Promise.all(this.processes.map(({ child }) => ended(child)));
    await this.database.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The first demo person of that role. */
  person(role: string): DemoPerson {
    const person = this.people.find((one) => one.role === role);
    if (!person) {
      throw new Error(`No demo person with the role ${role}`);
    }
    return person;
  }

  private async signIn(role: string, address: string): Promise<Client> {
    const person = this.person(role);
    const client = new Client(address);
    await client.signIn(person.email, person.password);
    return client;
  }
}

/** Waits until an api process can do its work. */
export async function ready(address: string): Promise<void> {
  await eventually(async () => {
    const answer = await fetch(`${address}/api/health/ready`);
    if (!answer.ok) {
      throw new Error(`${address} is not ready: ${answer.status}`);
    }
  }, 30_000);
}

function environment(url: string, folder: string, options: PortalOptions): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    DATABASE_URL: url,
    OKNO_DEMO: 'true',
    OKNO_FILES: folder,
    LOG_LEVEL: 'error',
    DATABASE_POOL: '8',
    // Every request of a test comes from one address.
    RATE_LIMIT_FACTOR: '1000',
    ...(options.site ? { WEB_ROOT: 'dist/web/browser' } : {}),
    ...(options.redisUrl ? { REDIS_URL: options.redisUrl, QUEUE_PREFIX: prefixOf(url) } : {}),
    ...(options.clock === undefined ? {} : { OKNO_CLOCK: options.clock }),
    ...options.env,
  };
}

/** Portals that share a Redis keep their keys apart. */
function prefixOf(url: string): string {
  return `{okno-${new URL(url).pathname.slice(-12)}}`;
}

function build(site: boolean): void {
  const parts = site ? [] : ['api', 'worker', 'migrate'];
  const built = spawnSync(process.execPath, ['tools/build.mjs', ...parts], { encoding: 'utf8' });
  if (built.status !== 0) {
    throw new Error(`The build failed:\n${built.stdout}${built.stderr}`);
  }
}

async function load(url: string): Promise<void> {
  const child = spawn(process.execPath, ['dist/migrate/main.js'], {
    env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: url, OKNO_DEMO: 'true' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) {
    throw new Error(`Migration ended with ${String(code)}`);
  }
}

/** Changes with the reference data and the code that loads it. Demo rounds are dated by the day. */
function preparedKey(): string {
  const hash = createHash('sha256').update(readFileSync('dist/migrate/main.js'));
  for (const name of readdirSync('db/reference', { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join('db/reference', name);
    if (statSync(path).isFile()) {
      hash.update(name).update(readFileSync(path));
    }
  }
  return `${hash.digest('hex')}${new Date().toISOString().slice(0, 10)}`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 8_000);
  await gone;
  clearTimeout(force);
}
