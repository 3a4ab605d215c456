import {
  viewOf,
  type Answers,
  type FieldDefinition,
  type FormContext,
  type FormDefinition,
  type Text,
} from '@okno/shared/form-schema';

/** One line of the case: a field, or a row of its table. Remarks are pinned to its path. */
export interface CaseLine {
  readonly path: string;
  readonly field: FieldDefinition;
  readonly value: unknown;
  /** From 0, in a table. */
  readonly row?: number;
}

export interface CaseSection {
  readonly code: string;
  readonly title: Text;
  readonly lines: readonly CaseLine[];
}

/**
 * What the applicant was asked and answered, section by section. Questions that these answers hide are
 * left out; so are fields the reader may not see, which the server does not send.
 */
export function sectionsOf(
  definition: FormDefinition,
  answers: Answers,
  context: FormContext,
): readonly CaseSection[] {
  const view = viewOf(definition, answers, context);
  return definition.sections
    .map(({ code, title, fields }) => ({
      code,
      title,
      lines: fields
        .filter(({ key }) => view.isVisible(key))
        .flatMap((field) => linesOf(field, answers[field.key])),
    }))
    .filter(({ lines }) => lines.some(({ value }) => value !== undefined));
}

function linesOf(field: FieldDefinition, value: unknown): readonly CaseLine[] {
  const rows: readonly unknown[] = field.type === 'table' && Array.isArray(value) ? value : [];
  return rows.length === 0
    ? [{ path: field.key, field, value }]
    : rows.map((row, index) => ({ path: `${field.key}[${index}]`, field, value: row, row: index }));
}

/** Whether a remark at `target` belongs to the line: it is pinned to it, or to something inside it. */
export function isAbout(line: string, target: string): boolean {
  return target === line || target.startsWith(`${line}.`);
}
