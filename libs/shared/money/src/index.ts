/**
 * Money of the portal (domain §9): integer kopecks, shares in basis points, no floats. What can go wrong
 * with an input is answered as `{ ok: false, code }`; nothing throws.
 */
export { allocate } from './allocate';
export {
  type BasisPoints,
  isBasisPoints,
  isKopecks,
  type Kopecks,
  type Money,
  MONEY_CODES,
  type MoneyCode,
  WHOLE_BP,
} from './kopecks';
export { lineSum, total } from './lines';
export {
  CAP_REASONS,
  type CapReason,
  meetsMinOwnShare,
  split,
  splitAtPrice,
  type Split,
  type SplitTerms,
} from './split';
export { formatKopecks, formatShare, type MoneyLanguage, parseRoubles } from './text';
export { type Vat, vatOnTop, vatWithin } from './vat';
