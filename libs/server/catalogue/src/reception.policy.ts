import type { MeasureKind, NotOpenReason, RoundState } from './catalogue-data';

/** What decides whether a measure takes requests. */
export interface Reception {
  kind: MeasureKind;
  /** The cluster takes requests through this portal. */
  connected: boolean;
  hasForm: boolean;
  /** Only a strategy names it. */
  planned: boolean;
  round: RoundState | null;
}

/** Kinds of which a source only says that they exist. */
const NOT_APPLIED_FOR: ReadonlySet<MeasureKind> = new Set(['ACTIVITY', 'INSTRUMENT']);

/** Why nothing can be applied for, the most lasting reason first; null when requests are taken. */
export function notOpenReason({
  kind,
  connected,
  hasForm,
  planned,
  round,
}: Reception): NotOpenReason | null {
  if (NOT_APPLIED_FOR.has(kind) || (planned && round === null)) {
    return 'NOT_APPLIED_FOR';
  }
  if (!connected) {
    return 'CLUSTER_NOT_CONNECTED';
  }
  if (!hasForm) {
    return 'FORM_NOT_PUBLISHED';
  }
  // Joining a cluster needs no round: it is open at any time.
  return kind === 'MEMBERSHIP' ? null : roundReason(round);
}

/** Where a round stands at a moment. It is closed from its closing moment on. */
export function roundState(round: { opensAt: Date; closesAt: Date }, now: Date): RoundState {
  if (now < round.opensAt) {
    return 'PLANNED';
  }
  return now < round.closesAt ? 'OPEN' : 'CLOSED';
}

function roundReason(round: RoundState | null): NotOpenReason | null {
  switch (round) {
    case 'OPEN':
      return null;
    case 'PLANNED':
      return 'ROUND_PLANNED';
    case 'CLOSED':
      return 'ROUND_CLOSED';
    case null:
      return 'NO_ROUND';
  }
}
