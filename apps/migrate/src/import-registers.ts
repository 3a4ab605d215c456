import 'reflect-metadata';

import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { ConfigError, CoreModule, DomainError } from '@okno/server/core';
import {
  IntegrationsModule,
  percentOf,
  RegisterImportService,
  type ImportRequest,
} from '@okno/server/integrations';
import { REGISTERS } from '@okno/server/organisations';

@Module({ imports: [CoreModule, IntegrationsModule] })
class ImportRegistersModule {}

const USAGE =
  'npm run import:registers -- FILE.zip [--kind rsmp|rsmppp] [--part] [--again]\n' +
  '  --kind   refuses an archive of another register; without it the files say what they are\n' +
  '  --part   the archive is a part of the set: who is not in it is not taken for missing\n' +
  '  --again  loads an archive once more that was loaded to its end\n';
const SAID_EVERY_MS = 2_000;

/** Loads a register out of its archive, saying how far it is. Broken off, the same command goes on. */
async function main(args: string[]): Promise<void> {
  const request = requestOf(args);
  if (request === null) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const app = await NestFactory.createApplicationContext(ImportRegistersModule, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  try {
    const row = await app
      .get(RegisterImportService)
      .run({ ...request, onProgress: progressReport() });
    process.stdout.write(
      `${JSON.stringify({ register: row.register, asOf: row.asOf, ...row.counts }, null, 2)}\n`,
    );
    for (const { file, document, reason } of row.samples) {
      process.stdout.write(`  left out: ${file}, document ${document}: ${reason}\n`);
    }
  } finally {
    await app.close();
  }
}

function progressReport(): NonNullable<ImportRequest['onProgress']> {
  let started: { at: number; documents: number } | undefined;
  let said = 0;
  return (row) => {
    const now = performance.now();
    started ??= { at: now, documents: row.counts.documents };
    if (now - said < SAID_EVERY_MS && row.state !== 'DONE') {
      return;
    }
    said = now;
    const seconds = Math.max(1, now - started.at) / 1_000;
    const rate = (row.counts.documents - started.documents) / seconds;
    const memory = process.memoryUsage().rss / 1024 ** 2;
    process.stdout.write(
      `  ${String(percentOf(row)).padStart(3)} %  file ${row.fileIndex} of ${row.files}, ` +
        `${row.counts.documents} documents, ${rate.toFixed(0)}/s, ${memory.toFixed(0)} MiB\n`,
    );
  };
}

function requestOf(args: string[]): ImportRequest | null {
  const request: ImportRequest = { path: '' };
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (arg === '--part') {
      request.part = true;
    } else if (arg === '--again') {
      request.again = true;
    } else if (arg === '--kind') {
      at += 1;
      const register = REGISTERS.find((one) => one === args[at]);
      if (register === undefined) {
        return null;
      }
      request.register = register;
    } else if (arg.startsWith('--') || request.path !== '') {
      return null;
    } else {
      request.path = arg;
    }
  }
  return request.path === '' ? null : request;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const reason =
    error instanceof DomainError
      ? `${error.code} ${JSON.stringify(error.details)}`
      : error instanceof ConfigError
        ? error.message
        : error instanceof Error
          ? error.stack
          : String(error);
  process.stderr.write(`${reason ?? ''}\n`);
  process.exitCode = 1;
});
