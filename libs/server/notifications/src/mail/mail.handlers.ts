import { Injectable, Logger } from '@nestjs/common';

import { mailQueue } from '@okno/server/contracts';
import { ConfirmationsService } from '@okno/server/applications';
import { Clock, CoreConfig, Handles } from '@okno/server/core';

import { LetterWriter, type AddressedLetter } from './letter-writer';
import { MailRepository, UNKNOWN_ENDS, type TakenLetter } from './mail.repository';
import { MailFailure, SmtpAdapter } from './smtp.adapter';

/** Sends letters. What went wrong is recorded on the letter, which then waits for its next try. */
@Injectable()
export class MailHandlers {
  private readonly log = new Logger(MailHandlers.name);

  constructor(
    private readonly config: CoreConfig,
    private readonly clock: Clock,
    private readonly mails: MailRepository,
    private readonly writer: LetterWriter,
    private readonly smtp: SmtpAdapter,
    private readonly confirmations: ConfirmationsService,
  ) {}

  @Handles({ queue: mailQueue, job: 'letter.send' })
  async send({ deliveryId }: { deliveryId: string }): Promise<void> {
    const letter = await this.mails.take(deliveryId);
    if (!letter) {
      return;
    }
    const failure = await this.deliver(letter);
    if (failure) {
      await this.recordFailure(letter, failure);
    }
  }

  /** The end of a try is recorded outside of what may fail: a letter that went out is never put back. */
  private async deliver(letter: TakenLetter): Promise<MailFailure | null> {
    if (!this.smtp.configured && this.config.mode === 'production') {
      return new MailFailure('NO_MAIL_SERVER', false, false);
    }
    let written: AddressedLetter | null;
    try {
      written = await this.writer.write(letter);
      if (written && this.smtp.configured) {
        await this.smtp.send({ ...written, messageId: this.messageId(letter.id) });
      }
    } catch (error) {
      return this.failureOf(letter, error);
    }
    if (!written) {
      await this.mails.failed(letter.id, 'RECIPIENT_GONE');
    } else if (this.smtp.configured) {
      await this.mails.sent(letter.id);
    } else {
      await this.mails.keep(letter.id, keptOf(written));
    }
    return null;
  }

  /** Whatever failed before the mail server was spoken to has sent nothing. */
  private failureOf(letter: TakenLetter, error: unknown): MailFailure {
    if (error instanceof MailFailure) {
      return error;
    }
    this.log.error(`Letter ${letter.id}: ${error instanceof Error ? error.stack : String(error)}`);
    return new MailFailure('NOT_WRITTEN', false, false);
  }

  /** The pauses double, as the policy of the queue says; after its last try a person must look. */
  private async recordFailure(letter: TakenLetter, failure: MailFailure): Promise<void> {
    const { id, tries, unknownEnds } = letter;
    this.log.warn(`Letter ${id}, try ${tries}: ${failure.code}`);
    const { attempts, backoff } = mailQueue.policy;
    const givenUp = unknownEnds + (failure.unknown ? 1 : 0) >= UNKNOWN_ENDS;
    if (failure.permanent || givenUp || tries >= attempts) {
      await this.mails.failed(id, failure.code);
      if (letter.confirmationId !== null) {
        await this.confirmations.bounced(letter.confirmationId);
      }
      return;
    }
    const pause = backoff.delay * 2 ** (tries - 1);
    const dueAt = new Date(this.clock.now().getTime() + pause);
    await this.mails.again(id, failure.code, dueAt, failure.unknown);
  }

  private messageId(id: string): string {
    return `<${id}@${new URL(this.config.siteUrl).hostname}>`;
  }
}

function keptOf({ to, subject, text, html }: AddressedLetter): {
  to: string;
  subject: string;
  text: string;
  html: string;
} {
  return { to, subject, text, html };
}
