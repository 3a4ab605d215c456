import { Injectable } from '@nestjs/common';

import { Secrets } from '@okno/server/core';
import type { Answers, KeptAnswer } from '@okno/shared/form-schema';

/** Answers that are never stored in the clear: the block BANK of the forms. */
const SECRET = /^bank\./;

/** What stands in the place of such an answer. */
interface Sealed {
  sealed: string;
}

/** Whether the answer of a field is stored sealed and shown only to who needs it. */
export function isSecret(key: string): boolean {
  return SECRET.test(key);
}

/**
 * Bank details of a request. Rows carry them sealed, so whoever reads a row has no account number unless he
 * opens it here; the repositories seal whatever is written, so none is stored in the clear by mistake.
 */
@Injectable()
export class SecretAnswers {
  constructor(private readonly secrets: Secrets) {}

  /** The answers as they may be stored. What is sealed already stays as it is. */
  seal(applicationId: string, answers: Answers): Answers {
    return this.each(answers, (key, value) => this.sealValue(applicationId, key, value));
  }

  /** The answers in the clear. @throws SecretError when one cannot be opened */
  open(applicationId: string, answers: Answers): Answers {
    return this.each(answers, (key, value) => this.openValue(applicationId, key, value));
  }

  /** One value by the path of its field. */
  sealValue(applicationId: string, path: string, value: unknown): unknown {
    return !isSecret(path) || value === null || value === undefined || isSealed(value)
      ? value
      : { sealed: this.secrets.seal(JSON.stringify(value), placeOf(applicationId, path)) };
  }

  openValue(applicationId: string, path: string, value: unknown): unknown {
    if (!isSecret(path) || !isSealed(value)) {
      return value;
    }
    const opened: unknown = JSON.parse(
      this.secrets.open(value.sealed, placeOf(applicationId, path)),
    );
    return opened;
  }

  /** The same for values that have no place in the form any more. */
  sealKept(applicationId: string, kept: readonly KeptAnswer[]): KeptAnswer[] {
    return eachKept(kept, (key, value) => this.sealValue(applicationId, key, value));
  }

  openKept(applicationId: string, kept: readonly KeptAnswer[]): KeptAnswer[] {
    return eachKept(kept, (key, value) => this.openValue(applicationId, key, value));
  }

  private each(answers: Answers, turn: (key: string, value: unknown) => unknown): Answers {
    return Object.keys(answers).some(isSecret)
      ? Object.fromEntries(
          Object.entries(answers).map(([key, value]) => [key, turn(key, value)] as const),
        )
      : answers;
  }
}

function eachKept(
  kept: readonly KeptAnswer[],
  turn: (key: string, value: unknown) => unknown,
): KeptAnswer[] {
  return kept.map((one) =>
    isSecret(one.key)
      ? {
          ...one,
          value: turn(one.key, one.value),
          ...('carried' in one ? { carried: turn(one.key, one.carried) } : {}),
        }
      : one,
  );
}

function isSealed(value: unknown): value is Sealed {
  return (
    typeof value === 'object' &&
    value !== null &&
    'sealed' in value &&
    typeof value.sealed === 'string'
  );
}

/** A sealed answer opens only in its own field of its own request. */
function placeOf(applicationId: string, path: string): string {
  return `application/${applicationId}/${path}`;
}
