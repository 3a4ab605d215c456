import { Injectable } from '@nestjs/common';

import { AnnouncementsService, type Announcement } from '@okno/server/catalogue';
import type { EventMap } from '@okno/server/contracts';
import { Hears, type Tx } from '@okno/server/core';

import { Notices } from '../notices';
import type { Notice } from '../templates/templates';

/** Letters to those who wished to be told of measures and rounds. */
@Injectable()
export class AnnouncementListeners {
  constructor(
    private readonly notices: Notices,
    private readonly announcements: AnnouncementsService,
  ) {}

  @Hears({ event: 'subscription.requested', name: 'notifications.subscriptionRequested' })
  async requested({ subscriptionId }: EventMap['subscription.requested'], tx: Tx): Promise<void> {
    const known = await this.announcements.addressee(subscriptionId, tx);
    if (known) {
      const template = known.confirmed ? 'subscription.repeated' : 'subscription.confirm';
      await this.notices.write(tx, { subscriptionId }, { template, params: {} });
    }
  }

  @Hears({ event: 'round.turned', name: 'notifications.roundTurned' })
  async turned(event: EventMap['round.turned'], tx: Tx): Promise<void> {
    await this.tell(tx, await this.announcements.ofRound(event, tx));
  }

  @Hears({ event: 'measure.added', name: 'notifications.measureAdded' })
  async added(event: EventMap['measure.added'], tx: Tx): Promise<void> {
    await this.tell(tx, await this.announcements.ofMeasure(event, tx));
  }

  private async tell(tx: Tx, told: Announcement | null): Promise<void> {
    const notice = told && noticeOf(told);
    if (told && notice) {
      for (const subscriptionId of told.subscriptionIds) {
        await this.notices.write(tx, { subscriptionId }, notice);
      }
    }
  }
}

function noticeOf({ kind, code, title, opensOn, closesOn }: Announcement): Notice | null {
  const measure = { code, measure: title };
  if (kind === 'ADDED') {
    return { template: 'announcement.added', params: measure };
  }
  if (opensOn === null || closesOn === null) {
    return null;
  }
  return kind === 'OPENED'
    ? { template: 'announcement.opened', params: { ...measure, closesOn } }
    : { template: 'announcement.planned', params: { ...measure, opensOn, closesOn } };
}
