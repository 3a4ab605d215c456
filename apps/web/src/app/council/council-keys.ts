import type { KeyHint } from '../office/keys-help';
import type { KeyMap } from '../office/keys';

/** Keys of the room, as the help prints them. */
export const COUNCIL_HINTS: readonly KeyHint[] = [
  { keys: ['1', '2', '3'], text: 'council.keys.vote' },
  { keys: ['N'], text: 'council.keys.next' },
  { keys: ['O'], text: 'council.keys.pack' },
  { keys: ['B'], text: 'council.keys.dissent' },
  { keys: ['?'], text: 'council.keys.all' },
];

interface Reach {
  vote(at: number): void;
  next(): void;
  pack(): void;
  dissent(): void;
  help(): void;
}

/** What the keys of the room do. */
export function councilKeys({ vote, next, pack, dissent, help }: Reach): KeyMap {
  return {
    Digit1: () => {
      vote(0);
    },
    Digit2: () => {
      vote(1);
    },
    Digit3: () => {
      vote(2);
    },
    KeyN: next,
    KeyO: pack,
    KeyB: dissent,
    '?': help,
  };
}
