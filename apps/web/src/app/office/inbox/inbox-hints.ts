import type { KeyHint } from '../keys-help';

/** Keys of the inbox, as the help prints them. */
export const INBOX_HINTS: readonly KeyHint[] = [
  { keys: ['J', 'K'], text: 'office.keys.rows' },
  { keys: ['Enter'], text: 'office.keys.open' },
  { keys: ['T'], text: 'office.keys.take' },
  { keys: ['A'], text: 'office.keys.assign' },
  { keys: ['/'], text: 'office.keys.search' },
  { keys: ['Esc'], text: 'office.keys.clear' },
  { keys: ['?'], text: 'office.keys.all' },
];
