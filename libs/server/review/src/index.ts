export { type CheckOutcome } from './check.policy';
export { ReviewError } from './review.errors';
export { ReviewApiModule, ReviewModule, ReviewWorkerModule } from './review.module';
