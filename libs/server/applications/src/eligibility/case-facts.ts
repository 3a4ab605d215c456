import { DECLARED, type Fact, type Facts, type FactValue } from '@okno/shared/eligibility';
import type { Answers } from '@okno/shared/form-schema';
import type { LocalDate } from '@okno/shared/work-calendar';

import { compact } from './applicant-facts';

/** What stands in a request itself. */
export interface CaseContent {
  answers: Answers;
  costKopecks: number | null;
  requestedKopecks: number | null;
  /** Its payments stand in no other request: a filing that would claim one twice is refused. */
  costsClaimed?: true;
  /** Rows that their listeners or partners have not confirmed; absent while nobody has looked. */
  unconfirmed?: number;
  /** Payments of other requests with the same payee, order and day, but another sum. */
  similarPayments?: number;
}

/** Facts of a request; an estimate without a cost is none. */
export function caseFacts(content: CaseContent, today: LocalDate): Facts {
  const { answers, costKopecks, requestedKopecks } = content;
  const ours = (value: FactValue | undefined): Fact | undefined =>
    value === undefined ? undefined : { value, source: 'portal', asOf: today };
  const known = costKopecks !== null && costKopecks > 0 && requestedKopecks !== null;
  const own = known ? costKopecks - requestedKopecks : undefined;
  return compact({
    'case.costKopecks': ours(known ? costKopecks : undefined),
    'case.stateKopecks': ours(known ? requestedKopecks : undefined),
    'case.ownKopecks': ours(own),
    'case.ownBp': ours(own === undefined || !known ? undefined : shareBp(own, costKopecks)),
    'case.contractorInn': ours(contractorInn(answers)),
    'case.costClaimedBefore': ours(content.costsClaimed ? false : undefined),
    'case.unconfirmed': ours(content.unconfirmed),
    'case.similarPayments': ours(content.similarPayments),
    'org.solvent':
      answers['decl.noBankruptcy'] === true
        ? { value: true, source: DECLARED, asOf: today }
        : undefined,
  });
}

/** Rounded down; in whole numbers, as kopecks times ten thousand may be beyond what a number holds. */
function shareBp(part: number, whole: number): number {
  return Number((BigInt(part) * 10_000n) / BigInt(whole));
}

/** The ИНН of a contractor that the applicant has named, if he has. */
function contractorInn(answers: Answers): string | undefined {
  const contractor = answers['contractor.org'] ?? answers['mk.contractor'];
  return typeof contractor === 'object' &&
    contractor !== null &&
    'inn' in contractor &&
    typeof contractor.inn === 'string' &&
    contractor.inn !== ''
    ? contractor.inn
    : undefined;
}
