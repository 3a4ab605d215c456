import { plusDays } from '@okno/shared/work-calendar';

import type { Answers } from './answers';
import { compute } from './compute';
import type { FormContext } from './context';
import type { ColumnDefinition, FieldDefinition, FormDefinition, OrgField } from './definition';
import { viewOf, type Scope } from './form-view';
import { isRequired, validate } from './validate';
import { optionsOf } from './value-check';

/** What only one value fits: identifiers that belong together. */
const FIXED: Answers = {
  'org.inn': '4299000019',
  'org.ogrn': '1024200000010',
  'org.kpp': '429901001',
  'repr.basis': 'CHARTER',
  'bank.bik': '049805746',
  'bank.account': '40602810700000000025',
  'money.requested': 1_000,
};
/** Days counted from the filing that rules bound; any other date is of something that was paid some time ago. */
const DAYS: Readonly<Record<string, number>> = {
  'ct.certDate': -175,
  'ct.certValidTo': 921,
  'in.contractDate': -295,
  'repr.poaValidTo': 400,
  'cs.deadline': 60,
  'gn.deadline': 60,
};
const PAID_DAYS = -83;
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

/** What to fill in, and with what words. */
interface Filling {
  /** Begins every made-up text, so that two requests do not say the same. */
  readonly word?: string;
  /** Also what may be left empty, as far as the form takes it. */
  readonly everything?: boolean;
}

/**
 * Answers with which the form can be filed: every required question is answered as a careful person would,
 * the enums with the given option where it is named, otherwise with the first. Rules are met by sensible values only.
 */
export function completeAnswers(
  form: FormDefinition,
  context: FormContext,
  chosen: Answers = {},
  { word = 'Ответ', everything = false }: Filling = {},
): Answers {
  const fields = form.sections.flatMap((section) => section.fields);
  const filler = new Filler(context, word);
  const required = filledIn(fields, (all, field) => {
    const view = viewOf(form, all, context);
    const wanted = view.isVisible(field.key) && isRequired(field, view.scope);
    return wanted && all[field.key] === undefined
      ? { ...all, [field.key]: chosen[field.key] ?? filler.valueOf(field, view.scope) }
      : all;
  });
  const answers = compute(form, required, context);
  // A statement that may be left is made; one that would ask for more is not.
  const optional = (field: FieldDefinition, scope: Scope): unknown =>
    field.locked ? undefined : field.type === 'bool' || filler.valueOf(field, scope);
  return everything
    ? withOptional(
        form,
        context,
        answers,
        (field, scope) => chosen[field.key] ?? optional(field, scope),
      )
    : answers;
}

/** One answer shows other questions: asked again until nothing new appears. */
function filledIn(
  fields: readonly FieldDefinition[],
  fill: (answers: Answers, field: FieldDefinition) => Answers,
): Answers {
  let answers: Answers = {};
  for (let round = 0; round < fields.length; round += 1) {
    const next = fields.reduce(fill, answers);
    if (next === answers) {
      break;
    }
    answers = next;
  }
  return answers;
}

/** What need not be answered, where an answer makes nothing wrong and asks nothing further. */
function withOptional(
  form: FormDefinition,
  context: FormContext,
  required: Answers,
  valueOf: (field: FieldDefinition, scope: Scope) => unknown,
): Answers {
  const fields = form.sections.flatMap((section) => section.fields);
  return fields.reduce((answers, field) => {
    const view = viewOf(form, answers, context);
    const value = valueOf(field, view.scope);
    if (value === undefined || answers[field.key] !== undefined || !view.isVisible(field.key)) {
      return answers;
    }
    const more = compute(form, { ...answers, [field.key]: value }, context);
    return validate(form, more, context).length <= validate(form, answers, context).length
      ? more
      : answers;
  }, required);
}

/** Sensible values by the type of the field. */
class Filler {
  constructor(
    private readonly context: FormContext,
    private readonly word: string,
  ) {}

  valueOf(field: FieldDefinition, scope: Scope): unknown {
    if (field.type === 'table') {
      return Array.from({ length: Math.max(1, field.minRows ?? 1) }, (_, row) =>
        this.rowOf(field.columns, row, scope),
      );
    }
    return FIXED[field.key] ?? this.cellOf(field, 0);
  }

  /** Rows differ in their texts, so that none repeats another. */
  private rowOf(columns: readonly ColumnDefinition[], row: number, scope: Scope): Answers {
    const wanted = columns.filter(
      (column) => !('compute' in column) && isRequired(column, scope) && !column.visibleIf,
    );
    return Object.fromEntries(wanted.map((column) => [column.key, this.cellOf(column, row)]));
  }

  private cellOf(field: ColumnDefinition, row: number): unknown {
    switch (field.type) {
      case 'text':
      case 'longtext':
        return `${this.word} ${row + 1} `.padEnd((field.minLength ?? 0) + 1, 'подробно ').trim();
      case 'int':
      case 'decimal':
        return Math.min(Math.max(field.min ?? 0, 10), field.max ?? Infinity);
      case 'money':
        return Math.max(field.min ?? 0, 1_000_000);
      case 'bp':
        return Math.max(field.min ?? 0, 1_500);
      case 'date':
        return this.day(DAYS[field.key] ?? PAID_DAYS);
      case 'period':
        return this.period();
      case 'enum':
        return optionsOf(field.options, this.context)?.[0]?.value;
      case 'multi':
        return (optionsOf(field.options, this.context) ?? []).slice(0, 1).map(({ value }) => value);
      case 'bool':
        return field.mustBeTrue === true;
      case 'org':
        return this.organisation(field, row);
      default:
        return IDENTIFIERS[field.type];
    }
  }

  private day(days: number): string {
    return plusDays(this.context.filingDate, days);
  }

  /** Late enough for the review, and over in the year of the round. */
  private period(): { from: string; to: string } {
    const year = this.context.roundYear ?? Number(this.context.filingDate.slice(0, 4)) + 1;
    const from = [this.day(45), `${year}-12-28`].sort()[0] ?? '';
    return { from, to: [plusDays(from, 60), `${year}-12-31`].sort()[0] ?? '' };
  }

  private organisation(field: OrgField, row: number): unknown {
    const [listed] =
      field.source === undefined
        ? []
        : (optionsOf({ source: field.source }, this.context) ?? []).slice(row);
    return field.onlyListed && listed
      ? { name: listed.label.ru, ref: listed.value }
      : { name: `Организация ${row + 1}`, inn: '500100732259' };
  }
}
