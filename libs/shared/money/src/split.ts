import {
  bad,
  type BasisPoints,
  floorShare,
  good,
  isBasisPoints,
  isKopecks,
  type Kopecks,
  type Money,
  WHOLE_BP,
} from './kopecks';

/**
 * What decided the state part: the share itself, the limit of one application, what is left of the
 * recipient's year, or what is left of the round.
 */
export const CAP_REASONS = ['SHARE', 'LIMIT', 'YEAR', 'ROUND'] as const;
export type CapReason = (typeof CAP_REASONS)[number];

export interface SplitTerms {
  /** Full cost, at least one kopeck. */
  readonly costKopecks: Kopecks;
  readonly stateShareBp: BasisPoints;
  /** Ceiling of the state part of one application; none when absent. */
  readonly limitKopecks?: Kopecks | null | undefined;
  /** What the recipient may still get this year. Below zero counts as nothing left. */
  readonly yearRestKopecks?: Kopecks | null | undefined;
  /** What the round still has. Below zero counts as nothing left. */
  readonly roundRestKopecks?: Kopecks | null | undefined;
}

/** Who pays what. `stateKopecks + ownKopecks = costKopecks`, always. */
export interface Split {
  readonly costKopecks: Kopecks;
  readonly stateShareBp: BasisPoints;
  readonly stateKopecks: Kopecks;
  readonly ownKopecks: Kopecks;
  readonly capReason: CapReason;
  /** What the share alone would give, before limits. */
  readonly byShareKopecks: Kopecks;
  /** The recipient's real share, rounded down: it never shows more than is paid. */
  readonly ownShareBp: BasisPoints;
}

/**
 * The co-financing split (domain §9): the share of the cost rounded down to a kopeck, cut to the least of
 * the limits; the recipient pays the rest. Of equal limits the first in the order of CAP_REASONS is named.
 */
export function split(
  terms: SplitTerms,
): Money<Split, 'COST_RANGE' | 'SHARE_RANGE' | 'LIMIT_RANGE'> {
  const { costKopecks, stateShareBp, limitKopecks } = terms;
  if (!isKopecks(costKopecks, 1)) {
    return bad('COST_RANGE');
  }
  if (!isBasisPoints(stateShareBp)) {
    return bad('SHARE_RANGE');
  }
  const rests = [terms.yearRestKopecks, terms.roundRestKopecks];
  if (!isAbsentOr(limitKopecks, isKopecks) || !rests.every((rest) => isAbsentOr(rest, isInteger))) {
    return bad('LIMIT_RANGE');
  }
  const byShareKopecks = floorShare(costKopecks, stateShareBp, WHOLE_BP);
  const caps: readonly [CapReason, number | null | undefined][] = [
    ['LIMIT', limitKopecks],
    ['YEAR', terms.yearRestKopecks],
    ['ROUND', terms.roundRestKopecks],
  ];
  let stateKopecks = byShareKopecks;
  let capReason: CapReason = 'SHARE';
  for (const [reason, cap] of caps) {
    if (typeof cap === 'number' && Math.max(cap, 0) < stateKopecks) {
      stateKopecks = Math.max(cap, 0);
      capReason = reason;
    }
  }
  return good(parts({ costKopecks, stateShareBp, stateKopecks, capReason, byShareKopecks }));
}

/**
 * The split on the price of the contract (domain §9): on a lower price the state part is counted again with
 * the same share and stays within what was approved; a higher price is the recipient's. It never rises.
 */
export function splitAtPrice(approved: Split, priceKopecks: Kopecks): Money<Split, 'PRICE_RANGE'> {
  if (!isKopecks(priceKopecks, 1)) {
    return bad('PRICE_RANGE');
  }
  const supported = Math.min(priceKopecks, approved.costKopecks);
  const byShareKopecks = floorShare(supported, approved.stateShareBp, WHOLE_BP);
  const sharePrevails = byShareKopecks < approved.stateKopecks;
  return good(
    parts({
      costKopecks: priceKopecks,
      stateShareBp: approved.stateShareBp,
      stateKopecks: sharePrevails ? byShareKopecks : approved.stateKopecks,
      capReason: sharePrevails ? 'SHARE' : approved.capReason,
      byShareKopecks,
    }),
  );
}

/** Whether the recipient pays at least the minimum share; exact in kopecks, no rounded share is compared. */
export function meetsMinOwnShare(
  { costKopecks, ownKopecks }: Pick<Split, 'costKopecks' | 'ownKopecks'>,
  minOwnBp: BasisPoints,
): boolean {
  return BigInt(ownKopecks) * BigInt(WHOLE_BP) >= BigInt(costKopecks) * BigInt(minOwnBp);
}

function parts(known: Omit<Split, 'ownKopecks' | 'ownShareBp'>): Split {
  const ownKopecks = known.costKopecks - known.stateKopecks;
  return { ...known, ownKopecks, ownShareBp: floorShare(ownKopecks, WHOLE_BP, known.costKopecks) };
}

function isAbsentOr(
  value: number | null | undefined,
  accepts: (value: number) => boolean,
): boolean {
  return value === null || value === undefined || accepts(value);
}

function isInteger(value: number): boolean {
  return Number.isSafeInteger(value);
}
