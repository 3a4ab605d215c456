import { defineErrors } from '@okno/server/core';

/** What can be wrong with a use of a round's money. */
export class BudgetError extends defineErrors({
  'budget.round_not_found': 404,
  /** The application holds another sum or money of another round: it is released first. */
  'budget.already_reserved': 409,
}) {}
