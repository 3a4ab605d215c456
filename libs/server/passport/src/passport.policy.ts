import { plusDays, type LocalDate } from '@okno/shared/work-calendar';

/** Days before the end of validity on which its people are warned. */
export const WARNED_DAYS = 30;

/** How a document stands on a day. */
export type Validity = 'VALID' | 'EXPIRING' | 'EXPIRED';

/** A document without an end does not expire. On its last day it is still valid. */
export function validityOn(validTo: LocalDate | null, today: LocalDate): Validity {
  if (validTo === null) {
    return 'VALID';
  }
  if (validTo < today) {
    return 'EXPIRED';
  }
  return validTo <= plusDays(today, WARNED_DAYS) ? 'EXPIRING' : 'VALID';
}

/** The day of the warning. */
export function warningDay(validTo: LocalDate): LocalDate {
  return plusDays(validTo, -WARNED_DAYS);
}

/** Whether a form takes the document on a day: neither expired nor, where its day of issue is known, too old. */
export function isTaken(
  { issuedOn, validTo }: { issuedOn: LocalDate | null; validTo: LocalDate | null },
  maxAgeDays: number | undefined,
  today: LocalDate,
): boolean {
  const tooOld =
    maxAgeDays !== undefined && issuedOn !== null && issuedOn < plusDays(today, -maxAgeDays);
  return validityOn(validTo, today) !== 'EXPIRED' && !tooOld;
}
