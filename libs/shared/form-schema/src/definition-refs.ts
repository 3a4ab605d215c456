import { refsOfCondition } from './condition';
import type { Condition } from './condition-ast';
import type { ColumnDefinition, FieldDefinition, FormDefinition } from './definition';
import { refsOfExpression } from './expression';
import { columnOf, fieldsByKey, splitPart } from './field-index';
import type { Rule } from './rule-ast';

/** The field or column a reference means: `mk.goal`, `mk.period.from`, `money.lines[].price`. */
export function resolveRef(definition: FormDefinition, ref: string): FieldDefinition | undefined {
  const fields = fieldsByKey(definition);
  const [table = '', column] = ref.split('[].');
  const owner = fields.get(table);
  if (column !== undefined) {
    const find = (key: string): ColumnDefinition | undefined =>
      owner?.type === 'table' ? columnOf(owner, key) : undefined;
    return find(splitPart(column, (key) => find(key)?.type).key);
  }
  return fields.get(splitPart(ref, (key) => fields.get(key)?.type).key);
}

/** `row.price` inside `money.lines` means `money.lines[].price`. */
export function absolute(ref: string, table: string | undefined): string {
  return table !== undefined && ref.startsWith('row.') ? `${table}[].${ref.slice(4)}` : ref;
}

export function isFact(ref: string): boolean {
  return ref.startsWith('fact.');
}

/** Everything a rule reads, `row.` references made absolute. */
export function refsOfRule(rule: Rule): readonly string[] {
  const table = rule.kind === 'distinct' ? rule.at : rule.table;
  const refs = [...(rule.when ? refsOfCondition(rule.when) : []), ...ownRefs(rule)];
  return refs.map((ref) => absolute(ref, table));
}

function ownRefs(rule: Rule): readonly string[] {
  switch (rule.kind) {
    case 'compare':
      return [rule.left, rule.right].flatMap(refsOfExpression);
    case 'dateBound':
      return [rule.ref, ...(rule.bound.base === 'field' ? [rule.bound.ref ?? ''] : [])];
    case 'distinct':
      return rule.columns.map((column) => `row.${column}`);
    case 'must':
      return refsOfCondition(rule.then);
    case 'maxShare':
      return [rule.part, rule.whole].flatMap(refsOfExpression);
    case 'ownShare':
      return [rule.own, rule.cost].flatMap(refsOfExpression);
    case 'orgIdentity':
      return [rule.inn, rule.ogrn, rule.kpp].filter((ref) => ref !== undefined);
    case 'bankAccount':
      return [rule.account, rule.bik];
    case 'confirmedEmail':
      return [rule.ref];
    case 'differ':
      return [rule.left, rule.right];
  }
}

/** What must be settled before the field or column: what its visibility and its computed value read. */
export function dependencies(field: FieldDefinition, table?: string): readonly string[] {
  const compute = 'compute' in field ? field.compute : undefined;
  return [
    ...(field.visibleIf ? refsOfCondition(field.visibleIf) : []),
    ...(compute ? refsOfExpression(compute) : []),
  ].map((ref) => absolute(ref, table));
}

/** Every condition of the form with the place it stands in. */
export function conditionsOf(
  definition: FormDefinition,
): readonly { path: string; table?: string; condition: Condition }[] {
  const own = (
    path: string,
    holder: { required?: true | Condition; visibleIf?: Condition },
    table?: string,
  ): { path: string; table?: string; condition: Condition }[] =>
    [holder.required, holder.visibleIf].flatMap((condition) =>
      condition === undefined || condition === true
        ? []
        : [{ path, condition, ...(table !== undefined && { table }) }],
    );
  return [
    ...[...fieldsByKey(definition).values()].flatMap((field) => [
      ...own(field.key, field),
      ...(field.type === 'table'
        ? field.columns.flatMap((column) => own(`${field.key}[].${column.key}`, column, field.key))
        : []),
    ]),
    ...definition.documents.flatMap((slot) => own(`doc.${slot.code}`, slot)),
    ...definition.rules.flatMap((rule) => {
      const table = rule.kind === 'distinct' ? rule.at : rule.table;
      const both = [rule.when, rule.kind === 'must' ? rule.then : undefined];
      return both.flatMap((condition) =>
        condition
          ? [{ path: `rules.${rule.id}`, condition, ...(table !== undefined && { table }) }]
          : [],
      );
    }),
  ];
}
