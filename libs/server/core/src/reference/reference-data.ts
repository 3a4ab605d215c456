import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Injectable, Logger } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';

import { CoreConfig } from '../config/core.config';
import { ConfigError } from '../config/config';
import { Database } from '../database/database';
import { MarkedMethods } from '../queues/marked-methods';

/** When a loader runs; lower first. Demo loaders run only with OKNO_DEMO. */
export interface LoaderMark {
  order: number;
  demo?: true;
}

/**
 * The method loads reference data: `async method(tx: Tx)`. It runs at every migration and must change
 * nothing when the data is already there.
 */
export const LoadsReference = DiscoveryService.createDecorator<LoaderMark>();

/** The data files of `db/reference`, each with its source. */
@Injectable()
export class ReferenceFiles {
  constructor(private readonly config: CoreConfig) {}

  /** The parsed file. The caller names the type it knows the file to have. */
  async read<T>(name: string): Promise<T> {
    // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- our own files; loaders check what they rely on
    const parsed: T = JSON.parse(await readFile(join(this.config.referenceFolder, name), 'utf8'));
    return parsed;
  }
}

/** Runs every loader, in order, each in a transaction. */
@Injectable()
export class ReferenceData {
  private readonly log = new Logger(ReferenceData.name);

  constructor(
    private readonly marked: MarkedMethods,
    private readonly db: Database,
    private readonly config: CoreConfig,
  ) {}

  /** @throws ConfigError when demo data is asked for in production */
  async load(): Promise<void> {
    if (this.config.demo && this.config.mode === 'production') {
      throw new ConfigError('OKNO_DEMO: demo people are refused in production.');
    }
    const loaders = this.marked
      .with(LoadsReference)
      .filter(({ mark }) => mark.demo !== true || this.config.demo)
      .sort((a, b) => a.mark.order - b.mark.order);
    for (const { call, name } of loaders) {
      await this.db.transaction(async (tx) => {
        await call(tx);
      });
      this.log.log(`Loaded ${name}`);
    }
  }
}
