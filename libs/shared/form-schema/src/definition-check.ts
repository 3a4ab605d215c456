import { confirmColumns } from './confirmed-rows';
import { conditionFaults } from './definition-condition';
import { dependencies, isFact, refsOfRule, resolveRef } from './definition-refs';
import { isFormDefinition, shapeFaults } from './definition-shape';
import type { FieldDefinition, FormDefinition, TableField } from './definition';
import { fieldsByKey } from './field-index';

/** What an author of a form can get wrong. */
export const DEFINITION_CODES = [
  'SHAPE',
  'DUPLICATE',
  'UNKNOWN_REF',
  'REF_OUT_OF_ROW',
  'WRONG_REF_TYPE',
  'UNKNOWN_OPTION',
  'CYCLE',
  'COMPUTED_INPUT',
  'BOUNDS',
] as const;
export type DefinitionCode = (typeof DEFINITION_CODES)[number];

export interface DefinitionProblem {
  /** A field key, `doc.<code>`, `rules.<id>`, or a path into the JSON where the shape is wrong. */
  readonly path: string;
  readonly code: DefinitionCode;
  /** What is repeated, unknown or expected. */
  readonly detail: string;
}

/** Author errors of a form; empty = the form can be published. Any JSON may be given. */
export function validateDefinition(definition: unknown): readonly DefinitionProblem[] {
  if (!isFormDefinition(definition)) {
    return shapeFaults(definition).map(({ path, expected }) => ({
      path,
      code: 'SHAPE',
      detail: expected,
    }));
  }
  return [
    ...duplicates(definition),
    ...conditionFaults(definition),
    ...ruleFaults(definition),
    ...[...fieldsByKey(definition).values()].flatMap((field) => fieldFaults(definition, field)),
    ...checklistFaults(definition),
    ...cycles(definition),
  ];
}

function duplicates(definition: FormDefinition): readonly DefinitionProblem[] {
  const fields = definition.sections.flatMap((section) => section.fields);
  const tables = fields.filter((field) => field.type === 'table');
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['sections', definition.sections.map((section) => section.code)],
    ['fields', fields.map((field) => field.key)],
    ...tables.map((table) => [table.key, table.columns.map((column) => column.key)] as const),
    ['documents', definition.documents.map((slot) => slot.code)],
    ['rules', definition.rules.map((rule) => rule.id)],
    ['checks', definition.checks],
    ['checklist', definition.checklist.map((item) => item.code)],
    ['scoring', definition.scoring?.criteria.map((criterion) => criterion.code) ?? []],
    ['refusalReasons', definition.refusalReasons.map((reason) => reason.code)],
    ...fields.flatMap(optionValues),
  ];
  return lists.flatMap(([path, values]) =>
    values
      .filter((value, i) => values.indexOf(value) < i)
      .map((value) => ({ path, code: 'DUPLICATE' as const, detail: value })),
  );
}

function optionValues(field: FieldDefinition): (readonly [string, readonly string[]])[] {
  return 'options' in field && !('source' in field.options)
    ? [[field.key, field.options.map((option) => option.value)]]
    : [];
}

function unknown(path: string, detail: string): DefinitionProblem {
  return { path, code: 'UNKNOWN_REF', detail };
}

function ruleFaults(definition: FormDefinition): readonly DefinitionProblem[] {
  return definition.rules.flatMap((rule) => {
    const path = `rules.${rule.id}`;
    const at = rule.table === undefined ? rule.at : `${rule.table}[].${rule.at}`;
    return [at, ...refsOfRule(rule)]
      .filter((ref) => !isFact(ref) && !resolveRef(definition, ref))
      .map((ref) => unknown(path, ref));
  });
}

function fieldFaults(
  definition: FormDefinition,
  field: FieldDefinition,
): readonly DefinitionProblem[] {
  const columns = field.type === 'table' ? field.columns : [];
  return [
    ...ownFaults(definition, field, field.key),
    ...columns.flatMap((column) =>
      ownFaults(definition, column, `${field.key}[].${column.key}`, field.key),
    ),
    ...(columns.some((column) => column.key.includes('.'))
      ? [unknown(field.key, 'a column key has no dots')]
      : []),
    ...(field.type === 'table' ? confirmFaults(definition, field) : []),
  ];
}

