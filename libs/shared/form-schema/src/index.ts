export type { Answers } from './answers';
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
export { PROBLEM_CODES, isMissing, type Problem, type ProblemCode } from './problem';
export type { CompareOp, DateAnchor, Rule } from './rule-ast';
