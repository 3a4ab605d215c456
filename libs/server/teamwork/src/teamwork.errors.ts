import { defineErrors } from '@okno/server/core';

/** What can go wrong between colleagues. A foreign application is `application.not_found`. */
export class TeamworkError extends defineErrors({
  /** Also when it belongs to an application the actor may not know of. */
  'comment.not_found': 404,
  /** Only its author changes or deletes a comment. */
  'comment.not_yours': 403,
  /** What it is about is not in the form. */
  'comment.target_unknown': 422,
  /** Details: `limit`. */
  'comment.too_many': 409,
  /** Nobody is asked to sign, or no longer. */
  'signature.not_open': 409,
  /** Somebody is asked already: that request is answered or taken back first. */
  'signature.already_sent': 409,
  /** Nobody but the actor has the filing right, or none of those named. */
  'signature.nobody': 409,
  /** The draft is not finished: fields say what is missing or wrong. */
  'signature.incomplete': 422,
  /** Only who asked, or an administrator, takes it back; only who may file sends it back. */
  'signature.not_yours': 403,
}) {}
