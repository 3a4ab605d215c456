import { isBlank, isRecord, read, type Answers } from './answers';
import type { FormContext } from './context';
import type { FormDefinition, SectionDefinition } from './definition';
import { documentProblems, visibleSlots, type SlotDocument } from './documents';
import { fieldsByKey } from './field-index';
import { viewOf, type FormView } from './form-view';
import { fieldKeyOf, isMissing, type Problem } from './problem';
import { isRequired, validate } from './validate';

/** EMPTY: nothing answered. PARTIAL: something still missing. ERROR: something is wrong, not only missing. */
export type SectionProgress = 'EMPTY' | 'PARTIAL' | 'COMPLETE' | 'ERROR';

/** One line of the task list. */
export interface SectionState {
  /** The section's code, or `DOCUMENTS`. */
  readonly code: string;
  readonly state: SectionProgress;
  /** Fields (or slots) that have to be filled in as the answers stand. */
  readonly required: number;
  /** Places that are not filled in yet. */
  readonly missing: number;
  /** Places that are wrong. */
  readonly errors: number;
}

/** The task list: how far each section is. With `documents` given, a last line `DOCUMENTS` where the form asks for any. */
export function sectionStates(
  definition: FormDefinition,
  answers: Answers,
  context: FormContext,
  documents?: readonly SlotDocument[],
): readonly SectionState[] {
  const view = viewOf(definition, answers, context);
  const keys = new Set(fieldsByKey(definition).keys());
  const problems = validate(definition, answers, context);
  const sections = definition.sections.map((section) => {
    const own = new Set(section.fields.map((field) => field.key));
    const found = problems.filter((problem) => own.has(fieldKeyOf(problem.path, keys)));
    return stateOf(section.code, requiredIn(section, view), isTouched(section, view), found);
  });
  if (!documents || definition.documents.length === 0) {
    return sections;
  }
  return [...sections, documentState(definition, answers, context, documents)];
}

function documentState(
  definition: FormDefinition,
  answers: Answers,
  context: FormContext,
  documents: readonly SlotDocument[],
): SectionState {
  const required = visibleSlots(definition, answers, context).filter((slot) => slot.required);
  const found = documentProblems(definition, answers, documents, context);
  return stateOf('DOCUMENTS', required.length, documents.length > 0, found);
}

function requiredIn(section: SectionDefinition, view: FormView): number {
  return section.fields.filter(
    (field) => view.isVisible(field.key) && isRequired(field, view.scope),
  ).length;
}

/** Whether anything visible is answered. Computed values are not an answer. */
function isTouched(section: SectionDefinition, view: FormView): boolean {
  return section.fields.some(
    (field) =>
      !('compute' in field) &&
      view.isVisible(field.key) &&
      isRecord(view.answers) &&
      !isBlank(read(view.answers, field.key)),
  );
}

function stateOf(
  code: string,
  required: number,
  touched: boolean,
  problems: readonly Problem[],
): SectionState {
  const missing = places(problems.filter(isMissing));
  const errors = places(problems.filter((problem) => !isMissing(problem)));
  return { code, state: progress(touched, missing, errors, required), required, missing, errors };
}

function places(problems: readonly Problem[]): number {
  return new Set(problems.map((problem) => problem.path)).size;
}

function progress(
  touched: boolean,
  missing: number,
  errors: number,
  required: number,
): SectionProgress {
  if (errors > 0) {
    return 'ERROR';
  }
  if (missing > 0) {
    return touched ? 'PARTIAL' : 'EMPTY';
  }
  return touched || required > 0 ? 'COMPLETE' : 'EMPTY';
}
