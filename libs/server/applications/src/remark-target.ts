import { fieldKeyOf, fieldsByKey, type FormDefinition, type Text } from '@okno/shared/form-schema';

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
  const rest = field && path.slice(field.key.length);
  if (!field || rest === '') {
    return field?.label;
  }
  if (field.type === 'period') {
    return rest === '.from' || rest === '.to' ? field.label : undefined;
  }
  const [, row, column] = (field.type === 'table' && rest?.match(ROW)) || [];
  if (field.type !== 'table' || row === undefined) {
    return undefined;
  }
  const no = Number(row) + 1;
  const cell = field.columns.find((one) => one.key === column);
  if (column !== undefined && !cell) {
    return undefined;
  }
  return {
    ru: `${field.label.ru}, строка ${no}${cell ? `: ${cell.label.ru}` : ''}`,
    en: `${field.label.en}, row ${no}${cell ? `: ${cell.label.en}` : ''}`,
  };
}
