import { createHash, randomBytes, randomInt } from 'node:crypto';

/** 256 random bits as they stand in a cookie or a link. */
const SECRET = /^[\w-]{43}$/;

/** A new secret, 256 random bits, safe in cookies and links. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** A new code to be typed by hand: six digits. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** Whether the text can be one of our secrets at all. */
export function isSecret(text: string | undefined): text is string {
  return text !== undefined && SECRET.test(text);
}

/** What the database keeps of a secret. */
export function sha256(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
