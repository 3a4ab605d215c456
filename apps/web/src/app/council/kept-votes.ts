import {
  isOpening,
  sealedText,
  type BallotKey,
  type Choice,
  type Opening,
} from '@okno/shared/council-rules';

const VOTE = 'okno.council.vote.';
const KEY = 'okno.council.key.';

/** What this browser keeps of a member's vote on one question, until it is counted. */
export interface KeptVote {
  /** Of a secret ballot: what lies under the seals that were handed in. */
  readonly openings: readonly Opening[];
  /** A choice that the server has not taken yet. */
  readonly pending: Choice | null;
  readonly last: Choice | null;
}

const NOTHING: KeptVote = { openings: [], pending: null, last: null };

/** A question and the seat that votes on it: two members at one computer keep their votes apart. */
export interface VotePlace {
  readonly itemId: string;
  readonly memberId: string;
}

export function keptVote({ itemId, memberId }: VotePlace): KeptVote {
  const read = parsed(localStorage.getItem(`${VOTE}${itemId}.${memberId}`));
  return isKept(read) ? read : NOTHING;
}

export function keepVote({ itemId, memberId }: VotePlace, vote: KeptVote): void {
  localStorage.setItem(`${VOTE}${itemId}.${memberId}`, JSON.stringify(vote));
}

export function forgetVote({ itemId, memberId }: VotePlace): void {
  localStorage.removeItem(`${VOTE}${itemId}.${memberId}`);
}

/** The key of a ballot that this browser has opened: it leaves it when the ballot is closed. */
export function keptKey(itemId: string): BallotKey | undefined {
  const read = parsed(localStorage.getItem(KEY + itemId));
  return isKey(read) ? read : undefined;
}

export function keepKey(itemId: string, key: BallotKey): void {
  localStorage.setItem(KEY + itemId, JSON.stringify(key));
}

export function forgetKey(itemId: string): void {
  localStorage.removeItem(KEY + itemId);
}

/** The same choice keeps its salt: pressed twice, or sent twice, it is one seal. */
export function openingFor({ openings }: KeptVote, choice: Choice): Opening {
  const salt = hex(crypto.getRandomValues(new Uint8Array(32)));
  return openings.find((one) => one.choice === choice) ?? { choice, salt };
}

export async function sealOf(itemId: string, opening: Opening): Promise<string> {
  const bytes = new TextEncoder().encode(sealedText(itemId, opening));
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** Twelve signs of a key that people can read to each other: `4F2A 91C0 77DE`. */
export function fingerprintOf(publicKey: string): string {
  const bytes = atob(publicKey.replaceAll('-', '+').replaceAll('_', '/')).slice(1, 7);
  const signs = hex(Uint8Array.from(bytes, (sign) => sign.charCodeAt(0))).toUpperCase();
  return signs.replace(/(.{4})(?=.)/g, '$1 ');
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    // Written by something else: it is nothing of ours.
    return null;
  }
}

function isKept(read: unknown): read is KeptVote {
  return (
    typeof read === 'object' &&
    read !== null &&
    'openings' in read &&
    Array.isArray(read.openings) &&
    read.openings.every(isOpening) &&
    'pending' in read &&
    'last' in read
  );
}

function isKey(read: unknown): read is BallotKey {
  return typeof read === 'object' && read !== null && 'publicKey' in read && 'privateKey' in read;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
