import { defineErrors } from './domain-error';

/** What can be wrong with any request, whatever it asks for. */
export class RequestError extends defineErrors({
  'request.invalid': 400,
  'request.malformed': 400,
  'request.bad_cursor': 400,
  'request.not_found': 404,
  'request.too_large': 413,
  'request.unsupported_media': 415,
  'request.origin_refused': 403,
  'session.required': 401,
  'permission.denied': 403,
  'idempotency.key_malformed': 400,
  'idempotency.key_reused': 422,
  'rate.limited': 429,
  'service.unavailable': 503,
}) {}
