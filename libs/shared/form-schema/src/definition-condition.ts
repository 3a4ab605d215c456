import type { Condition, Scalar } from './condition-ast';
import type { DefinitionProblem } from './definition-check';
import { absolute, conditionsOf, isFact, resolveRef } from './definition-refs';
import type { FieldDefinition, FormDefinition } from './definition';
import { splitPart } from './field-index';

/** What is wrong with the conditions of a form: unknown references, comparisons that can never be true. */
export function conditionFaults(definition: FormDefinition): readonly DefinitionProblem[] {
  return conditionsOf(definition).flatMap(({ path, table, condition }) =>
    leaves(condition).flatMap((leaf) => leafFaults(definition, leaf, path, table)),
  );
}

type Comparison = Exclude<Condition, { op: 'and' | 'or' | 'not' }>;

function leaves(condition: Condition): readonly Comparison[] {
  switch (condition.op) {
    case 'and':
    case 'or':
      return condition.of.flatMap(leaves);
    case 'not':
      return leaves(condition.of);
    default:
      return [condition];
  }
}

function leafFaults(
  definition: FormDefinition,
  leaf: Comparison,
  path: string,
  table: string | undefined,
): readonly DefinitionProblem[] {
  if (isFact(leaf.ref)) {
    return [];
  }
  const inColumn = path.includes('[].');
  if (inColumn !== leaf.ref.startsWith('row.') && (inColumn || table === undefined)) {
    return [{ path, code: 'REF_OUT_OF_ROW', detail: leaf.ref }];
  }
  const ref = absolute(leaf.ref, table);
  const field = resolveRef(definition, ref);
  if (!field) {
    return [{ path, code: 'UNKNOWN_REF', detail: leaf.ref }];
  }
  const isPart = splitPart(ref, (key) => (key.endsWith(field.key) ? field.type : undefined)).part;
  if (!fits(leaf, field, isPart !== undefined)) {
    return [{ path, code: 'WRONG_REF_TYPE', detail: `${leaf.op} ${leaf.ref} (${field.type})` }];
  }
  return optionFaults(leaf, field, path);
}

const NUMBERS = ['int', 'money', 'bp', 'decimal'];
const COMPOUND = ['multi', 'table', 'period', 'org'];

/** Whether the comparison makes sense for the type of the field. */
function fits(leaf: Comparison, field: FieldDefinition, isPart: boolean): boolean {
  switch (leaf.op) {
    case 'present':
      return true;
    case 'eq':
    case 'ne':
      return scalarFits(leaf.value, field);
    case 'in':
      return leaf.values.every((value) => scalarFits(value, field));
    case 'includes':
      return field.type === 'multi';
    case 'length':
      return isPart || ![...NUMBERS, ...COMPOUND, 'bool'].includes(field.type);
    default:
      return NUMBERS.includes(field.type);
  }
}

function scalarFits(value: Scalar, field: FieldDefinition): boolean {
  if (field.type === 'bool') {
    return typeof value === 'boolean';
  }
  if (NUMBERS.includes(field.type)) {
    return typeof value === 'number';
  }
  return !COMPOUND.includes(field.type) && typeof value === 'string';
}

/** Values the field does not offer: such a condition is never true, usually a misspelt code. */
function optionFaults(
  leaf: Comparison,
  field: FieldDefinition,
  path: string,
): readonly DefinitionProblem[] {
  if (!('options' in field) || 'source' in field.options) {
    return [];
  }
  const known = new Set<Scalar>(field.options.map((option) => option.value));
  return comparedWith(leaf)
    .filter((value) => !known.has(value))
    .map((value) => ({ path, code: 'UNKNOWN_OPTION', detail: `${leaf.ref}: ${value}` }));
}

function comparedWith(leaf: Comparison): readonly Scalar[] {
  switch (leaf.op) {
    case 'eq':
    case 'ne':
    case 'includes':
      return [leaf.value];
    case 'in':
      return leaf.values;
    default:
      return [];
  }
}
