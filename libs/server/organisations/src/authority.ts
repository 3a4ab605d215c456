import type { FieldProblem } from '@okno/server/core';
import { localDate } from '@okno/shared/work-calendar';

import { tidy } from './organisation.card';
import type { Basis } from './representative.entity';

/** What a representative acts on, as it is stored. */
export interface Authority {
  basis: Basis | null;
  poaNumber: string | null;
  poaValidTo: string | null;
}

/** Kaliningrad, the westernmost zone of Russia: a day ends there last. */
const LAST_ZONE = 'Europe/Kaliningrad';

/** The earliest date that is still today somewhere in Russia: a power of attorney holds to its last hour. */
export function lastCurrentDay(now: Date): string {
  return localDate(now, LAST_ZONE);
}

/** What was typed about the authority. */
export interface TypedAuthority {
  basis?: Basis | null;
  poaNumber?: string | null;
  poaValidTo?: string | null;
}

/** Checks what was typed about the authority and adds what is wrong to `problems`. */
export function withAuthority(
  typed: TypedAuthority,
  today: string,
  problems: FieldProblem[],
): Authority {
  const basis = typed.basis ?? null;
  if (basis !== 'POA' && basis !== 'MCHD') {
    return { basis, poaNumber: null, poaValidTo: null };
  }
  const poaNumber = tidy(typed.poaNumber) || null;
  const poaValidTo = typed.poaValidTo ?? null;
  if (poaNumber === null) {
    problems.push({ path: 'poaNumber', code: 'REQUIRED' });
  }
  const wrong = dateProblem(poaValidTo, today);
  if (wrong !== null) {
    problems.push({ path: 'poaValidTo', code: wrong });
  }
  return { basis, poaNumber, poaValidTo };
}

function dateProblem(date: string | null, today: string): string | null {
  if (date === null) {
    return 'REQUIRED';
  }
  if (!isDate(date)) {
    return 'DATE_FORMAT';
  }
  return date < today ? 'DATE_TOO_EARLY' : null;
}

function isDate(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().startsWith(text)
  );
}
