import { Readable } from 'node:stream';

import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Transporter } from 'nodemailer';

import type { DrawnLetter } from '../templates/layout';
import { MailConfig } from './mail.config';

const TIMEOUT_MS = 30_000;

/** A letter to send. */
export interface OutgoingLetter extends DrawnLetter {
  to: string;
  lang: string;
  /** The same for every try, so that a mail server may recognise a repetition. */
  messageId: string;
  /** Where a mail program posts to stop such letters (RFC 8058). */
  oneClick?: string;
}

/** Why a letter did not go out. */
export class MailFailure extends Error {
  constructor(
    /** `SMTP_550`, `ECONNECTION`: without the server's words, which may hold the address. */
    readonly code: string,
    /** The server refused this letter for good. */
    readonly permanent: boolean,
    /** The connection was lost after the letter had begun to go: the server may have taken it. */
    readonly unknown: boolean,
  ) {
    super(code);
  }
}

/** The mail server. */
@Injectable()
export class SmtpAdapter implements OnApplicationShutdown {
  private opened: Promise<Transporter> | undefined;

  constructor(private readonly config: MailConfig) {}

  get configured(): boolean {
    return this.config.smtpUrl !== undefined;
  }

  /** @throws MailFailure */
  async send(letter: OutgoingLetter): Promise<void> {
    if (this.config.smtpUrl === undefined) {
      throw new MailFailure('NO_MAIL_SERVER', false, false);
    }
    this.opened ??= openTransport(this.config.smtpUrl);
    const transport = await this.opened;
    let begun = false;
    const text = Readable.from(
      (function* (): Generator<Buffer> {
        begun = true;
        yield Buffer.from(letter.text);
      })(),
    );
    try {
      await transport.sendMail({
        from: this.config.mailFrom,
        to: { name: '', address: letter.to },
        subject: letter.subject,
        messageId: letter.messageId,
        // The text is read when the letter itself begins to go: from there on its end may be unknown.
        text,
        html: letter.html,
        headers: headersOf(letter),
      });
    } catch (error) {
      throw failureOf(error, begun);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    (await this.opened)?.close();
  }
}

function headersOf({ lang, oneClick }: OutgoingLetter): Record<string, string> {
  return {
    'Auto-Submitted': 'auto-generated',
    'Content-Language': lang,
    ...(oneClick === undefined
      ? {}
      : {
          'List-Unsubscribe': `<${oneClick}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }),
  };
}

/** The mail library is loaded with the first letter: a process that sends none starts without it. */
async function openTransport(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function failureOf(error: unknown, begun: boolean): MailFailure {
  const reply = propertyOf(error, 'responseCode');
  const code = propertyOf(error, 'code');
  if (typeof reply === 'number') {
    // A refused login is our setting, not this letter's fault: it is tried again.
    return new MailFailure(`SMTP_${reply}`, reply >= 500 && code !== 'EAUTH', false);
  }
  return new MailFailure(typeof code === 'string' ? code : 'MAIL_FAILED', false, begun);
}

function propertyOf(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}
