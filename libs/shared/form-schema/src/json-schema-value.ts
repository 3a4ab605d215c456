import type {
  BoolField,
  ColumnDefinition,
  IdentifierField,
  MultiField,
  NumberField,
  OptionList,
  OrgField,
  TextField,
} from './definition';
import { BLANK_REF, FILLED, type JsonSchema } from './json-schema-condition';
import { IDENTIFIER_FORMS, ISO_DATE, MANY_LINES, ONE_LINE } from './patterns';
import {
  MAX_CHOICES,
  MAX_ORG_NAME,
  numberBounds,
  optionsOf,
  type CheckContext,
} from './value-check';

const DATE: JsonSchema = { type: 'string', format: 'date', pattern: ISO_DATE };

/** The schema of a value that is not blank; all types but tables. */
export function valueSchema(field: ColumnDefinition, context: CheckContext): JsonSchema {
  switch (field.type) {
    case 'text':
    case 'longtext':
      return textSchema(field);
    case 'int':
    case 'money':
    case 'bp':
    case 'decimal':
      return numberSchema(field);
    case 'date':
      return DATE;
    case 'period':
      return objectSchema({ from: DATE, to: DATE }, ['from', 'to']);
    case 'enum':
      return optionSchema(field.options, context);
    case 'multi':
      return multiSchema(field, context);
    case 'bool':
      return boolSchema(field);
    case 'org':
      return orgSchema(field, context);
    default:
      return identifierSchema(field.type);
  }
}

function textSchema(field: TextField): JsonSchema {
  return {
    type: 'string',
    minLength: field.minLength ?? 0,
    maxLength: field.maxLength,
    pattern: field.type === 'text' ? ONE_LINE : MANY_LINES,
  };
}

function numberSchema(field: NumberField): JsonSchema {
  const { min, max } = numberBounds(field);
  return { type: field.type === 'decimal' ? 'number' : 'integer', minimum: min, maximum: max };
}

/** Without the list of a source any text passes here, and `validate` says OPTIONS_UNAVAILABLE. */
function optionSchema(list: OptionList, context: CheckContext): JsonSchema {
  const options = optionsOf(list, context);
  if (!options) {
    return { type: 'string' };
  }
  return options.length === 0
    ? { type: 'string', not: {} }
    : { type: 'string', enum: options.map((option) => option.value) };
}

function multiSchema(field: MultiField, context: CheckContext): JsonSchema {
  return {
    type: 'array',
    items: optionSchema(field.options, context),
    minItems: field.minItems ?? 0,
    maxItems: field.maxItems ?? MAX_CHOICES,
    uniqueItems: true,
  };
}

function boolSchema(field: BoolField): JsonSchema {
  return field.mustBeTrue ? { const: true } : { type: 'boolean' };
}

function orgSchema(field: OrgField, context: CheckContext): JsonSchema {
  const list = field.source === undefined ? [] : { source: field.source };
  const ref = optionSchema(list, context);
  const name = { type: 'string', maxLength: MAX_ORG_NAME, pattern: ONE_LINE };
  return objectSchema(
    {
      name: { allOf: [FILLED, name] },
      inn: { anyOf: [BLANK_REF, identifierSchema('inn')] },
      ref: field.onlyListed ? { allOf: [FILLED, ref] } : { anyOf: [BLANK_REF, ref] },
    },
    field.onlyListed ? ['name', 'ref'] : ['name'],
  );
}

function identifierSchema(type: IdentifierField['type']): JsonSchema {
  const { pattern, maxLength } = IDENTIFIER_FORMS[type];
  return { type: 'string', maxLength, pattern };
}

function objectSchema(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[],
): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false };
}
