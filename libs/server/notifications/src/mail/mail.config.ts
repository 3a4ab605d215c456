import { IsOptional, Matches } from 'class-validator';

import { ConfigOf, Env } from '@okno/server/core';

/** Where letters go out. */
@ConfigOf('Mail')
export class MailConfig {
  @Env('SMTP_URL', {
    description:
      'Mail server. Empty: in development letters are kept and shown at /dev/mail, in production they wait.',
    example: 'smtps://user:password@mail.example:465',
    secret: true,
  })
  @IsOptional()
  @Matches(/^smtps?:\/\/[^\s/]+/, { message: 'must start with smtp:// or smtps://' })
  smtpUrl?: string;

  @Env('MAIL_FROM', {
    description: 'Sender of the letters.',
    example: 'Окно <no-reply@okno.example>',
  })
  @Matches(/^([^<>\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, {
    message: 'must be an address like Name <name@host>',
  })
  mailFrom: string = 'Окно <no-reply@okno.local>';
}