/** Who confirms a row has a name and an address in it; what he is shown besides stands in the form. */
function confirmFaults(
  definition: FormDefinition,
  table: TableField,
): readonly DefinitionProblem[] {
  const fields = fieldsByKey(definition);
  const columns = table.confirmedBy === undefined || confirmColumns(table) !== undefined;
  return [
    ...(columns ? [] : [unknown(table.key, 'a row without a name and an e-mail is not confirmed')]),
    ...(table.confirmAbout ?? [])
      .filter((key) => !fields.has(key))
      .map((key) => unknown(table.key, key)),
  ];
}

function ownFaults(
  definition: FormDefinition,
  field: FieldDefinition,
  path: string,
  table?: string,
): readonly DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  if ('compute' in field) {
    if (field.required !== undefined || field.locked || field.prefill !== undefined) {
      problems.push({ path, code: 'COMPUTED_INPUT', detail: 'required, locked or prefill' });
    }
    const missing = dependencies(field, table).filter(
      (ref) => !isFact(ref) && !resolveRef(definition, ref),
    );
    problems.push(...missing.map((ref) => unknown(path, ref)));
  }
  if (bounds(field).some(([min, max]) => min > max)) {
    problems.push({ path, code: 'BOUNDS', detail: 'the least is above the greatest' });
  }
  return problems;
}

/** Pairs of a least and a greatest value the field states. */
function bounds(field: FieldDefinition): readonly (readonly [number, number])[] {
  switch (field.type) {
    case 'text':
    case 'longtext':
      return [[field.minLength ?? 0, field.maxLength]];
    case 'multi':
      return [[field.minItems ?? 0, field.maxItems ?? Infinity]];
    case 'table':
      return [[field.minRows ?? 0, field.maxRows]];
    case 'int':
    case 'money':
    case 'bp':
    case 'decimal':
      return [[field.min ?? -Infinity, field.max ?? Infinity]];
    default:
      return [];
  }
}

function checklistFaults(definition: FormDefinition): readonly DefinitionProblem[] {
  const keys = fieldsByKey(definition);
  const slots = new Set(definition.documents.map((slot) => `doc.${slot.code}`));
  const criteria = new Set(definition.scoring?.criteria.map((criterion) => criterion.code));
  return [
    ...definition.checklist.flatMap((item) =>
      item.about
        .filter((target) => !keys.has(target) && !slots.has(target))
        .map((target) => unknown(`checklist.${item.code}`, target)),
    ),
    ...(definition.scoring?.fifoCriteria ?? [])
      .filter((code) => !criteria.has(code))
      .map((code) => unknown('scoring.fifoCriteria', code)),
  ];
}

/** Fields whose visibility or value depends on itself, by whatever way round. */
function cycles(definition: FormDefinition): readonly DefinitionProblem[] {
  const graph = dependencyGraph(definition);
  const done = new Set<string>();
  const problems: DefinitionProblem[] = [];
  const walk = (node: string, way: readonly string[]): void => {
    const start = way.indexOf(node);
    if (start >= 0) {
      problems.push({ path: node, code: 'CYCLE', detail: [...way.slice(start), node].join(' → ') });
      return;
    }
    if (!done.has(node)) {
      graph.get(node)?.forEach((next) => {
        walk(next, [...way, node]);
      });
      done.add(node);
    }
  };
  [...graph.keys()].forEach((node) => {
    walk(node, []);
  });
  return problems;
}

function dependencyGraph(definition: FormDefinition): ReadonlyMap<string, readonly string[]> {
  const graph = new Map<string, readonly string[]>();
  for (const field of fieldsByKey(definition).values()) {
    graph.set(field.key, nodes(definition, dependencies(field)));
    if (field.type === 'table') {
      addColumns(graph, definition, field);
    }
  }
  return graph;
}

function addColumns(
  graph: Map<string, readonly string[]>,
  definition: FormDefinition,
  table: TableField,
): void {
  for (const column of table.columns) {
    const own = nodes(definition, dependencies(column, table.key));
    graph.set(`${table.key}[].${column.key}`, [...own, table.key]);
  }
}

/** References as graph nodes: the ends of a period are the period. */
function nodes(definition: FormDefinition, refs: readonly string[]): readonly string[] {
  return refs
    .filter((ref) => !isFact(ref))
    .map((ref) => {
      const [table, column] = ref.split('[].');
      const key = resolveRef(definition, ref)?.key;
      return key === undefined || column === undefined ? (key ?? ref) : `${table}[].${key}`;
    });
}
