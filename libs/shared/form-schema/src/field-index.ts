import type {
  ColumnDefinition,
  FieldDefinition,
  FieldType,
  FormDefinition,
  TableField,
} from './definition';

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

/** Parts of a value that a reference can name, by the type of the field. */
const PARTS: Readonly<Partial<Record<FieldType, readonly string[]>>> = {
  period: ['from', 'to'],
  org: ['inn'],
};

/** `mk.period.from` → the field `mk.period` and its part `from`; a plain key has no part. */
export function splitPart(
  ref: string,
  typeOf: (key: string) => FieldType | undefined,
): { key: string; part?: string } {
  const dot = ref.lastIndexOf('.');
  const key = ref.slice(0, Math.max(dot, 0));
  const part = ref.slice(dot + 1);
  const type = dot > 0 ? typeOf(key) : undefined;
  return type !== undefined && PARTS[type]?.includes(part) ? { key, part } : { key: ref };
}
