import { createHash } from 'node:crypto';

import type { LinkConsentPurpose } from '@okno/server/accounts';
import { canonicalJson } from '@okno/server/core';
import type { ConfirmedRow } from '@okno/shared/form-schema';

import type { ApplicationData } from '../case-row';
import type { ConfirmationState } from './row-confirmation.entity';

/** Days in which an invitation may be answered. */
export const ANSWER_DAYS = 30;
/** Letters about one row, the first included: nobody is asked without end. */
export const LETTERS_MAX = 5;

/** What a row of the application says of its confirmation. */
export const ROW_STATES = [
  'NOT_INVITED',
  'INVITED',
  'BOUNCED',
  'EXPIRED',
  'CONFIRMED',
  'DECLINED',
  'CANCELLED',
  'REVOKED',
] as const;

export type RowState = (typeof ROW_STATES)[number];

/** States in which a decision has been taken, or nobody waits for one any more. */
const OVER: ReadonlySet<string> = new Set([
  'WITHDRAWN',
  'EXPIRED',
  'REJECTED',
  'ENTERED',
  'CLOSED',
  'TERMINATED',
  'REFUND',
]);

/** A confirmation as far as its state is worked out. */
export interface Asked {
  state: ConfirmationState;
  rowKey: Buffer;
  field: string;
  expiresAt: Date;
  bouncedAt: Date | null;
}

/** What a person agrees to by confirming a row. */
export function consentOf({ by }: Pick<ConfirmedRow, 'by'>): LinkConsentPurpose {
  return by === 'PERSON' ? 'TRAINING_LISTENER' : 'PROJECT_PARTNER';
}

/** Names a row by whom it names: another spelling of the name in upper case is the same person. */
export function rowKeyOf(applicationId: string, { field, name, email }: ConfirmedRow): Buffer {
  return createHash('sha256')
    .update(canonicalJson([applicationId, field, name.toLocaleLowerCase('ru'), email]))
    .digest();
}

export function isSameRow(
  asked: Pick<Asked, 'rowKey' | 'field'>,
  key: Buffer,
  field: string,
): boolean {
  return asked.field === field && asked.rowKey.equals(key);
}

/** What is shown of a row. */
export function rowStateOf(asked: Asked | undefined, now: Date): RowState {
  if (!asked) {
    return 'NOT_INVITED';
  }
  if (asked.state !== 'INVITED') {
    return asked.state;
  }
  return asked.bouncedAt ? 'BOUNCED' : asked.expiresAt <= now ? 'EXPIRED' : 'INVITED';
}

/** Confirmations may come until the decision. */
export function takesConfirmations({
  state,
  decidedOn,
  deleteAt,
}: Pick<ApplicationData, 'state' | 'decidedOn' | 'deleteAt'>): boolean {
  return decidedOn === null && deleteAt === null && !OVER.has(state);
}

/** How many rows nobody has confirmed, or whose consent was taken back. */
export function countUnconfirmed(
  applicationId: string,
  rows: readonly ConfirmedRow[],
  asked: readonly Asked[],
): number {
  const confirmed = asked.filter(({ state }) => state === 'CONFIRMED');
  return rows.filter((row) => {
    const key = rowKeyOf(applicationId, row);
    return !confirmed.some((one) => isSameRow(one, key, row.field));
  }).length;
}

/** The proof: it changes with every word that was shown or agreed to. */
export function evidenceHash(evidence: Readonly<Record<string, unknown>>): string {
  return createHash('sha256').update(canonicalJson(evidence)).digest('hex');
}
