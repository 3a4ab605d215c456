import { Injectable } from '@nestjs/common';

import type { EventMap } from '@okno/server/contracts';
import { Hears, type Tx } from '@okno/server/core';

import { CommentsRepository } from './comments.repository';
import { SignaturesRepository } from './signatures.repository';
import { SignaturesService } from './signatures.service';

/** What becomes of talk and requests when the draft goes on without them. */
@Injectable()
export class TeamworkHandlers {
  constructor(
    private readonly signatures: SignaturesService,
    private readonly requests: SignaturesRepository,
    private readonly comments: CommentsRepository,
  ) {}

  @Hears({ event: 'application.stateChanged', name: 'teamwork.signatureEnded' })
  async stateChanged(step: EventMap['application.stateChanged'], tx: Tx): Promise<void> {
    if (step.from === 'DRAFT' && step.to !== 'DRAFT') {
      await this.signatures.ended(tx, step.applicationId, step.action === 'submit');
    }
  }

  @Hears({ event: 'draft.erased', name: 'teamwork.erase' })
  async erased({ applicationId }: EventMap['draft.erased'], tx: Tx): Promise<void> {
    await this.comments.erase(tx, applicationId);
    await this.requests.erase(tx, applicationId);
  }
}
