import type { FieldProblem } from '@okno/server/core';
import { total } from '@okno/shared/money';

import type { CostOutcome } from './cost-verdict.entity';

/** Longest reason, in characters. */
export const COST_REASON_LENGTH = 1_000;

/** A payment as far as judging it goes. */
export interface JudgedLine {
  id: string;
  no: number;
  claimedKopecks: number;
}

/** What somebody wants to say of a payment. */
export interface WrittenVerdict {
  lineId: string;
  outcome: CostOutcome;
  /** Asked for where the payment is reduced; of the others it follows. */
  acceptedKopecks?: number;
  reason?: string;
}

/** What is said of a payment. */
export interface CostVerdict {
  lineId: string;
  outcome: CostOutcome;
  claimedKopecks: number;
  acceptedKopecks: number;
  reason: string | null;
}

/**
 * Judges payments: accepted whole, reduced to a smaller sum, or refused; what is not accepted whole has a reason
 * that the applicant reads.
 */
export function judge(
  lines: readonly JudgedLine[],
  written: readonly WrittenVerdict[],
): { verdicts: CostVerdict[]; problems: FieldProblem[] } {
  const judged = written.map((one, at) =>
    judgeOne(
      lines.find(({ id }) => id === one.lineId),
      one,
      at,
      written,
    ),
  );
  return {
    verdicts: judged.flatMap(({ verdict }) => verdict ?? []),
    problems: judged.flatMap(({ problems }) => problems),
  };
}

/** Whether every payment is judged. A request without payments has nothing to accept. */
export function isAudited(
  lines: readonly JudgedLine[],
  verdicts: readonly Pick<CostVerdict, 'lineId'>[],
): boolean {
  return lines.length > 0 && lines.every(({ id }) => verdicts.some(({ lineId }) => lineId === id));
}

/** Sum of what was accepted of the payments that stand in the request now. */
export function acceptedSum(
  lines: readonly JudgedLine[],
  verdicts: readonly Pick<CostVerdict, 'lineId' | 'acceptedKopecks'>[],
): number {
  const accepted = verdicts.filter(({ lineId }) => lines.some(({ id }) => id === lineId));
  return sumOf(accepted.map(({ acceptedKopecks }) => acceptedKopecks));
}

/** @throws RangeError above 2^53 kopecks, which the form does not let through */
export function sumOf(kopecks: readonly number[]): number {
  const sum = total(kopecks);
  if (!sum.ok) {
    throw new RangeError(`Payments cannot be added up: ${sum.code}`);
  }
  return sum.value;
}

function judgeOne(
  line: JudgedLine | undefined,
  written: WrittenVerdict,
  at: number,
  all: readonly WrittenVerdict[],
): { verdict?: CostVerdict; problems: FieldProblem[] } {
  const path = `lines[${at}]`;
  if (line === undefined) {
    return { problems: [{ path: `${path}.lineId`, code: 'NOT_AN_OPTION' }] };
  }
  if (all.findIndex(({ lineId }) => lineId === written.lineId) !== at) {
    return { problems: [{ path: `${path}.lineId`, code: 'NOT_UNIQUE' }] };
  }
  const reason = written.reason?.trim() ?? '';
  const problems = [
    ...(written.outcome !== 'ACCEPTED' && reason === ''
      ? [{ path: `${path}.reason`, code: 'REQUIRED' }]
      : []),
    ...(written.outcome === 'REDUCED' ? sumProblems(line, written.acceptedKopecks, path) : []),
  ];
  const { outcome } = written;
  const { claimedKopecks } = line;
  const accepted = { ACCEPTED: claimedKopecks, REDUCED: written.acceptedKopecks ?? 0, REJECTED: 0 };
  return problems.length > 0
    ? { problems }
    : {
        problems,
        verdict: {
          lineId: line.id,
          outcome,
          claimedKopecks,
          acceptedKopecks: accepted[outcome],
          reason: reason === '' ? null : reason,
        },
      };
}

function sumProblems(
  { claimedKopecks }: JudgedLine,
  accepted: number | undefined,
  path: string,
): FieldProblem[] {
  if (accepted === undefined) {
    return [{ path: `${path}.acceptedKopecks`, code: 'REQUIRED' }];
  }
  if (accepted < 1) {
    return [{ path: `${path}.acceptedKopecks`, code: 'NUMBER_TOO_SMALL', params: { min: 1 } }];
  }
  return accepted >= claimedKopecks
    ? [
        {
          path: `${path}.acceptedKopecks`,
          code: 'NUMBER_TOO_LARGE',
          params: { max: claimedKopecks - 1 },
        },
      ]
    : [];
}
