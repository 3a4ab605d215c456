import { Injectable } from '@nestjs/common';

import type { EventMap } from '@okno/server/contracts';
import { Hears, OnTimer, type FiredTimer, type Tx } from '@okno/server/core';

import { EXPIRING_TIMER, PassportService } from './passport.service';

/** What goes on by itself: documents are remembered, and their end is said in time. */
@Injectable()
export class PassportHandlers {
  constructor(private readonly passport: PassportService) {}

  @Hears({ event: 'document.added', name: 'passport.remember' })
  async added(event: EventMap['document.added'], tx: Tx): Promise<void> {
    await this.passport.remember(event, tx);
  }

  @OnTimer(EXPIRING_TIMER)
  async expiring({ subjectId }: FiredTimer, tx: Tx): Promise<void> {
    await this.passport.warn(subjectId, tx);
  }
}
