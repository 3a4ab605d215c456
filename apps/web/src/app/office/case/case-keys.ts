import type { KeyHint } from '../keys-help';
import type { KeyMap } from '../keys';
import { focusSoon, type CaseDesk } from './case-desk';
import type { CaseFile } from './case-file';
import { sectionsOf } from './case-lines';
import type { Steps } from './steps';

/** Keys of a case, as the help prints them. */
export const CASE_HINTS: readonly KeyHint[] = [
  { keys: ['J', 'K'], text: 'office.keys.fields' },
  { keys: ['P'], text: 'office.keys.pin' },
  { keys: ['1', '…', '9'], text: 'office.keys.goRemark' },
  { keys: ['[', ']'], text: 'office.keys.document' },
  { keys: ['C'], text: 'office.keys.checklist' },
  { keys: ['R'], text: 'office.keys.return' },
  { keys: ['E'], text: 'office.keys.decide' },
  { keys: ['D'], text: 'office.keys.reject' },
  { keys: ['N'], text: 'office.keys.note' },
  { keys: ['M'], text: 'office.keys.message' },
  { keys: ['A'], text: 'office.keys.assign' },
  { keys: ['Esc'], text: 'office.keys.back' },
  { keys: ['Ctrl', 'Enter'], text: 'office.keys.send' },
  { keys: ['?'], text: 'office.keys.all' },
];

interface Reach {
  readonly desk: CaseDesk;
  readonly file: CaseFile;
  readonly steps: Steps;
  assign(): void;
  help(): void;
  back(): void;
}

/** What the keys of a case do. A single key never decides: R, E and D open a confirm step. */
export function caseKeys({ desk, file, steps, assign, help, back }: Reach): KeyMap {
  const open = (tab: string, selector: string) => (): void => {
    desk.right.set(tab);
    focusSoon(selector);
  };
  const numbers = Object.fromEntries(
    Array.from({ length: 9 }, (_, index) => [
      `Digit${index + 1}`,
      () => {
        const no = index + 1;
        if (file.application()?.remarks.some((remark) => remark.no === no)) {
          desk.goToRemark(no);
        }
      },
    ]),
  );
  return {
    ...numbers,
    KeyJ: () => {
      moveLine(desk, file, 1);
    },
    KeyK: () => {
      moveLine(desk, file, -1);
    },
    KeyP: () => {
      const line = desk.line();
      if (line !== undefined && file.mayRemark()) {
        desk.left.set('answers');
        desk.pinning.set(line);
      }
    },
    BracketLeft: () => {
      moveDocument(desk, file, -1);
    },
    BracketRight: () => {
      moveDocument(desk, file, 1);
    },
    KeyC: open('check', '#checklist ~ .todo input:not(:disabled)'),
    KeyN: () => {
      if (file.mayNote()) {
        open('notes', '#note textarea')();
      }
    },
    KeyM: open('messages', '#messages textarea'),
    KeyR: () => void steps.ask('returnWithRemarks'),
    KeyE: () => void steps.ask(steps.onward()),
    KeyD: () => void steps.ask('reject'),
    KeyA: assign,
    '?': help,
    Escape: back,
  };
}

function moveLine(desk: CaseDesk, file: CaseFile, by: 1 | -1): void {
  const [application, definition] = [file.application(), file.definition()];
  if (!application || !definition) {
    return;
  }
  const paths = sectionsOf(definition, application.answers, file.context()).flatMap(({ lines }) =>
    lines.map(({ path }) => path),
  );
  const at = paths.indexOf(desk.line() ?? '');
  const next = paths[Math.min(Math.max(at + by, 0), paths.length - 1)];
  if (next !== undefined) {
    desk.goToLine(next);
  }
}

function moveDocument(desk: CaseDesk, file: CaseFile, by: 1 | -1): void {
  const documents = (file.application()?.documents ?? []).filter(({ replaced }) => !replaced);
  const at = Math.max(
    documents.findIndex(({ id }) => id === desk.document()),
    0,
  );
  desk.document.set(documents[Math.min(Math.max(at + by, 0), documents.length - 1)]?.id);
}
