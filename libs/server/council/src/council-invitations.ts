import { Injectable } from '@nestjs/common';

import { CatalogueService } from '@okno/server/catalogue';
import { Clock } from '@okno/server/core';
import { localDate } from '@okno/shared/work-calendar';

import { CouncilRepository } from './council.repository';

/** What an invitation to a session says, and to whom. */
export interface Invitation {
  sessionId: string;
  accountIds: string[];
  /** Local day and hour of the cluster. */
  date: string;
  time: string;
  place: string;
}

/** Tells who is invited to a session; letters are written elsewhere. */
@Injectable()
export class CouncilInvitations {
  constructor(
    private readonly clock: Clock,
    private readonly catalogue: CatalogueService,
    private readonly council: CouncilRepository,
  ) {}

  /** Null when the session is not planned any more. */
  async of(sessionId: string): Promise<Invitation | null> {
    const session = await this.council.session(sessionId);
    if (session?.state !== 'PLANNED') {
      return null;
    }
    const { timeZone } = await this.catalogue.requireCluster(session.clusterId);
    const today = localDate(this.clock.now(), timeZone);
    const members = await this.council.members(session.councilId, today);
    const time = new Intl.DateTimeFormat('ru', { timeStyle: 'short', timeZone });
    return {
      sessionId,
      accountIds: members.map(({ accountId }) => accountId),
      date: localDate(session.plannedFor, timeZone),
      time: time.format(session.plannedFor),
      place: session.place,
    };
  }
}
