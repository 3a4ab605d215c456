import 'reflect-metadata';

import { writeFile } from 'node:fs/promises';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';

import { ConfigError, CoreConfig, envExample, giveBackStartMemory } from '@okno/server/core';

import { ApiAppModule } from './api.module';
import { createHttpServer } from './http-server';
import { openApiOf } from './openapi';

async function main(): Promise<void> {
  const [command, target = ''] = process.argv.slice(2);
  if (command === '--env-example') {
    await writeFile(target, envExample());
    return;
  }
  const app = await createHttpServer(ApiAppModule);
  if (command === '--openapi') {
    await writeFile(target, `${JSON.stringify(openApiOf(app), null, 2)}\n`);
    await app.close();
    return;
  }
  await listen(app);
}

async function listen(app: NestFastifyApplication): Promise<void> {
  SwaggerModule.setup('api/docs', app, () => openApiOf(app), {
    jsonDocumentUrl: 'api/openapi.json',
  });
  const config = app.get(CoreConfig);
  await app.init();
  giveBackStartMemory();
  await app.listen(config.port, config.host);
  process.send?.({ listening: config.port });
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(1);
});
