import { isLocalDate, plusDays } from '@okno/shared/work-calendar';
import type { Answers } from './answers';
import type { FormContext } from './context';
import type { DocumentSlot, FormDefinition } from './definition';
import { viewOf, type Scope } from './form-view';
import { holds } from './condition';
import { problemAt, type Problem } from './problem';
import { isRequired } from './validate';

/** 20 MB a file and 100 MB an application (domain.md §8). */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
export const MAX_TOTAL_BYTES = 100 * 1024 * 1024;

/** An uploaded file as far as the rules need it. */
export interface SlotDocument {
  readonly id?: string;
  /** `D-TOR` */
  readonly slot: string;
  readonly name: string;
  /** Found from the content, not from the name: `pdf`, `docx`, … */
  readonly type: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly issuedOn?: string;
  readonly validTo?: string;
}

/** A slot as it stands with these answers. */
export interface SlotState {
  readonly slot: DocumentSlot;
  readonly required: boolean;
  readonly min: number;
  readonly max: number;
  readonly given: number;
}

/** The slots an applicant sees with these answers. */
export function visibleSlots(
  definition: FormDefinition,
  answers: Answers,
  context: Pick<FormContext, 'facts'>,
  documents: readonly SlotDocument[] = [],
): readonly SlotState[] {
  const { scope } = viewOf(definition, answers, context);
  return definition.documents
    .filter((slot) => isSlotVisible(slot, scope))
    .map((slot) => {
      const min = slot.min ?? 1;
      return {
        slot,
        required: isRequired(slot, scope),
        min,
        max: slot.max ?? Math.max(1, min),
        given: documents.filter((document) => document.slot === slot.code).length,
      };
    });
}

function isSlotVisible(slot: DocumentSlot, scope: Scope): boolean {
  return slot.visibleIf === undefined || holds(slot.visibleIf, scope);
}

/** What is missing or wrong with the files. Files in a slot that is not shown do not block. */
export function documentProblems(
  definition: FormDefinition,
  answers: Answers,
  documents: readonly SlotDocument[],
  context: FormContext,
): readonly Problem[] {
  const known = new Set(definition.documents.map((slot) => slot.code));
  const slots = visibleSlots(definition, answers, context, documents);
  const shown = new Set(slots.map((state) => state.slot.code));
  const bytes = documents
    .filter((document) => shown.has(document.slot))
    .reduce((sum, document) => sum + document.bytes, 0);
  return [
    ...documents
      .filter((document) => !known.has(document.slot))
      .map((document) => problemAt(`doc.${document.slot}`, 'DOC_UNKNOWN_SLOT')),
    ...slots.flatMap((state) => slotProblems(state, documents, context.filingDate)),
    ...(bytes > MAX_TOTAL_BYTES
      ? [problemAt('doc', 'DOC_TOTAL_TOO_LARGE', { maxBytes: MAX_TOTAL_BYTES, actual: bytes })]
      : []),
  ];
}

function slotProblems(
  state: SlotState,
  documents: readonly SlotDocument[],
  filingDate: string,
): readonly Problem[] {
  const path = `doc.${state.slot.code}`;
  const own = documents.filter((document) => document.slot === state.slot.code);
  const files = own.flatMap((document) => fileProblems(state.slot, document, path, filingDate));
  const hashes = own.map((document) => document.sha256);
  const repeated = own
    .filter((document, i) => hashes.indexOf(document.sha256) < i)
    .map((document) => problemAt(path, 'DOC_REPEATED', { name: document.name }));
  return [...countProblems(state, path), ...files, ...repeated];
}

function countProblems(state: SlotState, path: string): readonly Problem[] {
  const { given, min, max, required } = state;
  if (given === 0) {
    return required ? [problemAt(path, 'DOC_MISSING', { min })] : [];
  }
  if (given < min) {
    return [problemAt(path, 'DOC_TOO_FEW', { min, actual: given })];
  }
  return given > max ? [problemAt(path, 'DOC_TOO_MANY', { max, actual: given })] : [];
}

/** What is wrong with one file for this slot; asked before the upload begins and again when the server has read it. */
export function fileProblems(
  slot: DocumentSlot,
  document: Omit<SlotDocument, 'slot' | 'sha256'>,
  path: string,
  filingDate: string,
): readonly Problem[] {
  const { name, bytes, issuedOn, validTo } = document;
  const maxBytes = slot.maxBytes ?? MAX_FILE_BYTES;
  const problems: Problem[] = [];
  if (!slot.types.some((type) => type === document.type)) {
    const allowed = slot.types.join(', ');
    problems.push(problemAt(path, 'DOC_TYPE', { name, type: document.type, allowed }));
  }
  if (bytes <= 0) {
    problems.push(problemAt(path, 'DOC_EMPTY', { name }));
  }
  if (bytes > maxBytes) {
    problems.push(problemAt(path, 'DOC_TOO_LARGE', { name, maxBytes, actual: bytes }));
  }
  const { maxAgeDays } = slot;
  if (issuedOn !== undefined && isLocalDate(issuedOn) && maxAgeDays !== undefined) {
    if (plusDays(issuedOn, maxAgeDays) < filingDate) {
      problems.push(problemAt(path, 'DOC_TOO_OLD', { name, maxAgeDays, issuedOn }));
    }
  }
  if (validTo !== undefined && validTo < filingDate) {
    problems.push(problemAt(path, 'DOC_EXPIRED', { name, validTo }));
  }
  return problems;
}
