import type { OrganisationKind } from './organisation-api';

/** Legal forms, in the order they are offered. */
export const KINDS = ['LEGAL', 'SOLE_TRADER', 'SELF_EMPLOYED', 'STATE', 'FOREIGN'] as const;

/** Categories of the register of small and medium business. */
export const SME_CATEGORIES = ['MICRO', 'SMALL', 'MEDIUM', 'NOT_SME'] as const;

/** One text of the card. */
export interface CardField {
  readonly path: string;
  readonly mode: 'text' | 'numeric' | 'decimal' | 'url';
  readonly optional: boolean;
  readonly long?: true;
}

const NAMES: readonly CardField[] = [
  { path: 'fullName', mode: 'text', optional: false, long: true },
  { path: 'shortName', mode: 'text', optional: true },
];
const REST: readonly CardField[] = [
  { path: 'okvedMain', mode: 'decimal', optional: false },
  { path: 'addressLegal', mode: 'text', optional: false, long: true },
  { path: 'addressActual', mode: 'text', optional: true, long: true },
  { path: 'headName', mode: 'text', optional: false },
  { path: 'headPost', mode: 'text', optional: true },
  { path: 'website', mode: 'url', optional: true },
];
const OGRN: CardField = { path: 'ogrn', mode: 'numeric', optional: false };
const KPP: CardField = { path: 'kpp', mode: 'numeric', optional: false };

const NUMBERS: Readonly<Record<OrganisationKind, readonly CardField[]>> = {
  LEGAL: [OGRN, KPP],
  STATE: [OGRN, KPP],
  SOLE_TRADER: [OGRN],
  SELF_EMPLOYED: [],
  FOREIGN: [KPP],
};

/** What stays the organisation's own after the centre has confirmed the card. */
const FREE: ReadonlySet<string> = new Set(['addressActual', 'website']);

/** The texts a card of this kind has, without the ИНН, in the order of the card. */
export function cardFields(kind: OrganisationKind): readonly CardField[] {
  return [...NUMBERS[kind], ...NAMES, ...REST];
}

/**
 * Those that may be changed here: the rest of a confirmed card is the registry's, and what a register
 * tells (`told`) follows the register.
 */
export function openFields(
  kind: OrganisationKind,
  confirmed: boolean,
  told: readonly string[] = [],
): readonly CardField[] {
  return cardFields(kind).filter(
    ({ path }) => (!confirmed || FREE.has(path)) && !told.includes(path),
  );
}
