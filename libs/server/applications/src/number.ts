import type { ProcedureKind } from '@okno/shared/workflow';

/** Third letters of a number by the kind of the request (ARCHITECTURE §8.9). */
export const NUMBER_KINDS: Readonly<Record<ProcedureKind, string>> = {
  MEMBERSHIP: 'MEM',
  SERVICE: 'SRV',
  COMPENSATION: 'CMP',
};

const DIGITS = 6;

/** `KZB-SRV-2026-000001`: prefix of the cluster, kind, year of the registration date, place in the series. */
export function formatNumber(
  prefix: string,
  kind: ProcedureKind,
  year: number,
  no: number,
): string {
  return `${prefix}-${NUMBER_KINDS[kind]}-${year}-${String(no).padStart(DIGITS, '0')}`;
}

/** Whether a text can be a number or the beginning of one. */
export function looksLikeNumber(text: string): boolean {
  return /^[A-Z]{2,8}-[A-Z0-9-]{0,20}$/i.test(text);
}
