import { sealedText, type Choice, type Opening } from '@okno/shared/council-rules';

const KEPT = 'okno.council.vote.';

/** Hides a choice under a seal. What was hidden stays in this browser, by the seal, until the ballot is closed. */
export async function sealVote(itemId: string, choice: Choice): Promise<string> {
  const salt = hex(crypto.getRandomValues(new Uint8Array(32)));
  const opening: Opening = { choice, salt };
  const bytes = new TextEncoder().encode(sealedText(itemId, opening));
  const seal = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  localStorage.setItem(KEPT + seal, JSON.stringify(opening));
  return seal;
}

/** What this browser has hidden under one of the seals. */
export function openingOf(seals: readonly string[]): Opening | undefined {
  for (const seal of seals) {
    const kept = localStorage.getItem(KEPT + seal);
    const read: unknown = kept === null ? null : JSON.parse(kept);
    if (isOpening(read)) {
      return read;
    }
  }
  return undefined;
}

function isOpening(read: unknown): read is Opening {
  return typeof read === 'object' && read !== null && 'choice' in read && 'salt' in read;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
