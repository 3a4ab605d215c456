import { defineErrors } from '@okno/server/core';

/** What can be wrong with a question to the catalogue. */
export class CatalogueError extends defineErrors({
  'cluster.not_found': 404,
  'measure.not_found': 404,
  'measure_version.not_found': 404,
  'dictionary.not_found': 404,
  /** Also for a link that is wrong or too old. */
  'subscription.not_found': 404,
  /** The measure publishes no share, so nothing can be counted. */
  'quote.no_share': 422,
}) {}
