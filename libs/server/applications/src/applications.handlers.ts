import { Injectable } from '@nestjs/common';

import type { EventMap } from '@okno/server/contracts';
import {
  Audit,
  Hears,
  LiveUpdates,
  OnTimer,
  systemActor,
  type FiredTimer,
  type Tx,
} from '@okno/server/core';

import { ApplicationsRepository } from './applications.repository';
import { CaseActions } from './case-actions';
import { liveMessage } from './case-ref';
import { DELETION_TIMER, DraftDeletion } from './draft-deletion';
import { DraftForms } from './draft-forms';
import { TERM_TIMER, TermsService } from './terms.service';

/** What goes on without a person: terms that run out, the joining agreement of an approved request. */
@Injectable()
export class ApplicationsHandlers {
  constructor(
    private readonly terms: TermsService,
    private readonly actions: CaseActions,
    private readonly repository: ApplicationsRepository,
    private readonly audit: Audit,
    private readonly live: LiveUpdates,
    private readonly forms: DraftForms,
    private readonly drafts: DraftDeletion,
  ) {}

  @OnTimer(TERM_TIMER)
  async ring(timer: FiredTimer, tx: Tx): Promise<void> {
    await this.terms.ring(timer, tx);
  }

  @OnTimer(DELETION_TIMER)
  async deletion(timer: FiredTimer, tx: Tx): Promise<void> {
    await this.drafts.ring(timer, tx);
  }

  /** `domain.md` §4, step 11. Also right when the request has gone on meanwhile. */
  @Hears({ event: 'application.stateChanged', name: 'applications.prepareAgreement' })
  async prepareAgreement(
    { applicationId, kind, to }: EventMap['application.stateChanged'],
    tx: Tx,
  ): Promise<void> {
    if (kind !== 'MEMBERSHIP' || to !== 'APPROVED') {
      return;
    }
    const row = await this.repository.lock(tx, applicationId);
    if (row?.state === 'APPROVED') {
      await this.actions.system(applicationId, 'prepareAgreement', {}, tx);
    }
  }

  @Hears({ event: 'measure.published', name: 'applications.formPublished' })
  async published(event: EventMap['measure.published'], tx: Tx): Promise<void> {
    await this.forms.follow(event, tx);
  }

  /** The file is closed already; the case's history says why, and open pages show it. */
  @Hears({ event: 'document.infected', name: 'applications.documentInfected' })
  async documentInfected(
    { applicationId, documentId }: EventMap['document.infected'],
    tx: Tx,
  ): Promise<void> {
    const row = await this.repository.lock(tx, applicationId);
    if (row) {
      await this.audit.record(tx, {
        actor: systemActor(),
        action: 'document.infected',
        subject: { type: 'application', id: applicationId },
        data: { documentId },
      });
      await this.live.publish(tx, liveMessage(row));
    }
  }
}
