import { meetsMinOwnShare } from '@okno/shared/money';
import { okvedInBranch } from '@okno/shared/identifiers';

import type { CheckFacts, RegisteredSupport, Told } from './check-facts';

/** UNAVAILABLE: the source is not connected or silent, so a person has to look. It is never PASS. */
export type CheckOutcome = 'PASS' | 'FAIL' | 'WARN' | 'UNAVAILABLE';

/** What a check found. The browser translates `messageKey` with `params`. */
export interface Finding {
  outcome: CheckOutcome;
  messageKey: string;
  params: Record<string, string | number | boolean>;
  source: {
    /** `portal`, `declared` or `registrar` (the card), or a register: `egrul`, `rsmp`, `rsmppp`, … */
    code: string;
    /** Date of the data; null for a source that gave none. */
    asOf: Date | null;
  };
}

type Rule = (facts: CheckFacts) => Finding;
type Params = Finding['params'];

/** The checks of forms.md §1.7, and the search for a second membership of §2. */
const RULES: Readonly<Record<string, Rule>> = {
  E01: notConnected('egrul'),
  E02: smallBusiness,
  E03: (facts) =>
    facts.membership === null
      ? portal(facts, 'FAIL', 'E03.NOT_A_MEMBER')
      : portal(facts, 'PASS', 'E03.MEMBER', { registryNumber: facts.membership.registryNumber }),
  E04: membershipInForce,
  E05: region,
  E06: activity,
  E07: declared('egrul', (facts) => facts.declarations.noBankruptcy),
  E08: sameSupport,
  E09: pastViolations,
  E10: yearlyLimits,
  E11: roundAndBudget,
  E12: ownShare,
  E13: notConnected('egrul'),
  E14: notConnected('yearly-data'),
  E16: contractor,
  E17: notConnected('msp'),
  DUPLICATE: duplicate,
};

/** Looks for costs that were paid already and claimed twice, which neither joining nor a service does. */
const ONLY_FOR_COMPENSATION = ['E15'];

/**
 * Which checks a case gets: those its measure version names, as far as they have a meaning in the
 * procedure; joining also looks for a membership that is there already (forms.md §2).
 */
export function checksOf(kind: string, named: readonly string[]): string[] {
  const wanted = named.filter((code) => !ONLY_FOR_COMPENSATION.includes(code));
  return [...new Set(kind === 'MEMBERSHIP' ? [...wanted, 'DUPLICATE'] : wanted)];
}

/** Runs one check over the facts. A code that nobody knows is not passed over: a person looks. */
export function evaluate(code: string, facts: CheckFacts): Finding {
  const rule = Object.hasOwn(RULES, code) ? RULES[code] : undefined;
  return rule === undefined ? unanswered('UNKNOWN_CHECK') : rule(facts);
}

/** What stands in place of an answer that never came. */
export function unanswered(messageKey: 'UNKNOWN_CHECK' | 'CHECK_FAILED' | 'NOT_ANSWERED'): Finding {
  return {
    outcome: 'UNAVAILABLE',
    messageKey,
    params: {},
    source: { code: 'portal', asOf: null },
  };
}

function portal(
  facts: CheckFacts,
  outcome: CheckOutcome,
  messageKey: string,
  params: Params = {},
): Finding {
  return { outcome, messageKey, params, source: { code: 'portal', asOf: facts.now } };
}

function onCard(
  facts: CheckFacts,
  outcome: CheckOutcome,
  messageKey: string,
  params: Params = {},
): Finding {
  return { outcome, messageKey, params, source: facts.card.source };
}

function silent(source: string, params: Params = {}): Finding {
  return {
    outcome: 'UNAVAILABLE',
    messageKey: 'SOURCE_NOT_CONNECTED',
    params,
    source: { code: source, asOf: null },
  };
}

/** No register is connected yet (domain.md §11): the reviewer looks it up. */
function notConnected(source: string): Rule {
  return () => silent(source);
}

/** The same, where the applicant has declared what the register would tell. */
function declared(source: string, read: (facts: CheckFacts) => boolean): Rule {
  return (facts) => silent(source, { declared: read(facts) });
}

/** A register is a monthly statement; what is older than this has to be looked up (domain.md §11.1). */
const FRESH_DAYS = 40;
const DAY_MS = 24 * 3600 * 1000;
/** How long a violation stands in the way at the most (domain.md §5, VIOLATION_PERIOD). */
const VIOLATION_YEARS = 3;

