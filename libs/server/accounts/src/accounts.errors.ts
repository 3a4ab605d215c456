import { defineErrors } from '@okno/server/core';

/** Everything that can go wrong around signing in and the person's own data. */
export class AccountError extends defineErrors({
  /** One answer for an unknown address and a wrong password. */
  'auth.invalid_credentials': 401,
  /** Only after the right password: the letter was not answered yet. */
  'auth.not_confirmed': 403,
  /** The link is wrong, used or too old: one answer for all. */
  'auth.token_invalid': 410,
  'session.not_found': 404,
  'consent.not_found': 404,
  /** The text has changed since it was shown; `version` is the present one. */
  'consent.outdated': 409,
  'role.not_found': 422,
  /** A role that works in a cluster was granted without one, or the other way round. */
  'role.cluster_mismatch': 422,
}) {}
