import { Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';

import { CoreConfig } from '../config/core.config';

/** One JSON line per request and message. No bodies, no queries, no cookies: they may hold personal data. */
@Module({
  imports: [
    LoggerModule.forRootAsync({
      inject: [CoreConfig],
      useFactory: (config: CoreConfig) => ({
        pinoHttp: {
          level: config.logLevel,
          autoLogging: { ignore: (request) => request.url?.startsWith('/api/') !== true },
          serializers: {
            req: (request: { id: string; method: string; url: string }) => ({
              id: request.id,
              method: request.method,
              path: request.url.split('?')[0],
            }),
            res: (response: { statusCode: number }) => ({ status: response.statusCode }),
          },
        },
      }),
    }),
  ],
})
export class LogModule {}