/** What a register says; an old statement warns, whatever is in it. */
function registered(
  facts: CheckFacts,
  { asOf }: Told<unknown>,
  source: string,
  found: Pick<Finding, 'outcome' | 'messageKey'> & { params?: Params },
): Finding {
  const days = Math.floor((facts.now.getTime() - asOf.getTime()) / DAY_MS);
  const { outcome, messageKey, params = {} } = found;
  return days > FRESH_DAYS
    ? {
        outcome: 'WARN',
        messageKey: 'SOURCE_OLD',
        params: { days },
        source: { code: source, asOf },
      }
    : { outcome, messageKey, params, source: { code: source, asOf } };
}

/** The register decides; before one is loaded, who says himself that he is no small business is none. */
function smallBusiness(facts: CheckFacts): Finding {
  const told = facts.registers.smeCategory;
  if (told !== null) {
    return registered(
      facts,
      told,
      'rsmp',
      told.value === 'NOT_SME'
        ? { outcome: 'FAIL', messageKey: 'E02.NOT_LISTED' }
        : { outcome: 'PASS', messageKey: 'E02.LISTED', params: { category: told.value } },
    );
  }
  const { smeCategory } = facts.card;
  return smeCategory === 'NOT_SME'
    ? onCard(facts, 'FAIL', 'E02.NOT_SME')
    : silent('rsmp', { declared: smeCategory });
}

/** A recorded violation of the last three years goes to the reviewer, who judges its kind. */
function pastViolations(facts: CheckFacts): Finding {
  const told = facts.registers.supports;
  if (told === null) {
    return silent('rsmppp');
  }
  const year = Number(facts.today.slice(0, 4)) - VIOLATION_YEARS;
  const since = `${year}${facts.today.slice(4)}`;
  const violations = told.value.filter(
    ({ violation, decidedOn }) => violation === true && (decidedOn ?? since) >= since,
  );
  return registered(
    facts,
    told,
    'rsmppp',
    violations.length > 0
      ? { outcome: 'WARN', messageKey: 'E09.VIOLATION', params: { count: violations.length } }
      : { outcome: 'PASS', messageKey: 'E09.NONE' },
  );
}

function inForce({ until, endedOn }: RegisteredSupport, today: string): boolean {
  return (until ?? '') >= today && (endedOn === null || endedOn > today);
}

function membershipInForce(facts: CheckFacts): Finding {
  const { membership } = facts;
  if (membership === null) {
    return portal(facts, 'FAIL', 'E04.NOT_A_MEMBER');
  }
  return membership.state === 'ACTIVE'
    ? portal(facts, 'PASS', 'E04.ACTIVE')
    : portal(facts, 'FAIL', 'E04.NOT_ACTIVE', { state: membership.state });
}

/** A partner from outside may join (domain.md §4), so another region is for the reviewer to judge. */
function region(facts: CheckFacts): Finding {
  const { regionCode } = facts.card;
  const { regionCodes } = facts.cluster;
  if (regionCode === null || regionCodes.length === 0) {
    return onCard(facts, 'WARN', 'E05.REGION_UNKNOWN');
  }
  return regionCodes.includes(regionCode)
    ? onCard(facts, 'PASS', 'E05.IN_REGION', { regionCode })
    : onCard(facts, 'WARN', 'E05.OTHER_REGION', { regionCode });
}

/** Excluded branches end it; a code outside the cluster's branches, or one nobody can vouch for, is judged. */
function activity(facts: CheckFacts): Finding {
  const { okvedMain: okved } = facts.card;
  const { excludedBranch, okvedKnown } = facts.classifier;
  if (excludedBranch !== null) {
    return onCard(facts, 'FAIL', 'E06.EXCLUDED_SECTOR', { okved, branch: excludedBranch });
  }
  const { okvedPrefixes } = facts.cluster;
  const branch = okvedPrefixes.find((prefix) => okvedInBranch(okved, prefix));
  if (okvedPrefixes.length > 0 && branch === undefined) {
    return onCard(facts, 'WARN', 'E06.OTHER_BRANCH', { okved });
  }
  if (branch === undefined || okvedKnown === null) {
    return {
      outcome: 'WARN',
      messageKey: 'DICTIONARY_MISSING',
      params: { okved, ...(branch === undefined ? {} : { branch }) },
      source: { code: 'dictionary', asOf: null },
    };
  }
  return okvedKnown
    ? onCard(facts, 'PASS', 'E06.IN_BRANCH', { okved, branch })
    : onCard(facts, 'WARN', 'E06.UNKNOWN_CODE', { okved });
}

