import { defineErrors } from '@okno/server/core';

/** What can be wrong with a step of the review. */
export class ReviewError extends defineErrors({
  /** Somebody else has the case: details say who. */
  'review.already_taken': 409,
  /** The account may not check cases of this cluster. */
  'review.not_a_reviewer': 422,
  /** The person represents the applicant. */
  'review.conflict_of_interest': 422,
  /** The case is decided or over: nobody is assigned any more. */
  'review.closed': 409,
  'review.check_unknown': 404,
  /** The conclusion or its criteria do not fit the measure: fields say where. */
  'review.conclusion_invalid': 422,
  /** The measure has no such reason to refuse. */
  'review.reason_unknown': 422,
  /** Nothing of the costs is accepted: the case cannot pass. */
  'review.nothing_accepted': 409,
  /** The round has too little money left to approve this request. */
  'review.budget_short': 409,
  /** Nothing is left of the organisation's year. */
  'review.limit_reached': 409,
}) {}
