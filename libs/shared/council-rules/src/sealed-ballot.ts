import { CHOICES, type Choice } from './ballot';
import { countsOf, type Counts } from './tally';

/**
 * A secret ballot by commit and reveal. While it is open a member's browser hands in a seal, the hash of the
 * choice and of a salt that stays with the member. When it is closed the seals are parted from the names and
 * the browsers hand in what they hid. Before that nobody, the portal included, can read a vote; after it a
 * choice that was changed fits no seal.
 */
export interface Opening {
  readonly choice: Choice;
  /** 32 random bytes, lower-case hexadecimal: without it three choices are soon tried. */
  readonly salt: string;
}

/** SHA-256 of a text, lower-case hexadecimal. The caller has one: this lib runs in the browser too. */
export type Sha256 = (text: string) => string;

/** A seal in the box, and what was handed in for it. */
export interface SealedVote {
  readonly seal: string;
  readonly opening: Opening | null;
}

/** What was found in the box. */
export interface BoxCount extends Counts {
  /** Nobody has opened them: they are no votes. */
  readonly unopened: number;
  /** What lies under them is not what was sealed. */
  readonly tampered: readonly string[];
}

const HEX_32 = /^[0-9a-f]{64}$/;

export function isSeal(text: string): boolean {
  return HEX_32.test(text);
}

/** What is hashed to a seal. The question is a part of it: a seal of one question opens no other. */
export function sealedText(itemId: string, { choice, salt }: Opening): string {
  return `okno-ballot-1 ${itemId} ${choice} ${salt}`;
}

/** Whether an opening has the form of one. */
export function isOpening(opening: { choice: string; salt: string }): opening is Opening {
  const choices: readonly string[] = CHOICES;
  return choices.includes(opening.choice) && HEX_32.test(opening.salt);
}

/** The seal that an opening fits, or undefined: it was changed, or it is of no vote of this question. */
export function sealFor(
  itemId: string,
  seals: readonly string[],
  opening: Opening,
  sha256: Sha256,
): string | undefined {
  const seal = sha256(sealedText(itemId, opening));
  return seals.find((one) => one === seal);
}

/** Counts a box anew from what lies in it: nothing is believed that does not fit its seal. */
export function countBox(itemId: string, box: readonly SealedVote[], sha256: Sha256): BoxCount {
  const opened = box.filter(({ opening }) => opening !== null);
  const fits = ({ seal, opening }: SealedVote): boolean =>
    opening !== null && sha256(sealedText(itemId, opening)) === seal;
  return {
    ...countsOf(opened.filter(fits).flatMap(({ opening }) => opening?.choice ?? [])),
    unopened: box.length - opened.length,
    tampered: opened.filter((vote) => !fits(vote)).map(({ seal }) => seal),
  };
}

/** One hash over all seals of a box, whatever their order: written down at closing, it shows a seal that came or went. */
export function boxDigest(seals: readonly string[], sha256: Sha256): string {
  return sha256([...seals].sort().join('\n'));
}
