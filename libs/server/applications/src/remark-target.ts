import {
  fieldKeyOf,
  fieldsByKey,
  type FormDefinition,
  type TableField,
  type Text,
} from '@okno/shared/form-schema';

const ROW = /^\[(\d{1,3})\](?:\.([A-Za-z][\w]*))?$/;

/**
 * The title of what a remark is pinned to, or undefined when the form has no such place: a field, a row
 * or a cell of its table, one end of a period, a document slot.
 */
export function targetLabel(form: FormDefinition, kind: string, path: string): Text | undefined {
  if (kind === 'DOCUMENT') {
    return form.documents.find((slot) => path === `doc.${slot.code}`)?.label;
  }
  const fields = fieldsByKey(form);
  const field = fields.get(fieldKeyOf(path, new Set(fields.keys())));
  if (field === undefined) {
    return undefined;
  }
  const rest = path.slice(field.key.length);
  if (field.type === 'table' && rest !== '') {
    return rowLabel(field, rest);
  }
  const parts = field.type === 'period' ? ['', '.from', '.to'] : [''];
  return parts.includes(rest) ? field.label : undefined;
}

function rowLabel(table: TableField, rest: string): Text | undefined {
  const match = ROW.exec(rest);
  const [row, key] = [match?.[1], match?.[2]];
  const cell = table.columns.find((one) => one.key === key);
  if (row === undefined || (key !== undefined && !cell)) {
    return undefined;
  }
  const no = Number(row) + 1;
  return {
    ru: `${table.label.ru}, строка ${no}${cell ? `: ${cell.label.ru}` : ''}`,
    en: `${table.label.en}, row ${no}${cell ? `: ${cell.label.en}` : ''}`,
  };
}
