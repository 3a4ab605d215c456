import type { Condition } from './condition-ast';
import type { Expression } from './expression-ast';
import type { Rule } from './rule-ast';

/** A text of the reference data in both languages of the portal. */
export interface Text {
  readonly ru: string;
  readonly en: string;
}

export interface Option {
  readonly value: string;
  readonly label: Text;
}

/** Options of the form itself, or a named list the server gives in `FormContext.options`, such as `cluster.specialisations`. */
export type OptionList = readonly Option[] | { readonly source: string };

interface FieldBase {
  /** Unique in the form, and in its table for a column. Dots group (`mk.goal`); a column key has none. */
  readonly key: string;
  readonly label: Text;
  readonly help?: Text;
  /** `true`, or when the condition holds. A hidden field is never required. */
  readonly required?: true | Condition;
  readonly visibleIf?: Condition;
  /** Where the first value comes from, such as `organisation.inn`. */
  readonly prefill?: string;
  /** The applicant cannot change it here: only through a change of the registry card. */
  readonly locked?: true;
}

export interface TextField extends FieldBase {
  readonly type: 'text' | 'longtext';
  /** In characters (code points), of the trimmed text. */
  readonly minLength?: number;
  readonly maxLength: number;
  /** Offers values of a named list; any other text is accepted too. */
  readonly suggest?: string;
}

export interface NumberField extends FieldBase {
  /** `money` is whole kopecks, `bp` whole basis points (80 % = 8000), `decimal` has at most three decimals. */
  readonly type: 'int' | 'money' | 'bp' | 'decimal';
  readonly min?: number;
  readonly max?: number;
  /** Computed fields are never typed in, never required, and always overwritten. */
  readonly compute?: Expression;
}

export interface DateField extends FieldBase {
  /** `YYYY-MM-DD`; a period is `{from, to}` with from ≤ to. */
  readonly type: 'date' | 'period';
}

export interface ChoiceField extends FieldBase {
  readonly type: 'enum';
  readonly options: OptionList;
}

export interface MultiField extends FieldBase {
  readonly type: 'multi';
  readonly options: OptionList;
  readonly minItems?: number;
  readonly maxItems?: number;
}

export interface BoolField extends FieldBase {
  readonly type: 'bool';
  /** Only `true` lets the application be filed: declarations and obligations. */
  readonly mustBeTrue?: true;
  /** Version of a declaration's wording; frozen with the snapshot. */
  readonly textVersion?: string;
}

/** An organisation: `{name, inn?, ref?}`; `ref` is the option's value when it was picked from the list. */
export interface OrgField extends FieldBase {
  readonly type: 'org';
  /** Named list to pick from, such as `cluster.members`; a name typed in is accepted too unless `onlyListed`. */
  readonly source?: string;
  readonly onlyListed?: true;
}

/** Types whose form is fixed by the state or by a standard; the value is a normalised string. */
export const IDENTIFIER_TYPES = [
  'person',
  'phone',
  'email',
  'url',
  'inn',
  'ogrn',
  'kpp',
  'okved',
  'okpd2',
  'bik',
  'account',
] as const;

export interface IdentifierField extends FieldBase {
  readonly type: (typeof IDENTIFIER_TYPES)[number];
}

/** What a table may have as a column: everything but a table. A condition of a column reads `row.` only. */
export type ColumnDefinition =
  | TextField
  | NumberField
  | DateField
  | ChoiceField
  | MultiField
  | BoolField
  | OrgField
  | IdentifierField;

export interface TableField extends FieldBase {
  readonly type: 'table';
  readonly columns: readonly ColumnDefinition[];
  /**
   * Who stands in a row says so himself, by a link in a letter: the person of its first `person` column, or
   * somebody of the organisation in its first `org` column. The letter goes to its first `email` column.
   */
  readonly confirmedBy?: 'PERSON' | 'ORGANISATION';
  /** Fields that he is shown besides his row: what he is asked to take part in. */
  readonly confirmAbout?: readonly string[];
  readonly minRows?: number;
  readonly maxRows: number;
}

export type FieldDefinition = ColumnDefinition | TableField;
export type FieldType = FieldDefinition['type'];

export interface SectionDefinition {
  /** `ORG`, `CONTACT`, `MONEY`, `DECLARATIONS`, or the form's own. */
  readonly code: string;
  readonly title: Text;
  readonly help?: Text;
  readonly fields: readonly FieldDefinition[];
}

export const FILE_TYPES = ['pdf', 'jpg', 'png', 'docx', 'xlsx', 'sig', 'p7s'] as const;
export type FileType = (typeof FILE_TYPES)[number];

/** A place for one kind of document. */
export interface DocumentSlot {
  /** `D-TOR`; a problem's path is `doc.D-TOR`. */
  readonly code: string;
  readonly label: Text;
  readonly help?: Text;
  readonly required?: true | Condition;
  readonly visibleIf?: Condition;
  /** How many files, once any are needed. Default 1 and 1. */
  readonly min?: number;
  readonly max?: number;
  readonly types: readonly FileType[];
  /** Default `MAX_FILE_BYTES`. */
  readonly maxBytes?: number;
  /** Older than this on the filing day is refused, when the date of issue is known. */
  readonly maxAgeDays?: number;
}

/** One question of the reviewer's formal check. */
export interface ChecklistItem {
  readonly code: string;
  readonly label: Text;
  readonly help?: Text;
  /** Fields (`mk.goal`) and documents (`doc.D-TOR`) the question is about. */
  readonly about: readonly string[];
}

/** 0–5 points with the meaning of 0, 3 and 5 (forms.md §1.8). */
export interface ScoringCriterion {
  readonly code: string;
  readonly label: Text;
  readonly weight: number;
  readonly points: { readonly '0': Text; readonly '3': Text; readonly '5': Text };
}

export interface Scoring {
  readonly criteria: readonly ScoringCriterion[];
  /** Of 100. */
  readonly threshold: number;
  /** In FIFO mode only these are judged, as pass or no pass. */
  readonly fifoCriteria: readonly string[];
}

export interface RefusalReason {
  /** `SCORE_BELOW` and the others of domain.md §5. */
  readonly code: string;
  readonly label: Text;
  /** What would have to change. */
  readonly advice: Text;
}

/** Defaults a measure version may override (forms.md §11). */
export interface FormLimits {
  readonly stateShareBp?: number;
  readonly minOwnBp?: number;
  readonly limitPerApplicationKopecks?: number;
  readonly limitPerYearKopecks?: number;
  readonly maxPerYear?: number;
  /** One active membership in one cluster. */
  readonly maxActivePerCluster?: number;
}

/** One version of one form: everything an application of this kind asks, checks and is judged by. */
export interface FormDefinition {
  readonly code: string;
  readonly version: number;
  readonly title: Text;
  readonly intro?: Text;
  readonly sections: readonly SectionDefinition[];
  readonly documents: readonly DocumentSlot[];
  readonly rules: readonly Rule[];
  /** Automatic checks of forms.md §1.7, in the order they are shown. */
  readonly checks: readonly string[];
  readonly checklist: readonly ChecklistItem[];
  readonly scoring?: Scoring;
  readonly refusalReasons: readonly RefusalReason[];
  readonly limits: FormLimits;
}
