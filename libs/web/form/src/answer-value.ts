import type { DatePeriod } from '@okno/web/ui';

/** Answers are JSON of unknown goodness; a control shows what fits it and nothing else. */
export const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

export const asNumber = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

export const asYesNo = (value: unknown): 'yes' | 'no' | null =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : null;

export const asList = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const asRows = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.map((row: unknown) => (isRecord(row) ? row : {})) : [];

export function asPeriod(value: unknown): DatePeriod | null {
  if (!isRecord(value)) {
    return null;
  }
  const [from, to] = [asText(value['from']), asText(value['to'])];
  return { ...(from && { from }), ...(to && { to }) };
}

/** An organisation as an answer: picked from a list (`ref`) or typed. */
export interface OrgAnswer {
  readonly name?: string;
  readonly inn?: string;
  readonly ref?: string;
}

export function asOrg(value: unknown): OrgAnswer {
  if (!isRecord(value)) {
    return {};
  }
  const [name, inn, ref] = [asText(value['name']), asText(value['inn']), asText(value['ref'])];
  return { ...(name && { name }), ...(inn && { inn }), ...(ref && { ref }) };
}
