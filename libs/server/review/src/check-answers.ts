import type { Answers } from '@okno/shared/form-schema';

import type { CheckFacts } from './check-facts';

/** Whether the applicant has ticked a declaration. */
export function declares(answers: Answers, key: string): boolean {
  return answers[key] === true;
}

/** The ИНН of a contractor that the applicant has named, if he has. */
export function contractorInn(answers: Answers): string | null {
  const contractor = answers['contractor.org'] ?? answers['mk.contractor'];
  return typeof contractor === 'object' &&
    contractor !== null &&
    'inn' in contractor &&
    typeof contractor.inn === 'string'
    ? contractor.inn
    : null;
}

/** Cost and parts as filed; null without an estimate. */
export function moneyOf({
  costKopecks,
  requestedKopecks,
}: {
  costKopecks: number | null;
  requestedKopecks: number | null;
}): CheckFacts['money'] {
  return costKopecks === null || costKopecks === 0 || requestedKopecks === null
    ? null
    : { costKopecks, stateKopecks: requestedKopecks, ownKopecks: costKopecks - requestedKopecks };
}

/** A code of ОКВЭД and every branch above it, the widest first: `21`, `21.2`, `21.20`, `21.20.1`. */
export function branchesOf(okved: string): string[] {
  return Array.from({ length: okved.length }, (_, at) => okved.slice(0, at + 1)).filter(
    (branch) => branch.length > 1 && !branch.endsWith('.'),
  );
}
