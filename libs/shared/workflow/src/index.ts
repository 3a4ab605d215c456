export * from './allowed';
export { checkFlow, type FlowProblem, type FlowProblemCode } from './check-flow';
export * from './clock';
export { COMPENSATION_FLOW } from './compensation.flow';
export { type DatedDay } from './due';
export * from './flow';
export * from './flows';
export { type NextStep } from './forecast';
export * from './guard';
export { MEMBERSHIP_FLOW } from './membership.flow';
export {
  returnedFrom,
  returnsLeft,
  type HistoryEntry,
  type HistoryReading,
  type Pause,
} from './segment';
export { SERVICE_FLOW } from './service.flow';
export * from './term';
