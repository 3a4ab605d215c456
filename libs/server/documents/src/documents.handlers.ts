import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';

import { Clock, Database, OnTimer, Timers, type FiredTimer, type Tx } from '@okno/server/core';

import { DocumentsRepository } from './documents.repository';
import { FileStorage, SHARDS, type ObjectPage } from './file-storage';
import { IncomingFiles } from './incoming-files';
import { PartialUploads } from './partial-uploads.service';

const SWEEP = 'documents.sweep';
/** The sweep is of the portal as a whole. */
const SUBJECT = '00000000-0000-7000-8000-000000000600';
const EVERY_MS = 5 * 60 * 1000;
/** No upload and no transaction lasts as long as this. */
const BROKEN_OFF_MS = 2 * 3600 * 1000;
const ORPHAN_MS = 24 * 3600 * 1000;

/** Clears away uploads that nobody went on with, and what a crash has left in the storage. */
@Injectable()
export class DocumentsHandlers implements OnApplicationBootstrap {
  private readonly log = new Logger(DocumentsHandlers.name);

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly timers: Timers,
    private readonly incoming: IncomingFiles,
    private readonly files: FileStorage,
    private readonly documents: DocumentsRepository,
    private readonly uploads: PartialUploads,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.db.transaction(async (tx) => {
      // Workers that start together wind it once.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [SWEEP]);
      const [set] = await tx.query(`SELECT 1 FROM timer WHERE kind = $1 AND state = 'SET'`, [
        SWEEP,
      ]);
      if (set === undefined) {
        await this.wind(tx, 0);
      }
    });
  }

  /** One shard of the folder at a time: the whole of it about once a day. */
  @OnTimer(SWEEP)
  async sweep({ payload }: FiredTimer, tx: Tx): Promise<void> {
    const shard = Number(payload['shard'] ?? 0) % SHARDS.length;
    const removed = await this.sweepShard(SHARDS[shard] ?? '00');
    if (removed > 0) {
      this.log.log(`Removed ${removed} files that belong to nothing`);
    }
    await this.wind(tx, shard + 1);
  }

  /** Returns how many files it removed. */
  async sweepShard(shard: string): Promise<number> {
    let removed = (await this.incoming.sweep(BROKEN_OFF_MS)) + (await this.uploads.sweep());
    let after: string | null = null;
    do {
      const page: ObjectPage = await this.files.list({ shard, after });
      const old = page.objects.filter(({ ageMs }) => ageMs > ORPHAN_MS).map(({ key }) => key);
      const orphans = await this.documents.unknownKeys(old);
      for (const key of orphans) {
        await this.files.remove(key);
      }
      removed += orphans.length;
      after = page.next;
    } while (after !== null);
    return removed;
  }

  private async wind(tx: Tx, shard: number): Promise<void> {
    await this.timers.set(tx, {
      kind: SWEEP,
      subjectId: SUBJECT,
      dueAt: new Date(this.clock.now().getTime() + EVERY_MS),
      payload: { shard },
    });
  }
}
