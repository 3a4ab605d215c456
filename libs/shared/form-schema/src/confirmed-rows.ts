import { isRecord, read, rowsOf, type Answers } from './answers';
import type { FormDefinition, TableField } from './definition';
import { fieldsByKey } from './field-index';
import { viewOf } from './form-view';

/** A row whose person or organisation is asked to confirm it. */
export interface ConfirmedRow {
  /** Key of the table. */
  readonly field: string;
  /** Its place in the table, from 0: rows move, so it names a row only in the answers it was read from. */
  readonly row: number;
  readonly by: 'PERSON' | 'ORGANISATION';
  /** Whom it names; empty while nobody is. */
  readonly name: string;
  /** Where the letter goes; empty while no address is given. */
  readonly email: string;
  /** The row as it is answered. */
  readonly values: Answers;
}

/** The columns that say who confirms a row and where to write; undefined where the table lacks one. */
export function confirmColumns(table: TableField): { who: string; email: string } | undefined {
  const type = table.confirmedBy === 'ORGANISATION' ? 'org' : 'person';
  const who = table.columns.find((column) => column.type === type);
  const email = table.columns.find((column) => column.type === 'email');
  return who && email ? { who: who.key, email: email.key } : undefined;
}

/** Every row of a shown table that is confirmed by whom it names, in the order of the form. */
export function confirmedRows(form: FormDefinition, answers: Answers): readonly ConfirmedRow[] {
  const view = viewOf(form, answers);
  return [...fieldsByKey(form).values()].flatMap((field) => {
    if (field.type !== 'table' || !field.confirmedBy || !view.isVisible(field.key)) {
      return [];
    }
    const { confirmedBy: by, key } = field;
    const columns = confirmColumns(field);
    return rowsOf(answers[key]).map((values, row) => ({
      field: key,
      row,
      by,
      name: columns ? nameOf(values[columns.who]) : '',
      email: columns ? textOf(values[columns.email]).toLowerCase() : '',
      values,
    }));
  });
}

function nameOf(value: unknown): string {
  return isRecord(value) ? textOf(read(value, 'name')) : textOf(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim().replace(/\s+/gu, ' ') : '';
}
