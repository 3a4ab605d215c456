import { CHOICES } from './ballot';
import { isOpening, type Opening } from './sealed-ballot';

/**
 * A secret vote outlives the browser that cast it. The secretary's browser makes a pair of keys for the ballot and keeps
 * the private one until closing; members' browsers put what lies under their seal in an envelope that only this
 * key opens. Before closing the portal holds envelopes without the key, and the secretary a key without envelopes.
 * P-256, HKDF and AES-GCM of the platform, the same in browser and server.
 */
export interface BallotKey {
  /** The point, uncompressed; base64url. */
  readonly publicKey: string;
  /** The scalar; base64url. Leaves the secretary's browser when the ballot is closed. */
  readonly privateKey: string;
}

/** Forms of a public key, a private key and an envelope. */
export const PUBLIC_KEY = /^B[\w-]{86}$/;
export const PRIVATE_KEY = /^[\w-]{43}$/;
export const ENVELOPE = /^B[\w-]{151}$/;
const POINT_BYTES = 65;
const SALT_BYTES = 32;
const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
/** Every envelope has a key of its own, so the counter may begin anew. */
const NONCE = new Uint8Array(12);

export async function newBallotKey(): Promise<BallotKey> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  const point = await crypto.subtle.exportKey('raw', pair.publicKey);
  const { d } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  return { publicKey: toBase64Url(new Uint8Array(point)), privateKey: d ?? '' };
}

/** All envelopes are of one length: its size tells no choice. */
export async function putInEnvelope(
  itemId: string,
  publicKey: string,
  { choice, salt }: Opening,
): Promise<string> {
  const own = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  const point = fromBase64Url(publicKey);
  const theirs = await crypto.subtle.importKey('raw', point, CURVE, false, []);
  const shared = await crypto.subtle.deriveBits(
    { name: 'ECDH', public: theirs },
    own.privateKey,
    256,
  );
  const plain = new Uint8Array([CHOICES.indexOf(choice), ...bytesOfHex(salt)]);
  const key = await envelopeKey(itemId, shared, 'encrypt');
  const hidden = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: NONCE }, key, plain);
  const sender = await crypto.subtle.exportKey('raw', own.publicKey);
  return toBase64Url(new Uint8Array([...new Uint8Array(sender), ...new Uint8Array(hidden)]));
}

/** What is in an envelope; undefined when it is of another key or question, or was changed. */
export async function takeFromEnvelope(
  itemId: string,
  { publicKey, privateKey }: BallotKey,
  envelope: string,
): Promise<Opening | undefined> {
  const bytes = fromBase64Url(envelope);
  const point = fromBase64Url(publicKey);
  try {
    const own = await crypto.subtle.importKey(
      'jwk',
      {
        ...{ kty: 'EC', crv: 'P-256', d: privateKey, ext: true },
        x: toBase64Url(point.slice(1, 33)),
        y: toBase64Url(point.slice(33)),
      },
      CURVE,
      false,
      ['deriveBits'],
    );
    const sender = bytes.slice(0, POINT_BYTES);
    const theirs = await crypto.subtle.importKey('raw', sender, CURVE, false, []);
    const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own, 256);
    const key = await envelopeKey(itemId, shared, 'decrypt');
    const hidden = bytes.slice(POINT_BYTES);
    return openingOf(
      new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: NONCE }, key, hidden)),
    );
  } catch {
    // The platform says only that it failed, whatever was wrong.
    return undefined;
  }
}

/** The question is a part of the key: an envelope of one question opens in no other. */
async function envelopeKey(
  itemId: string,
  shared: ArrayBuffer,
  use: 'encrypt' | 'decrypt',
): ReturnType<SubtleCrypto['deriveKey']> {
  const material = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode(`okno-envelope-1 ${itemId}`);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    [use],
  );
}

function openingOf(plain: Uint8Array): Opening | undefined {
  const [choice, ...salt] = plain;
  const opening = {
    choice: CHOICES[choice ?? CHOICES.length] ?? '',
    salt: salt.map((byte) => byte.toString(16).padStart(2, '0')).join(''),
  };
  return salt.length === SALT_BYTES && isOpening(opening) ? opening : undefined;
}

function bytesOfHex(hex: string): number[] {
  return Array.from({ length: hex.length / 2 }, (_, at) =>
    Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16),
  );
}

function toBase64Url(bytes: Uint8Array): string {
  const plain = btoa(String.fromCharCode(...bytes));
  return plain.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}
