import { Injectable } from '@nestjs/common';

import { SecretTokens } from '@okno/server/accounts';
import { Database } from '@okno/server/core';

import type { LetterSecret } from '../templates/template';

const HOUR = 60;

/** Minutes that a secret is good for; the letters say the same in words. */
const TTL_MINUTES: Record<LetterSecret, number> = {
  EMAIL_CONFIRMATION: 24 * HOUR,
  PASSWORD_RESET: HOUR,
  INVITATION: 14 * 24 * HOUR,
  AGREEMENT_CODE: 15,
  MINUTES_CODE: 15,
  // Answered within a month; by the same link the consent is taken back while the case is kept (domain.md §15).
  ROW_CONFIRMATION: 5 * 366 * 24 * HOUR,
  SUBSCRIPTION: 3 * 24 * HOUR,
  // A letter may be found years later: whoever no longer wants any must still get out by it.
  SUBSCRIPTION_LEAVE: 3 * 366 * 24 * HOUR,
};

/** Typed by hand. */
const CODES: readonly LetterSecret[] = ['AGREEMENT_CODE', 'MINUTES_CODE'];

/** For whom and for what a secret is made. */
export interface SecretOf {
  accountId: string | null;
  /** The invitation, or the application or session that is signed for. */
  subjectId: string | null;
}

/** Makes the secret of a letter at the moment of sending: only its hash is stored, and not by us. */
@Injectable()
export class LetterSecrets {
  constructor(
    private readonly db: Database,
    private readonly tokens: SecretTokens,
  ) {}

  make(purpose: LetterSecret, { accountId, subjectId }: SecretOf): Promise<string> {
    const order = {
      accountId,
      purpose,
      ttlMinutes: TTL_MINUTES[purpose],
      ...(subjectId === null ? {} : { subjectId }),
    };
    return this.db.transaction((tx) =>
      CODES.includes(purpose) ? this.tokens.issueCode(tx, order) : this.tokens.issue(tx, order),
    );
  }
}
