/** So many at once, and then one more in every `everySeconds`. */
export interface RateLimit {
  name: string;
  burst: number;
  everySeconds: number;
}

/** A limit for one subject: an e-mail, an address, a pair of them. */
export interface LimitedAttempt {
  limit: RateLimit;
  subject: string;
}

/** Sign-in from a browser that nobody has signed in with before: by address and e-mail together … */
const SIGN_IN_PAIR: RateLimit = { name: 'sign-in.pair', burst: 8, everySeconds: 60 };
/** … by e-mail, from wherever: guessing by many machines slows down … */
const SIGN_IN_EMAIL: RateLimit = { name: 'sign-in.email', burst: 40, everySeconds: 30 };
/** … and by address, whomever it tries; an office behind one address fits in. */
const SIGN_IN_ADDRESS: RateLimit = { name: 'sign-in.address', burst: 60, everySeconds: 5 };
/** Sign-in in a browser where the owner has signed in before: only that browser's own tries count. */
const SIGN_IN_DEVICE: RateLimit = { name: 'sign-in.device', burst: 10, everySeconds: 30 };
/** Letters to one mailbox, whoever asks for them. */
const LETTER: RateLimit = { name: 'letter.email', burst: 5, everySeconds: 300 };
const LETTER_ADDRESS: RateLimit = { name: 'letter.address', burst: 40, everySeconds: 15 };
/** Links tried from one address. */
const LINK_ADDRESS: RateLimit = { name: 'link.address', burst: 40, everySeconds: 10 };

/**
 * What a sign-in is counted against. In a browser that the owner knows nobody else's guesses count, so
 * others cannot lock the owner out; and a new password, set by letter, makes a browser known.
 */
export function signInLimits(tried: {
  emailKey: string;
  address: string;
  knownDevice: string | null;
}): LimitedAttempt[] {
  if (tried.knownDevice !== null) {
    return [{ limit: SIGN_IN_DEVICE, subject: tried.knownDevice }];
  }
  return [
    { limit: SIGN_IN_PAIR, subject: `${tried.emailKey} ${tried.address}` },
    { limit: SIGN_IN_EMAIL, subject: tried.emailKey },
    { limit: SIGN_IN_ADDRESS, subject: tried.address },
  ];
}

/** What a request that ends in a letter is counted against, whether or not the address is known. */
export function letterLimits(emailKey: string, address: string): LimitedAttempt[] {
  return [mailboxLimit(emailKey), { limit: LETTER_ADDRESS, subject: address }];
}

/** What one letter to a mailbox is counted against, where who asks for it is known and answers for it. */
export function mailboxLimit(emailKey: string): LimitedAttempt {
  return { limit: LETTER, subject: emailKey };
}

/** What opening a link of a letter is counted against. */
export function linkLimits(address: string): LimitedAttempt[] {
  return [{ limit: LINK_ADDRESS, subject: address }];
}

/**
 * Where an attempt leaves the limit (generic cell rate algorithm): the moment until which the allowance
 * is in use, or how long to wait.
 * @param usedUntil the moment kept from before, in milliseconds
 */
export function charge(
  limit: RateLimit,
  usedUntil: number | undefined,
  now: number,
): { usedUntil: number } | { retryAfterSeconds: number } {
  const step = limit.everySeconds * 1_000;
  const next = Math.max(usedUntil ?? now, now) + step;
  const over = next - now - limit.burst * step;
  return over > 0 ? { retryAfterSeconds: Math.ceil(over / 1_000) } : { usedUntil: next };
}
