import { isArray, isRecord, read } from './answers';
import type { FormDefinition } from './definition';
import { isFormDefinition, section, shapeFaults } from './definition-shape';

/** A form file that cannot be joined with the shared blocks; the message says which part and why. */
export class FormSourceError extends Error {}

/**
 * Joins a form file (`db/reference/forms/<name>.json`) with the shared blocks (`blocks/*.json`).
 * Where the form has `{"block": "ORG"}` among its sections the block's section is put in, and the block's rules are added;
 * with `"only": ["decl.truth"]` just those fields and the rules shown at them. Throws FormSourceError: these are our own files.
 */
export function assembleForm(source: unknown, blocks: readonly unknown[]): FormDefinition {
  if (!isRecord(source)) {
    throw new FormSourceError('a form is an object');
  }
  const byCode = new Map(blocks.map((block) => [codeOf(block), block]));
  const parts = listAt(source, 'sections').map((entry) => sectionOf(entry, byCode));
  const form = {
    ...source,
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
  const { rules: _rules, ...head } = block;
  return {
    section: { ...head, fields },
    rules: listAt(block, 'rules').filter((rule) => keep(rule, 'at')),
  };
}

function codeOf(block: unknown): string {
  const { rules: _rules, ...head } = isRecord(block) ? block : {};
  const [fault] = shapeFaults(head, section);
  if (fault) {
    throw new FormSourceError(`block ${fault.path}: expected ${fault.expected}`);
  }
  return String(read(head, 'code'));
}

function listAt(record: Readonly<Record<string, unknown>>, key: string): readonly unknown[] {
  const value = read(record, key);
  return isArray(value) ? value : [];
}
