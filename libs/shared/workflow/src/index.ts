export * from './flow';
export * from './guard';
export { MEMBERSHIP_FLOW } from './membership.flow';
export { SERVICE_FLOW } from './service.flow';
