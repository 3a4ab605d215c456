import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';

import { Clock, Database, OnTimer, Outbox, Timers, type Tx } from '@okno/server/core';

import { Antivirus, AntivirusSilent } from './clamd.adapter';
import { DocumentsRepository, type DocumentRecord } from './documents.repository';
import { FileStorage } from './file-storage';

const SCAN = 'documents.scan';
/** Of the portal as a whole. */
const SUBJECT = '00000000-0000-7000-8000-000000000601';
const EVERY_MS = 60_000;
const AT_ONCE = 25;

/** Asks the antivirus about the files that were taken while it was silent or not yet connected. */
@Injectable()
export class DocumentsScan implements OnApplicationBootstrap {
  private readonly log = new Logger(DocumentsScan.name);

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly timers: Timers,
    private readonly outbox: Outbox,
    private readonly files: FileStorage,
    private readonly documents: DocumentsRepository,
    private readonly antivirus: Antivirus,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.antivirus.connected) {
      await this.db.transaction((tx) => this.wind(tx));
    }
  }

  @OnTimer(SCAN)
  async ring(_timer: unknown, tx: Tx): Promise<void> {
    if (!this.antivirus.connected) {
      return;
    }
    await this.scanWaiting();
    await this.wind(tx);
  }

  /** Some of those that wait; stops when the antivirus is silent. Returns how many have a verdict now. */
  async scanWaiting(): Promise<number> {
    let told = 0;
    for (const document of await this.documents.unscanned(AT_ONCE)) {
      try {
        told += (await this.scan(document)) ? 1 : 0;
      } catch (error) {
        if (!(error instanceof AntivirusSilent)) {
          throw error;
        }
        this.log.warn(`Files stay unscanned: ${error.message}`);
        break;
      }
    }
    return told;
  }

  private async scan({ id, applicationId, fileKey }: DocumentRecord): Promise<boolean> {
    const verdict = await this.antivirus.scan(await this.files.read(fileKey));
    return this.db.transaction(async (tx) => {
      const first = await this.documents.scanned(tx, id, verdict);
      if (first && verdict === 'INFECTED') {
        await this.outbox.add(tx, 'document.infected', { documentId: id, applicationId });
      }
      return first;
    });
  }

  private async wind(tx: Tx): Promise<void> {
    await this.timers.set(tx, {
      kind: SCAN,
      subjectId: SUBJECT,
      dueAt: new Date(this.clock.now().getTime() + EVERY_MS),
    });
  }
}
