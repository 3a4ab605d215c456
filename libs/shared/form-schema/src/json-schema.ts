import type { FormContext } from './context';
import type { FieldDefinition, FormDefinition, TableField } from './definition';
import { columnOf, fieldsByKey } from './field-index';
import { viewOf, type FactContext } from './form-view';
import {
  BLANK_REF,
  FILLED,
  conditionSchema,
  type ConditionPlace,
  type JsonSchema,
} from './json-schema-condition';
import { valueSchema } from './json-schema-value';
import { BLANK } from './patterns';
import type { CheckContext } from './value-check';

type ExportContext = CheckContext & FactContext;

/**
 * The form as a JSON Schema 2020-12 of its answers: types, lengths, ranges, patterns, options, what is required and what is
 * visible when. `isOutsideJsonSchema` tells which problems it cannot see. Facts and option lists are taken from the context
 * at the moment of the export; without a list its values are any text.
 */
export function toJsonSchema(
  definition: FormDefinition,
  context: Pick<FormContext, 'options' | 'facts'> = {},
): JsonSchema {
  const fields = fieldsByKey(definition);
  const place: ConditionPlace = {
    prefix: '',
    field: (key) => fields.get(key),
    visible: (key) => (fields.get(key)?.visibleIf ? { $ref: `#/$defs/visible.${key}` } : true),
    facts: viewOf(definition, {}, context).scope,
  };
  const visible = [...fields.values()].flatMap(({ key, visibleIf }): [string, JsonSchema][] =>
    visibleIf ? [[`visible.${key}`, conditionSchema(visibleIf, place)]] : [],
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:okno:form:${definition.code}:${definition.version}`,
    title: definition.title.en,
    ...objectOf([...fields.values()], place, (field) =>
      field.type === 'table' ? tableSchema(field, place, context) : valueSchema(field, context),
    ),
    $defs: { blank: BLANK_SCHEMA, ...Object.fromEntries(visible) },
  };
}

const BLANK_LEAF: JsonSchema = { anyOf: [{ type: 'null' }, { type: 'string', pattern: BLANK }] };
const BLANK_SCHEMA: JsonSchema = {
  anyOf: [
    BLANK_LEAF,
    { type: 'array', maxItems: 0 },
    { type: 'object', additionalProperties: BLANK_LEAF },
  ],
};

/** An object with these fields: the answers, or a row. Fields under a condition are judged only where it holds. */
function objectOf<F extends FieldDefinition>(
  fields: readonly F[],
  place: ConditionPlace,
  schemaOf: (field: F) => JsonSchema,
): { readonly [keyword: string]: unknown } {
  const always = fields.filter((field) => !field.visibleIf);
  const properties = fields.map((field): [string, JsonSchema] => {
    const described = { title: field.label.en };
    return [
      field.key,
      field.visibleIf ? described : { ...described, ...cell(field, schemaOf(field)) },
    ];
  });
  const conditional = fields.flatMap((field) => [
    ...(field.visibleIf
      ? [
          {
            if: place.visible(field.key),
            then: { properties: { [field.key]: cell(field, schemaOf(field)) } },
          },
        ]
      : []),
    ...requiredWhen(field, place),
  ]);
  const required = always.filter((field) => field.required === true).map((field) => field.key);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    additionalProperties: false,
    ...(required.length > 0 && { required }),
    ...(conditional.length > 0 && { allOf: conditional }),
  };
}

/** Blank or right; where it is always required, filled and right. */
function cell(field: FieldDefinition, value: JsonSchema): { readonly [keyword: string]: unknown } {
  return field.required === true ? { allOf: [FILLED, value] } : { anyOf: [BLANK_REF, value] };
}

/** The condition under which the field must be there, for all but the simply required ones. */
function requiredWhen(field: FieldDefinition, place: ConditionPlace): readonly JsonSchema[] {
  if (field.required === undefined || (field.required === true && !field.visibleIf)) {
    return [];
  }
  const conditions = [
    ...(field.visibleIf ? [place.visible(field.key)] : []),
    ...(field.required === true ? [] : [conditionSchema(field.required, place)]),
  ];
  const then = { required: [field.key], properties: { [field.key]: FILLED } };
  return [{ if: { allOf: conditions }, then }];
}

function tableSchema(table: TableField, form: ConditionPlace, context: ExportContext): JsonSchema {
  const place: ConditionPlace = {
    prefix: 'row.',
    field: (key) => columnOf(table, key),
    // Columns are few and their conditions small: written out where they are used.
    visible: (key) => {
      const visibleIf = columnOf(table, key)?.visibleIf;
      return visibleIf ? conditionSchema(visibleIf, place) : true;
    },
    facts: form.facts,
  };
  return {
    type: 'array',
    minItems: table.minRows ?? 0,
    maxItems: table.maxRows,
    items: objectOf(table.columns, place, (column) => valueSchema(column, context)),
  };
}
