import type { ClusterData, Round } from '@okno/server/catalogue';
import { regionCodes } from '@okno/server/catalogue';
import type { Fact, Facts, FactValue, SupportRecord } from '@okno/shared/eligibility';
import { localDate, type LocalDate } from '@okno/shared/work-calendar';

import type { Granted } from '../applications.repository';
import { compact } from './applicant-facts';

/** Limits of a measure that rules compare with. */
export interface JudgedLimits {
  code: string;
  minOwnBp: number | null;
  maxPerYear: number | null;
  limitPerYearKopecks: number | null;
}

/** What the portal's classifiers tell of a main ОКВЭД. */
export interface Classifiers {
  /** Branches that nobody is supported in; null while the list is not loaded. */
  excluded: readonly string[] | null;
  /** Whether the code is one of the classifier; null while that is not loaded. */
  okvedKnown: boolean | null;
}

/** How a round stands: `restKopecks` null where it has no money of its own, absent where nobody has asked. */
export interface RoundStanding {
  state: 'OPEN' | 'PLANNED' | 'CLOSED' | 'NONE';
  opensOn?: LocalDate;
  restKopecks?: number | null;
}

/** What the portal itself knows, today. */
function ours(value: FactValue | null | undefined, today: LocalDate): Fact | undefined {
  return value === null || value === undefined
    ? undefined
    : { value, source: 'portal', asOf: today };
}

/** The measure, its cluster and the classifiers; what is not set or loaded is absent. */
export function measureFacts(
  limits: JudgedLimits,
  cluster: Pick<ClusterData, 'region' | 'okvedPrefixes'> | null,
  { excluded, okvedKnown }: Classifiers,
  today: LocalDate,
): Facts {
  return compact({
    'measure.code': ours(limits.code, today),
    'measure.minOwnBp': ours(limits.minOwnBp ?? 0, today),
    'measure.maxPerYear': ours(limits.maxPerYear, today),
    'measure.limitPerYearKopecks': ours(limits.limitPerYearKopecks, today),
    'cluster.regionCodes': listed(cluster === null ? [] : regionCodes(cluster.region), today),
    'cluster.okvedPrefixes': listed(cluster?.okvedPrefixes ?? [], today),
    'dictionary.excludedBranches': ours(excluded, today),
    'dictionary.okvedKnown': ours(okvedKnown, today),
  });
}

/** An empty list says that nobody has filled it in. */
function listed(codes: readonly string[], today: LocalDate): Fact | undefined {
  return codes.length === 0 ? undefined : ours(codes, today);
}

/** A measure that takes requests at any time, or none at all, has no round. */
export function roundFacts(round: RoundStanding, today: LocalDate): Facts {
  return compact({
    'round.state': ours(round.state, today),
    'round.opensOn': ours(round.opensOn, today),
    'round.opensLaterToday': ours(opensLaterToday(round, today), today),
    'round.restKopecks': ours(round.restKopecks, today),
  });
}

/** The day has come, the hour has not; absent for every other round. */
function opensLaterToday({ state, opensOn }: RoundStanding, today: LocalDate): true | undefined {
  return state === 'PLANNED' && opensOn === today ? true : undefined;
}

/** How a round of the catalogue stands at its moment. */
export function standingOf(round: Round | null, timeZone: string): RoundStanding {
  return round === null
    ? { state: 'NONE' }
    : { state: round.state, opensOn: localDate(round.opensAt, timeZone) };
}

/**
 * In the registry of the cluster; null: it is not there. Who takes part in a cluster that is not joined here, the
 * portal does not know.
 */
export function membershipFacts(
  membership: { state: string; registryNumber: string } | null,
  cluster: Pick<ClusterData, 'acceptsMembership'> | null,
  today: LocalDate,
): Facts {
  const absent = cluster?.acceptsMembership === true ? 'NONE' : undefined;
  return compact({
    'membership.state': ours(membership?.state ?? absent, today),
    'membership.number': ours(membership?.registryNumber, today),
  });
}

/** What the portal has granted in the cluster. */
export function historyFacts(granted: readonly Granted[], today: LocalDate): Facts {
  return compact({ 'support.portal': ours(granted.map(grantedRecord), today) });
}

function grantedRecord({ number, on, ended, measure, kopecks }: Granted): SupportRecord {
  return {
    number,
    on,
    until: null,
    ended,
    measure,
    kind: null,
    title: null,
    kopecks,
    violation: false,
    misuse: false,
  };
}