/**
 * The portal knows its own decisions; what others gave, only the register of recipients knows. It does not tell the
 * purpose, so a support that still runs goes to the reviewer.
 */
function sameSupport(facts: CheckFacts): Finding {
  const { sameInForce } = facts.support;
  if (sameInForce.length > 0) {
    return portal(facts, 'FAIL', 'E08.SAME_SUPPORT_ACTIVE', { numbers: sameInForce.join(', ') });
  }
  const told = facts.registers.supports;
  if (told === null) {
    return silent('rsmppp', { portal: 'NONE' });
  }
  const running = told.value.filter((one) => inForce(one, facts.today));
  const kinds = [...new Set(running.flatMap(({ kindName }) => kindName ?? []))].slice(0, 3);
  return registered(
    facts,
    told,
    'rsmppp',
    running.length > 0
      ? {
          outcome: 'WARN',
          messageKey: 'E08.OTHERS_ACTIVE',
          params: { count: running.length, kinds: kinds.join(', ') || '—' },
        }
      : { outcome: 'PASS', messageKey: 'E08.NONE_ACTIVE' },
  );
}

function yearlyLimits(facts: CheckFacts): Finding {
  const { maxPerYear, limitPerYearKopecks } = facts.limits;
  const { sameThisYear, kopecksThisYear } = facts.support;
  if (maxPerYear !== null && sameThisYear >= maxPerYear) {
    return portal(facts, 'FAIL', 'E10.COUNT_REACHED', { count: sameThisYear, max: maxPerYear });
  }
  const asked = facts.money?.stateKopecks ?? 0;
  if (limitPerYearKopecks !== null && kopecksThisYear + asked > limitPerYearKopecks) {
    const rest = Math.max(0, limitPerYearKopecks - kopecksThisYear);
    return portal(facts, rest === 0 ? 'FAIL' : 'WARN', 'E10.SUM_REACHED', {
      restKopecks: rest,
      limitKopecks: limitPerYearKopecks,
    });
  }
  return portal(facts, 'PASS', 'E10.WITHIN_LIMITS', { count: sameThisYear });
}

/** Too little money is no fault of the request: it may wait in the round's queue. */
function roundAndBudget(facts: CheckFacts): Finding {
  const { round } = facts;
  if (round === null || !round.openAtFiling) {
    return portal(facts, 'FAIL', 'E11.ROUND_NOT_OPEN');
  }
  if (round.restKopecks === null) {
    return portal(facts, 'PASS', 'E11.ROUND_OPEN');
  }
  const asked = facts.money?.stateKopecks ?? 0;
  const params = { restKopecks: round.restKopecks, askedKopecks: asked };
  return round.restKopecks <= 0 || round.restKopecks < asked
    ? portal(facts, 'WARN', 'E11.BUDGET_SHORT', params)
    : portal(facts, 'PASS', 'E11.ROUND_OPEN', params);
}

function ownShare(facts: CheckFacts): Finding {
  const { money } = facts;
  const { minOwnBp } = facts.limits;
  if (money === null) {
    return portal(facts, 'FAIL', 'E12.NO_COST');
  }
  const params = { ownKopecks: money.ownKopecks, costKopecks: money.costKopecks, minOwnBp };
  return meetsMinOwnShare(money, minOwnBp)
    ? portal(facts, 'PASS', 'E12.ENOUGH', params)
    : portal(facts, 'FAIL', 'E12.TOO_LITTLE', params);
}

/** Founders and heads are in a register that is not connected; the applicant himself is seen at once. */
function contractor(facts: CheckFacts): Finding {
  if (facts.contractorInn !== null && facts.contractorInn === facts.card.inn) {
    return portal(facts, 'FAIL', 'E16.SAME_ORGANISATION');
  }
  return silent('egrul', { named: facts.contractorInn !== null });
}

/** A second open request cannot be: the database keeps one for a measure. A member asking again can. */
function duplicate(facts: CheckFacts): Finding {
  const { membership } = facts;
  return membership === null
    ? portal(facts, 'PASS', 'DUPLICATE.NONE')
    : portal(facts, 'FAIL', 'DUPLICATE.ALREADY_A_MEMBER', {
        registryNumber: membership.registryNumber,
      });
}
