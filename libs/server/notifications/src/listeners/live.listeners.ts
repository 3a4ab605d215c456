import { Injectable } from '@nestjs/common';

import { ApplicationsService } from '@okno/server/applications';
import type { ApplicationRef, EventMap } from '@okno/server/contracts';
import { Hears, type Tx } from '@okno/server/core';

/** Tells open screens that a case has changed. Each of them asks for what its person may see. */
@Injectable()
export class LiveListeners {
  constructor(private readonly applications: ApplicationsService) {}

  @Hears({ event: 'application.stateChanged', name: 'notifications.liveState' })
  async stateChanged(event: EventMap['application.stateChanged'], tx: Tx): Promise<void> {
    await this.publish(event, tx);
  }

  @Hears({ event: 'application.touched', name: 'notifications.liveTouched' })
  async touched(event: EventMap['application.touched'], tx: Tx): Promise<void> {
    await this.publish(event, tx);
  }

  @Hears({ event: 'application.assigned', name: 'notifications.liveAssigned' })
  async assigned(event: EventMap['application.assigned'], tx: Tx): Promise<void> {
    await this.publish(event, tx);
  }

  @Hears({ event: 'application.messagePosted', name: 'notifications.liveMessage' })
  async messagePosted(event: EventMap['application.messagePosted'], tx: Tx): Promise<void> {
    await this.publish(event, tx);
  }

  @Hears({ event: 'review.checked', name: 'notifications.liveChecked' })
  async checked(event: EventMap['review.checked'], tx: Tx): Promise<void> {
    await this.publish(event, tx);
  }

  private async publish({ applicationId }: ApplicationRef, tx: Tx): Promise<void> {
    const row = await this.applications.find(applicationId, tx);
    if (row) {
      await this.applications.touch(tx, row);
    }
  }
}
