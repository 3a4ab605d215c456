export * from './allowed';
export { checkFlow, type FlowProblem, type FlowProblemCode } from './check-flow';
export * from './flow';
export * from './flows';
export * from './guard';
export { MEMBERSHIP_FLOW } from './membership.flow';
export { SERVICE_FLOW } from './service.flow';
export * from './term';
