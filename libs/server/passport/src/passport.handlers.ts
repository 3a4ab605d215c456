import { Injectable } from '@nestjs/common';

import type { EventMap } from '@okno/server/contracts';
import { Hears, OnTimer, type FiredTimer, type Tx } from '@okno/server/core';

import { EXPIRING_TIMER, PassportService } from './passport.service';

/** What goes on by itself: documents are remembered, their end is said in time, and those of a deleted draft go unless they are on a list. */
@Injectable()
export class PassportHandlers {
  constructor(private readonly passport: PassportService) {}

  @Hears({ event: 'document.added', name: 'passport.remember' })
  async added(event: EventMap['document.added'], tx: Tx): Promise<void> {
    await this.passport.remember(event, tx);
  }

  @Hears({ event: 'draft.erased', name: 'passport.release' })
  async erased({ applicationId }: EventMap['draft.erased'], tx: Tx): Promise<void> {
    await this.passport.release(applicationId, tx);
  }

  @OnTimer(EXPIRING_TIMER)
  async expiring({ subjectId }: FiredTimer, tx: Tx): Promise<void> {
    await this.passport.warn(subjectId, tx);
  }
}
