/* eslint-disable @nx/enforce-module-boundaries -- the launchers of tools/ are scripts, not a lib */
import { spawn, type ChildProcess } from 'node:child_process';

import { startPostgres } from '../../../tools/embedded-postgres.mjs';
import { spawnRedis } from '../../../tools/local-redis.mjs';

/** Something that is killed and must come back. */
export interface Victim {
  name: string;
  /** `kill -9`, then whatever brings it back. */
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
}

/** A process of the portal: an api or a worker. */
export class ProcessVictim implements Victim {
  private child: ChildProcess;
  private again: NodeJS.Timeout | undefined;

  constructor(
    readonly name: string,
    private readonly script: string,
    private readonly env: Record<string, string>,
  ) {
    this.child = this.launch();
  }

  async killAndRestart(): Promise<void> {
    clearTimeout(this.again);
    await gone(this.child, 'SIGKILL');
    this.child = this.launch();
  }

  async stop(): Promise<void> {
    clearTimeout(this.again);
    await gone(this.child, 'SIGTERM');
  }

  private launch(): ChildProcess {
    const child = spawn(process.execPath, [this.script], {
      env: this.env,
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    // Born while its database was away, it ends by itself and is started again, as a supervisor would.
    child.once('exit', (code) => {
      if (code === 1 && this.child === child) {
        this.again = setTimeout(() => (this.child = this.launch()), 500);
      }
    });
    return child;
  }
}

/** A Redis that keeps nothing: killing it wipes every queue. */
export class RedisVictim implements Victim {
  readonly name = 'redis';

  private constructor(
    private child: ChildProcess,
    readonly url: string,
    private readonly port: number,
  ) {}

  static async start(): Promise<RedisVictim> {
    const { child, port, url } = await spawnRedis();
    return new RedisVictim(child, url, port);
  }

  async killAndRestart(): Promise<void> {
    await gone(this.child, 'SIGKILL');
    ({ child: this.child } = await spawnRedis({ port: this.port }));
  }

  stop(): Promise<void> {
    return gone(this.child, 'SIGTERM');
  }
}

/** The database itself, durable, killed without warning. */
export class PostgresVictim implements Victim {
  readonly name = 'postgres';

  async killAndRestart(): Promise<void> {
    const server = await startPostgres({ name: 'chaos', userPid: process.pid });
    const pid = server.pid();
    if (pid !== undefined) {
      process.kill(pid, 'SIGKILL');
    }
    await startPostgres({ name: 'chaos', userPid: process.pid });
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }
}

async function gone(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await exit;
}
