import 'reflect-metadata';

import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { ConfigError, CoreModule } from '@okno/server/core';
import { DocumentsModule, FilesCheck } from '@okno/server/documents';

@Module({ imports: [CoreModule, DocumentsModule] })
class FilesCheckModule {}

const USAGE =
  'npm run files:check -- [--contents] [--remove-orphans]\n' +
  '  --contents        reads every file and compares its SHA-256\n' +
  '  --remove-orphans  removes files older than a day that nothing names\n';
const FLAGS = ['--contents', '--remove-orphans'];

/** Compares the stored files with the database. Ends with 1 when a file is missing or another than was given. */
async function main(args: readonly string[]): Promise<void> {
  if (args.some((arg) => !FLAGS.includes(arg))) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const app = await NestFactory.createApplicationContext(FilesCheckModule, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  try {
    const counts = await app.get(FilesCheck).run({
      contents: args.includes('--contents'),
      removeOrphans: args.includes('--remove-orphans'),
      onFinding: ({ kind, key }) => process.stdout.write(`${kind} ${key}\n`),
    });
    process.stdout.write(
      `${counts.objects} files in the storage, ${counts.rows} known; ${counts.missing} missing, ${counts.wrong} wrong, ` +
        `${counts.orphans} orphans (${counts.removed} removed)\n`,
    );
    process.exitCode = counts.missing + counts.wrong > 0 ? 1 : 0;
  } finally {
    await app.close();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const reason =
    error instanceof ConfigError
      ? error.message
      : error instanceof Error
        ? error.stack
        : String(error);
  process.stderr.write(`${reason ?? ''}\n`);
  process.exitCode = 1;
});
