const DAY_MS = 24 * 3600 * 1000;

/** A session ends this long after the sign-in, however much it is used. */
export const SESSION_LIFE_MS = 30 * DAY_MS;
/** A session ends when nobody used it for this long. */
export const SESSION_IDLE_MS = 14 * DAY_MS;
/** How exactly a session's last use is known; writing it at every request would cost more than it tells. */
export const SEEN_EXACT_MS = 5 * 60 * 1000;
/** Sessions of one person at the same time; the one unused longest gives way. */
export const SESSIONS_MAX = 20;
/** A browser stays known for a year. */
export const DEVICE_LIFE_MS = 365 * DAY_MS;
/** Browsers of one person that are known. */
export const DEVICES_MAX = 20;
/** An account whose letter nobody answered is removed after this long. */
export const UNCONFIRMED_LIFE_MS = 7 * DAY_MS;

/** When a session used at this moment runs out. */
export function expiryOf(usedAt: Date, endsAt: Date): Date {
  return new Date(Math.min(usedAt.getTime() + SESSION_IDLE_MS, endsAt.getTime()));
}

/** Whether the last use is so long ago that it is worth writing down a new one. */
export function isSeenStale(lastSeenAt: Date, now: Date): boolean {
  return now.getTime() - lastSeenAt.getTime() >= SEEN_EXACT_MS;
}
