import type { ApplicationState, Flow, StateInfo, Transition } from './flow';

/** What can be wrong with a flow table. */
export type FlowProblemCode =
  | 'NO_BIRTH'
  | 'UNKNOWN_STATE'
  | 'STATE_UNREACHABLE'
  | 'NO_WAY_OUT'
  | 'END_UNREACHABLE'
  | 'FINAL_HAS_WAY_OUT'
  | 'OWNER_MISSING'
  | 'TERM_MISSING'
  | 'TERM_INVALID'
  | 'DOUBLE_ROW'
  | 'PERFORMER_MISSING'
  | 'PERMISSION_MISSING'
  | 'RETURN_WITHOUT_ANSWER'
  | 'PATH_BROKEN';

/** One defect of a table, with the place where it is. */
export interface FlowProblem {
  readonly code: FlowProblemCode;
  /** A state, or `FROM.action` of a row. */
  readonly at: string;
}

/**
 * Checks a whole table, rows that are not offered included. An empty list means: every state can be
 * reached and left, an end is in sight from everywhere, every waiting state has an owner and a term,
 * every target exists, no row is ambiguous. Processes refuse to start otherwise.
 */
export function checkFlow(flow: Flow): FlowProblem[] {
  return [
    ...checkTargets(flow),
    ...checkReach(flow),
    ...checkWaiting(flow),
    ...checkRows(flow),
    ...checkReturns(flow),
    ...checkPath(flow),
  ];
}

function rowName(row: Transition): string {
  return `${row.from ?? ''}.${row.action}`;
}

function checkTargets(flow: Flow): FlowProblem[] {
  return flow.transitions
    .filter((row) => !flow.states[row.to] || (row.from !== null && !flow.states[row.from]))
    .map((row) => ({ code: 'UNKNOWN_STATE', at: rowName(row) }));
}

function checkReach(flow: Flow): FlowProblem[] {
  const births = flow.transitions.filter((row) => row.from === null).map((row) => row.to);
  if (births.length === 0) {
    return [{ code: 'NO_BIRTH', at: flow.kind }];
  }
  const reached = closure(births, (state) =>
    flow.transitions.filter((row) => row.from === state).map((row) => row.to),
  );
  const ends = Object.entries(flow.states).flatMap(([name, info]) => (info.final ? [name] : []));
  const ending = closure<string>(ends, (state) =>
    flow.transitions.flatMap((row) => (row.to === state && row.from !== null ? [row.from] : [])),
  );
  const names = Object.keys(flow.states);
  return [
    ...names
      .filter((name) => !new Set<string>(reached).has(name))
      .map((at): FlowProblem => ({ code: 'STATE_UNREACHABLE', at })),
    ...names
      .filter((name) => !ending.has(name))
      .map((at): FlowProblem => ({ code: 'END_UNREACHABLE', at })),
  ];
}

function closure<T>(start: readonly T[], step: (item: T) => readonly T[]): Set<T> {
  const seen = new Set(start);
  for (const item of seen) {
    for (const next of step(item)) {
      seen.add(next);
    }
  }
  return seen;
}

function checkWaiting(flow: Flow): FlowProblem[] {
  return Object.entries(flow.states).flatMap(([name, info]) => {
    const exits = flow.transitions.filter((row) => row.from === name && row.to !== name);
    const problems: FlowProblem[] = [];
    if (info.final) {
      return exits.length > 0 ? [{ code: 'FINAL_HAS_WAY_OUT', at: name }] : [];
    }
    if (exits.length === 0) {
      problems.push({ code: 'NO_WAY_OUT', at: name });
    }
    if (info.owner === 'NONE') {
      problems.push({ code: 'OWNER_MISSING', at: name });
    }
    if (info.term === null) {
      problems.push({ code: 'TERM_MISSING', at: name });
    } else if (!isTermSound(info.term)) {
      problems.push({ code: 'TERM_INVALID', at: name });
    }
    return problems;
  });
}

function isTermSound(term: NonNullable<StateInfo['term']>): boolean {
  if ('until' in term) {
    return true;
  }
  const days = 'workingDays' in term ? term.workingDays : term.calendarDays;
  return Number.isInteger(days) && days > 0;
}

function checkRows(flow: Flow): FlowProblem[] {
  return flow.transitions.flatMap((row, index) => {
    const problems: FlowProblem[] = [];
    const twin = flow.transitions
      .slice(0, index)
      .some((other) => other.action === row.action && other.from === row.from && clash(other, row));
    if (twin) {
      problems.push({ code: 'DOUBLE_ROW', at: rowName(row) });
    }
    if (row.by.length === 0) {
      problems.push({ code: 'PERFORMER_MISSING', at: rowName(row) });
    }
    if (row.permission === null && row.by.some((performer) => performer !== 'SYSTEM')) {
      problems.push({ code: 'PERMISSION_MISSING', at: rowName(row) });
    }
    return problems;
  });
}

/** Rows of one action and state are told apart only by the state the case was returned from. */
function clash(a: Transition, b: Transition): boolean {
  return a.returnedFrom === null || b.returnedFrom === null || a.returnedFrom === b.returnedFrom;
}

/** Whoever sends a case back must get it back. */
function checkReturns(flow: Flow): FlowProblem[] {
  return flow.transitions
    .filter((row) => row.to === 'RETURNED')
    .filter(
      (row) =>
        !flow.transitions.some(
          (answer) =>
            answer.from === 'RETURNED' &&
            answer.to === row.from &&
            answer.returnedFrom === row.from,
        ),
    )
    .map((row) => ({ code: 'RETURN_WITHOUT_ANSWER', at: rowName(row) }));
}

/** Each step of the path is a row, or skips a state that a cluster may switch off (the Council). */
function checkPath(flow: Flow): FlowProblem[] {
  const leads = (from: ApplicationState, to: ApplicationState): boolean =>
    flow.transitions.some((row) => row.from === from && row.to === to);
  const problems: FlowProblem[] = flow.path.flatMap((state, index) => {
    const before = flow.path[index - 1];
    const earlier = flow.path[index - 2];
    const joined =
      before === undefined ||
      leads(before, state) ||
      (earlier !== undefined && leads(earlier, state) && leads(before, earlier));
    return joined ? [] : [{ code: 'PATH_BROKEN', at: state }];
  });
  if (!flow.path.includes(flow.decidedIn)) {
    problems.push({ code: 'PATH_BROKEN', at: flow.decidedIn });
  }
  return problems;
}
