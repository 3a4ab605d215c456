import type {
  ActionNeeds,
  ApplicationState,
  Flow,
  FlowAction,
  FlowPermission,
  Transition,
} from './flow';
import { GUARDS, isKnownBefore, type GuardCode } from './guard';

/** How far a permission of the actor reaches, already narrowed to the cluster of this case. */
export type FlowScope = 'OWN' | 'ASSIGNED' | 'CLUSTER' | 'ALL';

/** Who asks, and how the case stands, as far as the table needs to know. */
export interface Facts {
  /**
   * Permissions of the actor's roles that can touch this case, each with its scopes. A CLUSTER scope
   * of another cluster is left out by the caller.
   */
  readonly permissions: Readonly<Partial<Record<FlowPermission, readonly FlowScope[]>>>;
  /** Whether the actor represents the organisation of the case. */
  readonly isApplicantSide: boolean;
  /** Whether the representative has the filing right. */
  readonly canFile: boolean;
  /** Whether the representative is an administrator (the head) of the organisation. */
  readonly isOrganisationAdmin: boolean;
  readonly isAssignee: boolean;
  /** Whether the actor has checked, returned or concluded on this case before. */
  readonly isReviewerOfCase: boolean;
  /** From which state the case was last returned; null when it never was. */
  readonly returnedFrom: ApplicationState | null;
  /** Guards that are known before acting. One that is left out counts as not met. */
  readonly guards: Readonly<Partial<Record<GuardCode, boolean>>>;
}

/** What the actor is told about one action: open, or closed and by what. */
export interface ActionAnswer {
  readonly action: FlowAction;
  readonly allowed: boolean;
  /** What must become true first; empty when allowed. */
  readonly blockedBy: readonly GuardCode[];
}

/**
 * The offered row for an action in a state (null: before birth), or undefined where the flow forbids
 * it. `returnedFrom` tells the answers to remarks apart.
 */
export function findTransition(
  flow: Flow,
  from: ApplicationState | null,
  action: FlowAction,
  returnedFrom: ApplicationState | null = null,
): Transition | undefined {
  return flow.transitions.find(
    (row) =>
      row.offered &&
      row.from === from &&
      row.action === action &&
      (row.returnedFrom === null || row.returnedFrom === returnedFrom),
  );
}

/** The state that `action` leads to, or undefined where the flow forbids it. */
export function nextState(
  flow: Flow,
  from: ApplicationState | null,
  action: FlowAction,
  returnedFrom: ApplicationState | null = null,
): ApplicationState | undefined {
  return findTransition(flow, from, action, returnedFrom)?.to;
}

/**
 * What the actor may do now. Actions that are not the actor's business at all are absent; those that
 * are, but for a guard, are there with the reason.
 */
export function allowedActions(flow: Flow, state: ApplicationState, facts: Facts): ActionAnswer[] {
  return flow.transitions
    .filter((row) => row.offered && row.from === state)
    .filter((row) => row.returnedFrom === null || row.returnedFrom === facts.returnedFrom)
    .flatMap((row) => {
      const blockedBy = blockers(row, facts);
      return blockedBy === undefined
        ? []
        : [{ action: row.action, allowed: blockedBy.length === 0, blockedBy }];
    });
}

/**
 * What keeps the actor from a transition: guards known so far that are not met. Undefined when the
 * transition is not the actor's business (no permission, wrong side, the system's own, or switched off by the
 * settings).
 */
export function blockers(row: Transition, facts: Facts): GuardCode[] | undefined {
  const reach = row.permission === null ? undefined : facts.permissions[row.permission];
  if (reach === undefined || row.by.every((performer) => performer === 'SYSTEM')) {
    return undefined;
  }
  if (row.guards.some((guard) => GUARDS[guard] === 'SETTING' && !isMet(guard, facts))) {
    return undefined;
  }
  const side = row.by.includes('APPLICANT')
    ? applicantBlockers(facts)
    : staffBlockers(reach, facts);
  return side && [...side, ...row.guards.filter((guard) => !isMet(guard, facts))];
}

function applicantBlockers(facts: Facts): GuardCode[] | undefined {
  return facts.isApplicantSide ? [] : undefined;
}

function staffBlockers(reach: readonly FlowScope[], facts: Facts): GuardCode[] | undefined {
  const wide = reach.includes('CLUSTER') || reach.includes('ALL');
  if (!wide && !reach.includes('ASSIGNED')) {
    return undefined;
  }
  const found: GuardCode[] = [];
  if (!wide && !facts.isAssignee) {
    found.push('ASSIGNED');
  }
  if (facts.isApplicantSide) {
    found.push('NOT_APPLICANT_SIDE');
  }
  return found;
}

function isMet(guard: GuardCode, facts: Facts): boolean {
  switch (guard) {
    case 'FILING_RIGHT':
      return facts.canFile;
    case 'ORGANISATION_ADMIN':
      return facts.isOrganisationAdmin;
    case 'ASSIGNED':
      return facts.isAssignee;
    case 'NOT_SAME_PERSON_AS_REVIEWER':
      return !facts.isReviewerOfCase;
    case 'NOT_APPLICANT_SIDE':
      return !facts.isApplicantSide;
    default:
      return GUARDS[guard] === 'IN_TRANSACTION' || facts.guards[guard] === true;
  }
}

/** The guards that must be known to tell what is allowed in a state: what `Facts.guards` should hold. */
export function guardsAsked(flow: Flow, state: ApplicationState): GuardCode[] {
  const asked = flow.transitions
    .filter((row) => row.offered && row.from === state)
    .flatMap((row) => row.guards)
    .filter(isKnownBefore);
  return [...new Set(asked)];
}

/** What came with an action, by the names of `ActionNeeds`. */
export type ActionInput = Readonly<Partial<Record<keyof ActionNeeds, unknown>>>;

/** What the row needs and the input lacks. An empty text or list is a lack. */
export function missingInput(row: Transition, input: ActionInput): (keyof ActionNeeds)[] {
  const asked: (keyof ActionNeeds)[] = [
    'reasonCode',
    'publicComment',
    'conclusion',
    'criteria',
    'signature',
  ];
  return asked.filter((name) => row.needs[name] === true && isEmpty(input[name]));
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'string') {
    return value.trim() === '';
  }
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
