import 'reflect-metadata';

import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { Audit, ConfigError, CoreModule } from '@okno/server/core';

@Module({ imports: [CoreModule] })
class AuditVerifyModule {}

/** Walks every hash chain of the audit trail and names the first broken link of each. */
async function main(): Promise<void> {
  const app = await NestFactory.createApplicationContext(AuditVerifyModule, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  const { checked, broken } = await app
    .get(Audit)
    .verify((count) => process.stdout.write(`  ${count} entries …\n`));
  for (const { subjectType, subjectId, seq, reason } of broken) {
    process.stdout.write(`BROKEN ${subjectType} ${subjectId} entry ${seq}: ${reason}\n`);
  }
  process.stdout.write(`${checked} entries checked, ${broken.length} chains broken\n`);
  await app.close();
  process.exitCode = broken.length > 0 ? 1 : 0;
}

main().catch((error: unknown) => {
  const reason =
    error instanceof ConfigError
      ? error.message
      : error instanceof Error
        ? error.stack
        : String(error);
  process.stderr.write(`${reason ?? ''}\n`);
  process.exitCode = 1;
});
