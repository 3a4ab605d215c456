import { Injectable } from '@nestjs/common';

import { ConfirmationsService } from '@okno/server/applications';
import type { EventMap } from '@okno/server/contracts';
import { Hears, type Tx } from '@okno/server/core';

import { aboutCase, Cases } from '../cases';
import { Notices } from '../notices';
import { Recipients } from '../recipients';

/** Rows that listeners and partners confirm: they are asked by letter, and who should know hears what they said. */
@Injectable()
export class ConfirmationListeners {
  constructor(
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly cases: Cases,
    private readonly confirmations: ConfirmationsService,
  ) {}

  @Hears({ event: 'confirmation.requested', name: 'notifications.confirmationRequested' })
  async requested({ confirmationId }: EventMap['confirmation.requested'], tx: Tx): Promise<void> {
    const letter = await this.confirmations.letter(confirmationId, tx);
    if (letter) {
      const { by, ...params } = letter;
      await this.notices.write(
        tx,
        { confirmationId },
        by === 'PERSON'
          ? { template: 'confirmation.person', params }
          : { template: 'confirmation.partner', params },
      );
    }
  }

  /** A consent comes quietly; a refusal or a withdrawal somebody has to act on. */
  @Hears({ event: 'confirmation.answered', name: 'notifications.confirmationAnswered' })
  async answered(
    { applicationId, organisationId, answer }: EventMap['confirmation.answered'],
    tx: Tx,
  ): Promise<void> {
    if (answer === 'CONFIRMED') {
      return;
    }
    const facts = await this.cases.facts(applicationId);
    const { row, world } = facts;
    const people = await this.recipients.ofOrganisation(organisationId);
    const params = { applicationId, measure: world.version.title };
    await this.notices.tell(
      tx,
      people,
      answer === 'DECLINED'
        ? { template: 'confirmation.declined', params }
        : { template: 'confirmation.revoked', params },
      applicationId,
    );
    if (answer === 'REVOKED' && row.submittedAt !== null) {
      await this.notices.tell(
        tx,
        await this.recipients.performers(row.assigneeId, 'application.check', row.clusterId),
        { template: 'office.consentRevoked', params: aboutCase(facts) },
        applicationId,
      );
    }
  }
}
