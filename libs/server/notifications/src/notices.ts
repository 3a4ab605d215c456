import { Injectable } from '@nestjs/common';

import { Clock, LiveUpdates, newId, type Tx } from '@okno/server/core';

import { wrongParams, type Notice } from './templates/templates';

/** Whom to tell, and whether by mail as well. */
export interface Recipient {
  accountId: string;
  /** The person wants letters (`PATCH me {emailNotices}`). */
  byMail: boolean;
}

/** A letter without a notice in the portal: to a person or, where there is no account, by what he is asked. */
export type Addressee =
  | { accountId: string }
  | { invitationId: string }
  | { confirmationId: string }
  | { subscriptionId: string };

/**
 * Writes down who is told what. It runs in the transaction of the listener, whose mark makes it one
 * notice per event and recipient; sending is the worker's work.
 */
@Injectable()
export class Notices {
  constructor(
    private readonly clock: Clock,
    private readonly live: LiveUpdates,
  ) {}

  /** A notice in the portal for everybody named, and a letter for who wants one. */
  async tell(
    tx: Tx,
    recipients: readonly Recipient[],
    notice: Notice,
    applicationId: string | null = null,
  ): Promise<void> {
    requireComplete(notice);
    const people = [...new Map(recipients.map((one) => [one.accountId, one])).values()];
    for (const { accountId, byMail } of people) {
      const id = newId();
      await tx.named(
        'notification-add',
        `INSERT INTO notification (id, account_id, template, params, application_id, at)
         VALUES ($1, $2, $3, $4::jsonb, $5, $6)`,
        [
          id,
          accountId,
          notice.template,
          JSON.stringify(notice.params),
          applicationId,
          this.clock.now(),
        ],
      );
      if (byMail) {
        await this.deliver(tx, { accountId }, notice, id);
      }
      await this.live.publish(tx, { kind: 'notification', id, accountId });
    }
  }

  /** Only a letter: for what concerns the account itself. */
  async write(tx: Tx, to: Addressee, notice: Notice): Promise<void> {
    requireComplete(notice);
    await this.deliver(tx, to, notice, null);
  }

  private async deliver(
    tx: Tx,
    to: Addressee,
    notice: Notice,
    notificationId: string | null,
  ): Promise<void> {
    const now = this.clock.now();
    await tx.named(
      'mail-delivery-add',
      `INSERT INTO mail_delivery (id, account_id, invitation_id, confirmation_id, subscription_id, notification_id,
         template, params, state, tries, unknown_ends, created_at, due_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, 'PENDING', 0, 0, $9, $9)`,
      [
        newId(),
        'accountId' in to ? to.accountId : null,
        'invitationId' in to ? to.invitationId : null,
        'confirmationId' in to ? to.confirmationId : null,
        'subscriptionId' in to ? to.subscriptionId : null,
        notificationId,
        notice.template,
        JSON.stringify(notice.params),
        now,
      ],
    );
  }
}

/** A notice with a hole in it is a mistake of the listener: better no notice than half a sentence. */
function requireComplete({ template, params }: Notice): void {
  const wrong = wrongParams(template, params);
  if (wrong.length > 0) {
    throw new RangeError(`${template} has wrong parameters: ${wrong.join(', ')}`);
  }
}
