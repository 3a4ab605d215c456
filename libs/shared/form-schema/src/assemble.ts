import { isArray, isRecord, read } from './answers';
import type { FormDefinition } from './definition';
import { isFormDefinition, section, shapeFaults } from './definition-shape';

/** A form file that cannot be joined with the shared blocks; the message says which part and why. */
export class FormSourceError extends Error {}

/** Parts a block offers besides its section: a form names the ones it wants by their code. */
const OFFERED = ['documents', 'checklist', 'refusalReasons'] as const;
type Json = Readonly<Record<string, unknown>>;

/**
 * Joins a form file (`db/reference/forms/<name>.json`) with the shared blocks (`blocks/*.json`).
 * Where the form has `{"block": "ORG"}` among its sections the block's section is put in, and the block's rules are added;
 * - with `"only": ["decl.truth"]` just those fields and the rules shown at them;
 * - with `"title"` or `"help"` under other words;
 * - with `"adapt": {"money.lines": {"help": …, "firstColumns": [{…}]}}` with other properties of a field.
 * A text among `documents`, `checklist` and `refusalReasons` is the code of a part that one of its blocks offers.
 * Throws FormSourceError: these are our own files.
 */
export function assembleForm(source: unknown, blocks: readonly unknown[]): FormDefinition {
  if (!isRecord(source)) {
    throw new FormSourceError('a form is an object');
  }
  const byCode = new Map(blocks.map((block) => [codeOf(block), block]));
  const parts = listAt(source, 'sections').map((entry) => sectionOf(entry, byCode));
  const used = parts.flatMap(({ block }) => (block ? [block] : []));
  const offered = OFFERED.map((name): [string, unknown] => [name, chosen(source, name, used)]);
  const form = {
    ...source,
    ...Object.fromEntries<unknown>(offered),
    sections: parts.map((part) => part.section),
    rules: [...parts.flatMap((part) => part.rules), ...listAt(source, 'rules')],
  };
  if (!isFormDefinition(form)) {
    const [first] = shapeFaults(form);
    const code = String(read(source, 'code'));
    throw new FormSourceError(`${code}: ${first?.path ?? ''}: expected ${first?.expected ?? ''}`);
  }
  return form;
}

interface SectionPart {
  readonly section: unknown;
  readonly rules: readonly unknown[];
  readonly block?: Json;
}

function sectionOf(entry: unknown, blocks: ReadonlyMap<string, unknown>): SectionPart {
  const name = isRecord(entry) ? read(entry, 'block') : undefined;
  if (!isRecord(entry) || typeof name !== 'string') {
    return { section: entry, rules: [] };
  }
  const block = blocks.get(name);
  if (!isRecord(block)) {
    throw new FormSourceError(`block ${name} is not known`);
  }
  const only = read(entry, 'only');
  const kept = isArray(only) ? new Set(only) : undefined;
  const keep = (part: unknown, key: string): boolean =>
    kept === undefined || (isRecord(part) && kept.has(read(part, key)));
  const fields = listAt(block, 'fields').filter((field) => keep(field, 'key'));
  if (kept && fields.length < kept.size) {
    throw new FormSourceError(`block ${name} lacks some of ${[...kept].join(', ')}`);
  }
  const words = ['title', 'help'].flatMap((key): [string, unknown][] => {
    const own = read(entry, key);
    return own === undefined ? [] : [[key, own]];
  });
  return {
    block,
    section: { ...headOf(block), ...Object.fromEntries(words), fields: adapted(fields, entry) },
    rules: listAt(block, 'rules').filter((rule) => keep(rule, 'at')),
  };
}

/** The fields with the properties that the form sets differently. */
function adapted(fields: readonly unknown[], entry: Json): readonly unknown[] {
  const changes = read(entry, 'adapt');
  if (!isRecord(changes)) {
    return fields;
  }
  const keys = fields.map((field) => (isRecord(field) ? read(field, 'key') : undefined));
  const stray = Object.keys(changes).find((key) => !keys.includes(key));
  if (stray !== undefined) {
    throw new FormSourceError(`${stray} is adapted, but is not in the block`);
  }
  return fields.map((field) => {
    const change = isRecord(field) ? read(changes, String(read(field, 'key'))) : undefined;
    return isRecord(field) && isRecord(change) ? fieldWith(field, change) : field;
  });
}

function fieldWith(field: Json, { firstColumns, ...change }: Json): Json {
  return isArray(firstColumns)
    ? { ...field, ...change, columns: [...firstColumns, ...listAt(field, 'columns')] }
    : { ...field, ...change };
}

/** The list of a form with the codes in it replaced by what the blocks offer. */
function chosen(source: Json, name: string, blocks: readonly Json[]): readonly unknown[] {
  const parts = blocks.flatMap((block) => listAt(block, name));
  return listAt(source, name).map((entry) => {
    const part = parts.find((one) => isRecord(one) && read(one, 'code') === entry);
    if (typeof entry === 'string' && part === undefined) {
      throw new FormSourceError(`${name}: no block of the form offers ${entry}`);
    }
    return typeof entry === 'string' ? part : entry;
  });
}

/** A block without what is not of its section. */
function headOf(block: Json): Json {
  const {
    rules: _rules,
    documents: _documents,
    checklist: _checklist,
    refusalReasons: _reasons,
    ...head
  } = block;
  return head;
}

function codeOf(block: unknown): string {
  const head = headOf(isRecord(block) ? block : {});
  const [fault] = shapeFaults(head, section);
  if (fault) {
    throw new FormSourceError(`block ${fault.path}: expected ${fault.expected}`);
  }
  return String(read(head, 'code'));
}

function listAt(record: Json, key: string): readonly unknown[] {
  const value = read(record, key);
  return isArray(value) ? value : [];
}
