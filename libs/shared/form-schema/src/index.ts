export { type Answers, isBlank, rowsOf, sameAnswer } from './answers';
export type { Condition, Ref, Scalar } from './condition-ast';
export type { FormContext, MoneyTerms } from './context';
export {
  FILE_TYPES,
  IDENTIFIER_TYPES,
  type BoolField,
  type ChecklistItem,
  type ChoiceField,
  type ColumnDefinition,
  type DateField,
  type DocumentSlot,
  type FieldDefinition,
  type FieldType,
  type FileType,
  type FormDefinition,
  type FormLimits,
  type IdentifierField,
  type MultiField,
  type NumberField,
  type Option,
  type OptionList,
  type OrgField,
  type RefusalReason,
  type Scoring,
  type ScoringCriterion,
  type SectionDefinition,
  type TableField,
  type Text,
  type TextField,
} from './definition';
export type { Expression } from './expression-ast';
export {
  fieldKeyOf,
  isMissing,
  isOutsideJsonSchema,
  PROBLEM_CODES,
  type Problem,
  type ProblemCode,
} from './problem';
export type { CompareOp, DateAnchor, Rule } from './rule-ast';
export { assembleForm, FormSourceError } from './assemble';
export { compute } from './compute';
export { confirmedRows, type ConfirmedRow } from './confirmed-rows';
export {
  DEFINITION_CODES,
  type DefinitionCode,
  type DefinitionProblem,
  validateDefinition,
} from './definition-check';
export { isFormDefinition } from './definition-shape';
export {
  type ChangeKind,
  diffAnswers,
  diffDocuments,
  type DocumentChange,
  type FieldChange,
  type RowChange,
} from './diff';
export {
  documentProblems,
  fileProblems,
  MAX_FILE_BYTES,
  MAX_TOTAL_BYTES,
  type SlotDocument,
  type SlotState,
  visibleSlots,
} from './documents';
export { fieldsByKey } from './field-index';
export { visibleFields, viewOf, type FormView, type RowView, type Scope } from './form-view';
export {
  diffForms,
  diffLimits,
  FORM_ASPECTS,
  type FormAspect,
  type FormChange,
  type FormChangeKind,
} from './form-change';
export { toJsonSchema } from './json-schema';
export type { JsonSchema } from './json-schema-condition';
export { lockedProblems, openedBy } from './locks';
export { mergeAnswers, type Merged, type MergeConflict } from './merge';
export { moveAnswers, type KeptAnswer, type MovedAnswers } from './move-answers';
export { normalise, normaliseField, type Normalised } from './normalise';
export { prefillAnswers } from './prefill';
export { mergeRows, pairRows } from './rows';
export { sectionStates, type SectionProgress, type SectionState } from './section-state';
export { takeOver } from './take-over';
export { shownAnswers, toSnapshotAnswers } from './snapshot';
export { isRequired, validate } from './validate';
export { optionsOf } from './value-check';
