import { defineErrors } from '@okno/server/core';

/** What can go wrong with the documents of an organisation. */
export class PassportError extends defineErrors({
  /** Also when it exists and the actor may not know. */
  'passport.not_found': 404,
  /** It has expired, or is older than the form takes. */
  'passport.not_valid': 409,
}) {}
