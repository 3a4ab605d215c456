import type { ColumnDefinition, FieldDefinition, Problem } from '@okno/shared/form-schema';
import { injectFormats, injectSay, injectTexts, type SummaryError } from '@okno/web/ui';

import { fieldAt, fieldIdOf, type FormReading } from './form-reading';

/** Turns the engine's problems into sentences of the current language. */
export interface ProblemTexts {
  /** The sentence beside the field. */
  of(problem: Problem, reading: FormReading): string;
  /** «Статьи расходов, строка 2: Цена» for a path. */
  label(path: string, reading: FormReading): string;
  /** Lines of the error summary, in the order of the form. */
  summary(problems: readonly Problem[], reading: FormReading): readonly SummaryError[];
}

/** Parameters that hold dates, and those that hold bytes, by name. */
const DATES = new Set(['bound', 'date', 'from', 'to', 'issuedOn', 'validTo']);
const BYTES = new Set(['maxBytes']);
const SHARES = new Set(['maxBp', 'minOwnBp', 'ownBp']);
const SUMS = new Set(['part', 'whole', 'own', 'cost']);

type Param = string | number | boolean;

/** Prints one parameter of a problem as its name and its field ask for. */
function injectParam(): (
  name: string,
  value: Param,
  column: FieldDefinition | undefined,
) => unknown {
  const formats = injectFormats();
  return (
    name: string,
    value: string | number | boolean,
    column: FieldDefinition | undefined,
  ): unknown => {
    if (typeof value === 'string') {
      return DATES.has(name) ? formats().date(value) : value;
    }
    if (typeof value !== 'number') {
      return value;
    }
    if (BYTES.has(name)) {
      return formats().bytes(value);
    }
    if (SHARES.has(name) || (column?.type === 'bp' && name !== 'actual')) {
      return formats().share(value);
    }
    const isSum = column?.type === 'money' || SUMS.has(name);
    return isSum ? formats().money(value) : value;
  };
}

/** The sentences for the current language. */
export function injectProblemTexts(): ProblemTexts {
  const t = injectTexts();
  const say = injectSay();

  const param = injectParam();

  const of: ProblemTexts['of'] = (problem, reading) => {
    const rule = reading.definition.rules.find((one) => one.id === problem.rule);
    if (rule?.message) {
      return say(rule.message);
    }
    const column = columnAt(problem.path, reading);
    const params = Object.entries(problem.params).map(([name, value]): [string, unknown] => [
      name,
      param(name, value, column),
    ]);
    return t(`form.problem.${problem.code}`, Object.fromEntries(params));
  };

  const label: ProblemTexts['label'] = (path, reading) => {
    if (path.startsWith('doc.')) {
      const slot = reading.definition.documents.find((one) => `doc.${one.code}` === path);
      return slot ? say(slot.label) : path;
    }
    const field = fieldAt(reading.definition, path);
    if (!field) {
      return path;
    }
    const row = /\[(\d+)\]/.exec(path)?.[1];
    const column = columnAt(path, reading);
    const place = row === undefined ? '' : t('form.row', { number: Number(row) + 1 });
    const cell = column && column !== field ? say(column.label) : '';
    return [say(field.label), [place, cell].filter(Boolean).join(': ')].filter(Boolean).join(', ');
  };

  return {
    of,
    label,
    summary: (problems, reading) =>
      problems.map((problem) => ({
        fieldId: fieldIdOf(problem.path),
        path: problem.path,
        text: `${label(problem.path, reading)} — ${lowerFirst(of(problem, reading))}`,
      })),
  };
}

function columnAt(
  path: string,
  reading: FormReading,
): FieldDefinition | ColumnDefinition | undefined {
  const field = fieldAt(reading.definition, path);
  const key = /\]\.(\w+)/.exec(path)?.[1];
  return field?.type === 'table' && key
    ? field.columns.find((column) => column.key === key)
    : field;
}

/** After a dash a sentence goes on; abbreviations keep their capitals. */
const lowerFirst = (text: string): string =>
  /^.[А-ЯA-Z]/.test(text) ? text : text.slice(0, 1).toLowerCase() + text.slice(1);
