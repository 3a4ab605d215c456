import type { Answers } from './answers';
import { compute } from './compute';
import type { FormContext } from './context';
import type { ColumnDefinition, FieldDefinition, FormDefinition } from './definition';
import { viewOf, type Scope } from './form-view';
import { isRequired } from './validate';
import { optionsOf } from './value-check';

/** What only one value fits: identifiers that belong together, and dates that rules bound. */
const FIXED: Answers = {
  'org.inn': '4299000019',
  'org.ogrn': '1024200000010',
  'org.kpp': '429901001',
  'repr.basis': 'CHARTER',
  'bank.bik': '049805746',
  'bank.account': '40602810700000000025',
  'ct.certDate': '2026-06-01',
  'ct.certValidTo': '2029-06-01',
  'in.contractDate': '2026-02-01',
  'money.requested': 1_000,
};
const PAID_ON = '2026-09-01';
const IDENTIFIERS: Readonly<Record<string, string>> = {
  person: 'Демидов Демьян Демьянович',
  phone: '+73842000001',
  email: 'office@demo.example',
  url: 'https://demo.example/',
  inn: '500100732259',
  okved: '32.50',
  okpd2: '32.50.22.190',
  bik: '049805746',
};

/**
 * Answers with which the form can be filed: every required question is answered as a careful person would,
 * the enums with the given option where it is named, otherwise with the first. Rules are met by sensible values only.
 */
export function completeAnswers(
  form: FormDefinition,
  context: FormContext,
  chosen: Answers = {},
): Answers {
  const fields = form.sections.flatMap((section) => section.fields);
  let answers: Answers = {};
  // One answer shows other questions: asked again until nothing new appears.
  for (let round = 0; round < fields.length; round += 1) {
    const next = fields.reduce<Answers>((all, field) => {
      const view = viewOf(form, all, context);
      const wanted = view.isVisible(field.key) && isRequired(field, view.scope);
      return wanted && all[field.key] === undefined
        ? { ...all, [field.key]: chosen[field.key] ?? valueOf(field, context, view.scope) }
        : all;
    }, answers);
    if (next === answers) {
      break;
    }
    answers = next;
  }
  return compute(form, answers, context);
}

function valueOf(field: FieldDefinition, context: FormContext, scope: Scope): unknown {
  if (field.type === 'table') {
    return Array.from({ length: Math.max(1, field.minRows ?? 1) }, (_, row) =>
      rowOf(field.columns, row, context, scope),
    );
  }
  return FIXED[field.key] ?? cellOf(field, 0, context);
}

/** Rows differ in their texts, so that none repeats another. */
function rowOf(
  columns: readonly ColumnDefinition[],
  row: number,
  context: FormContext,
  scope: Scope,
): Answers {
  const wanted = columns.filter(
    (column) => !('compute' in column) && isRequired(column, scope) && !column.visibleIf,
  );
  return Object.fromEntries(wanted.map((column) => [column.key, cellOf(column, row, context)]));
}

function cellOf(field: ColumnDefinition, row: number, context: FormContext): unknown {
  switch (field.type) {
    case 'text':
    case 'longtext':
      return `Ответ ${row + 1} `.padEnd(field.minLength ?? 0, 'подробно ').trim();
    case 'int':
    case 'decimal':
      return Math.max(field.min ?? 0, 10);
    case 'money':
      return Math.max(field.min ?? 0, 1_000_000);
    case 'bp':
      return Math.max(field.min ?? 0, 1_500);
    case 'date':
      return PAID_ON;
    case 'period':
      return { from: '2027-02-01', to: '2027-05-31' };
    case 'enum':
      return optionsOf(field.options, context)?.[0]?.value;
    case 'multi':
      return (optionsOf(field.options, context) ?? []).slice(0, 1).map(({ value }) => value);
    case 'bool':
      return field.mustBeTrue === true;
    case 'org':
      return { name: `Организация ${row + 1}`, inn: '500100732259' };
    default:
      return IDENTIFIERS[field.type];
  }
}
