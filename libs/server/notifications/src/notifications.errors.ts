import { defineErrors } from '@okno/server/core';

/** What can be wrong with a request about notices or live updates. */
export class NotificationError extends defineErrors({
  /** Also when it is another person's. */
  'notification.not_found': 404,
  /** One person has too many live connections open; close a tab. */
  'events.too_many_connections': 429,
}) {}
