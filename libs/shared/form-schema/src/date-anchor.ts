import type { FormContext } from './context';
import { addDays, addMonths } from './iso-date';
import type { DateAnchor } from './rule-ast';

export interface ResolvedDay {
  readonly date: string;
  /** Counted over a year whose calendar is not loaded: statutory days off only (ARCHITECTURE §8.1). */
  readonly provisional: boolean;
}

/** The day an anchor means, or nothing when the context lacks what it counts from. */
export function resolveAnchor(
  anchor: DateAnchor,
  context: FormContext,
  field: string | undefined,
): ResolvedDay | undefined {
  const base = baseOf(anchor, context, field);
  if (base === undefined) {
    return undefined;
  }
  return {
    date: addDays(addMonths(base, anchor.months ?? 0), anchor.calendarDays ?? 0),
    provisional: false,
  };
}

function baseOf(
  anchor: DateAnchor,
  context: FormContext,
  field: string | undefined,
): string | undefined {
  const year = context.roundYear;
  switch (anchor.base) {
    case 'filing':
      return context.filingDate;
    case 'field':
      return field;
    case 'roundYearStart':
      return year === undefined ? undefined : `${year}-01-01`;
    case 'roundYearEnd':
      return year === undefined ? undefined : `${year}-12-31`;
  }
}
