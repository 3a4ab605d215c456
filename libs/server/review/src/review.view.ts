import {
  BecomesTrueDto,
  type CheckDto,
  type ChecklistDto,
  type ConclusionDto,
} from '@okno/server/applications';
import type { ChecklistItem } from '@okno/shared/form-schema';

import type { ChecklistMark, ConclusionRecord } from './case-file.repository';
import type { CheckRecord } from './checks.repository';

/** A check as it is shown. One of an earlier round is stale: the answers have changed since. */
export function checkView(check: CheckRecord, round: number): CheckDto {
  return {
    code: check.code,
    outcome: check.outcome,
    source: { code: check.source, asOf: check.asOf?.toISOString() ?? null },
    messageKey: check.messageKey,
    params: check.params,
    checkedAt: check.checkedAt.toISOString(),
    becomesTrue: check.becomesTrue && BecomesTrueDto.from(check.becomesTrue),
    ...(check.round < round ? { stale: true } : {}),
  };
}

/** Checks in the order in which the measure names them; those it does not name stand last. */
export function checksInOrder(
  checks: readonly CheckRecord[],
  named: readonly string[],
): readonly CheckRecord[] {
  const place = (code: string): number => {
    const at = named.indexOf(code);
    return at < 0 ? named.length : at;
  };
  return [...checks].sort((a, b) => place(a.code) - place(b.code) || (a.code < b.code ? -1 : 1));
}

/** The questions of the form with what was ticked, by whom and when. */
export function checklistOf(
  questions: readonly ChecklistItem[],
  marks: readonly Omit<ChecklistMark, 'byId'>[],
): ChecklistDto {
  return {
    items: questions.map(({ code, label }) => {
      const mark = marks.find((one) => one.code === code);
      return {
        code,
        label,
        done: mark?.done ?? false,
        by: mark?.byName ?? null,
        at: mark?.at.toISOString() ?? null,
      };
    }),
  };
}

/** The conclusion that counts, with the criteria it rests on. */
export function conclusionView({
  pass,
  text,
  criteria,
  byName,
  at,
}: Pick<ConclusionRecord, 'pass' | 'text' | 'criteria' | 'byName' | 'at'>): ConclusionDto {
  return { pass, text, criteria, by: byName, at: at.toISOString() };
}
