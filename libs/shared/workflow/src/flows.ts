import type { Flow, ProcedureKind } from './flow';
import { MEMBERSHIP_FLOW } from './membership.flow';
import { SERVICE_FLOW } from './service.flow';

/** Every procedure the portal runs, by the kind of the request. */
export const FLOWS: Readonly<Record<ProcedureKind, Flow>> = {
  MEMBERSHIP: MEMBERSHIP_FLOW,
  SERVICE: SERVICE_FLOW,
};
