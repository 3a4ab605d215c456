import 'reflect-metadata';

import { NestFactory } from '@nestjs/core';

import { AccountError } from '@okno/server/accounts';
import { ConfigError } from '@okno/server/core';

import { GrantRoleModule, RoleCommandError, RoleGranter, roleWords } from './grant-role';

/** `npm run roles:grant -- <email> <ROLE> [--cluster <code>]` */
async function main(args: readonly string[]): Promise<void> {
  const words = roleWords(args);
  const app = await NestFactory.createApplicationContext(GrantRoleModule, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  try {
    process.stdout.write(`${await app.get(RoleGranter).grant(words)}\n`);
  } finally {
    await app.close();
  }
}

function explain(error: unknown): string {
  if (error instanceof AccountError && error.code === 'role.cluster_mismatch') {
    return 'Roles of a centre need --cluster <code>, the others go without it.';
  }
  return error instanceof RoleCommandError || error instanceof ConfigError
    ? error.message
    : error instanceof Error
      ? (error.stack ?? error.message)
      : String(error);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
