export { BudgetError } from './budget.errors';
export { BudgetModule } from './budget.module';
export {
  BudgetService,
  type BudgetState,
  type Reservation,
  type ReserveRequest,
} from './budget.service';
