import { checkFlow } from './check-flow';
import { COMPENSATION_FLOW } from './compensation.flow';
import type { Flow, ProcedureKind } from './flow';
import { MEMBERSHIP_FLOW } from './membership.flow';
import { SERVICE_FLOW } from './service.flow';

/** Every procedure the portal runs, by the kind of the request. */
export const FLOWS: Readonly<Record<ProcedureKind, Flow>> = {
  MEMBERSHIP: MEMBERSHIP_FLOW,
  SERVICE: SERVICE_FLOW,
  COMPENSATION: COMPENSATION_FLOW,
};

/**
 * For the start of a process: a portal with a broken table must not run.
 * @throws Error that names every defect
 */
export function requireSoundFlows(flows: readonly Flow[] = Object.values(FLOWS)): void {
  const defects = flows.flatMap((flow) =>
    checkFlow(flow).map(({ code, at }) => `${flow.kind} ${code} ${at}`),
  );
  if (defects.length > 0) {
    throw new Error(`The flow tables are broken: ${defects.join('; ')}`);
  }
}
