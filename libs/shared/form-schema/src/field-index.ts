import type { ColumnDefinition, FieldDefinition, FormDefinition, TableField } from './definition';

/** The fields of a form by key, in the order they are shown. Built once a definition. */
const INDEXES = new WeakMap<FormDefinition, ReadonlyMap<string, FieldDefinition>>();

export function fieldsByKey(definition: FormDefinition): ReadonlyMap<string, FieldDefinition> {
  const known = INDEXES.get(definition);
  if (known) {
    return known;
  }
  const index = new Map<string, FieldDefinition>();
  for (const section of definition.sections) {
    for (const field of section.fields) {
      index.set(field.key, field);
    }
  }
  INDEXES.set(definition, index);
  return index;
}

export function columnOf(table: TableField, key: string): ColumnDefinition | undefined {
  return table.columns.find((column) => column.key === key);
}

/** `mk.period.from` → the field `mk.period` and its part `from`; a plain key has no part. */
export function splitPart(
  ref: string,
  isPeriod: (key: string) => boolean,
): { key: string; part?: 'from' | 'to' } {
  for (const part of ['from', 'to'] as const) {
    const key = ref.slice(0, -part.length - 1);
    if (ref.endsWith(`.${part}`) && isPeriod(key)) {
      return { key, part };
    }
  }
  return { key: ref };
}
