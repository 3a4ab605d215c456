import type { FieldProblem } from '@okno/server/core';

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
  return now.toLocaleDateString('en-CA', { timeZone: LAST_ZONE });
}

/** Checks what was typed about the authority and adds what is wrong to `problems`. */
export function withAuthority(
  typed: { basis?: Basis | null; poaNumber?: string | null; poaValidTo?: string | null },
  today: string,
  problems: FieldProblem[],
): Authority {
  const basis = typed.basis ?? null;
  const byPower = basis === 'POA' || basis === 'MCHD';
  const poaNumber = byPower ? tidy(typed.poaNumber) || null : null;
  const poaValidTo = byPower ? (typed.poaValidTo ?? null) : null;
  if (byPower && poaNumber === null) {
    problems.push({ path: 'poaNumber', code: 'REQUIRED' });
  }
  if (byPower && poaValidTo === null) {
    problems.push({ path: 'poaValidTo', code: 'REQUIRED' });
  } else if (poaValidTo !== null && !isDate(poaValidTo)) {
    problems.push({ path: 'poaValidTo', code: 'DATE_FORMAT' });
  } else if (poaValidTo !== null && poaValidTo < today) {
    problems.push({ path: 'poaValidTo', code: 'DATE_TOO_EARLY' });
  }
  return { basis, poaNumber, poaValidTo };
}

function isDate(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().startsWith(text)
  );
}
