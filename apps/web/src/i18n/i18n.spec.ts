import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { PROBLEM_CODES } from '@okno/shared/form-schema';

const ROOT = join(__dirname, '../../../..');
const FILES = join(ROOT, 'apps/web/src/i18n');

type Tree = { readonly [key: string]: string | Tree };

function flatten(tree: Tree, prefix: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const path = `${prefix}.${key}`;
    if (typeof value === 'string') {
      found.set(path, value);
    } else {
      for (const [inner, text] of flatten(value, path)) {
        found.set(inner, text);
      }
    }
  }
  return found;
}

const areas = readdirSync(join(FILES, 'ru')).map((name) => name.replace('.json', ''));

function keysOf(lang: string): Map<string, string> {
  const all = new Map<string, string>();
  for (const area of areas) {
    const tree: Tree = JSON.parse(readFileSync(join(FILES, lang, `${area}.json`), 'utf8'));
    for (const [key, text] of flatten(tree, area)) {
      all.set(key, text);
    }
  }
  return all;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(
      (entry) =>
        entry.isFile() && /\.(ts|html)$/.test(entry.name) && !entry.name.endsWith('.spec.ts'),
    )
    .map((entry) => join(entry.parentPath, entry.name));
}

/** A literal that is a full key of one of our areas: `'ui.status.DRAFT'`. */
const LITERAL = new RegExp(`['"\`]((?:${areas.join('|')})\\.[A-Za-z0-9_.-]+)(['"\`]|\\$\\{)`, 'g');

/** Comments quote keys as examples. */
const codeOf = (file: string): string =>
  readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

const placeholders = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(/\{\{\s*(\w+)\s*\}\}|\{(\w+),\s*(?:plural|select),/g)]
      .map((m) => m[1] ?? m[2] ?? '')
      .sort(),
  ),
];

describe('texts of the interface', () => {
  const ru = keysOf('ru');
  const en = keysOf('en');

  it('has the same files in both languages', () => {
    expect(readdirSync(join(FILES, 'en')).sort()).toEqual(readdirSync(join(FILES, 'ru')).sort());
  });

  it('has the same keys in both languages', () => {
    expect([...ru.keys()].filter((key) => !en.has(key))).toEqual([]);
    expect([...en.keys()].filter((key) => !ru.has(key))).toEqual([]);
  });

  it('has no empty text and no Russian left in English', () => {
    expect([...ru, ...en].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
    expect([...en].filter(([, text]) => /[а-яё]/i.test(text)).map(([key]) => key)).toEqual([]);
  });

  it('asks for the same values in both languages', () => {
    const differ = [...ru].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(en.get(key) ?? '').join(),
    );
    expect(differ.map(([key]) => key)).toEqual([]);
  });

  it('has a sentence for every problem a form can have', () => {
    expect(PROBLEM_CODES.filter((code) => !ru.has(`form.problem.${code}`))).toEqual([]);
  });

  it('knows every key that code asks for', () => {
    const missing = new Set<string>();
    for (const file of [
      ...sources(join(ROOT, 'apps/web/src/app')),
      ...sources(join(ROOT, 'libs/web')),
    ]) {
      for (const [, key = '', end] of codeOf(file).matchAll(LITERAL)) {
        const prefix = end === '${' || key.endsWith('.') ? key : '';
        const known = prefix
          ? [...ru.keys()].some((one) => one.startsWith(prefix))
          : ru.has(key) || file.includes('/api-client/');
        if (!known) {
          missing.add(`${key} in ${file.replace(`${ROOT}/`, '')}`);
        }
      }
    }
    expect([...missing]).toEqual([]);
  });
});
