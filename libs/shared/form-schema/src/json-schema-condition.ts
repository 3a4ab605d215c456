import { holds } from './condition';
import type { Condition } from './condition-ast';
import type { FieldDefinition } from './definition';
import { splitPart } from './field-index';
import type { Scope } from './form-view';

/** A JSON Schema 2020-12: `true`, `false`, or an object of keywords. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

/** Nothing answered, as `isBlank` has it. */
export const BLANK_REF = { $ref: '#/$defs/blank' };
export const FILLED: JsonSchema = { not: BLANK_REF };

/** The object a condition is put to: the answers, or one row. */
export interface ConditionPlace {
  /** How references to this object begin: `` for the form, `row.` for a row. */
  readonly prefix: '' | 'row.';
  field(key: string): Pick<FieldDefinition, 'type' | 'visibleIf'> | undefined;
  /** The schema that holds when the field is visible; `true` when it always is. */
  visible(key: string): JsonSchema;
  /** Facts are known when the schema is made, so a condition on a fact is `true` or `false`. */
  readonly facts: Scope;
}

/** The schema an object satisfies exactly when the condition holds for it. */
export function conditionSchema(condition: Condition, place: ConditionPlace): JsonSchema {
  switch (condition.op) {
    case 'and':
      return { allOf: condition.of.map((part) => conditionSchema(part, place)) };
    case 'or':
      return { anyOf: condition.of.map((part) => conditionSchema(part, place)) };
    case 'not':
      return { not: conditionSchema(condition.of, place) };
    default:
      return condition.ref.startsWith('fact.')
        ? holds(condition, place.facts)
        : leafSchema(condition, place);
  }
}

type Comparison = Exclude<Condition, { op: 'and' | 'or' | 'not' }>;

function leafSchema(condition: Comparison, place: ConditionPlace): JsonSchema {
  const { key, part } = splitPart(
    condition.ref.slice(place.prefix.length),
    (name) => place.field(name)?.type,
  );
  const test = { allOf: [FILLED, testSchema(condition)] };
  const value: JsonSchema = part === undefined ? test : has(part, test);
  return { allOf: [place.visible(key), has(key, value)] };
}

function has(key: string, value: JsonSchema): JsonSchema {
  return { type: 'object', required: [key], properties: { [key]: value } };
}

const BOUNDS = {
  gt: 'exclusiveMinimum',
  gte: 'minimum',
  lt: 'exclusiveMaximum',
  lte: 'maximum',
} as const;

function testSchema(condition: Comparison): JsonSchema {
  switch (condition.op) {
    case 'present':
      return true;
    case 'eq':
      return { const: condition.value };
    case 'ne':
      return { not: { const: condition.value } };
    case 'in':
      return { anyOf: condition.values.map((value) => ({ const: value })) };
    case 'includes':
      return { type: 'array', contains: { const: condition.value } };
    case 'length':
      return { type: 'string', minLength: condition.value, maxLength: condition.value };
    default:
      return { type: 'number', [BOUNDS[condition.op]]: condition.value };
  }
}
