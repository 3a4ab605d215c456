import type { ChildProcess } from 'node:child_process';

/** A redis-server without persistence, as a child process. */
export function spawnRedis(options?: {
  port?: number;
}): Promise<{ child: ChildProcess; port: number; url: string }>;
