import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = 'apps/web/src/app';

/** Every address pattern of the web's router, read from its routes files: `/cabinet/organisations/:id`. */
export function routerPatterns(): string[] {
  const files = globSync(`${ROOT}/**/*.routes.ts`);
  const own = patternsIn(readFileSync(join(ROOT, 'app.routes.ts'), 'utf8'), ROOT);
  if (files.length < 2 || own.size < 2) {
    throw new Error(`The routes files are not where they were: ${ROOT}`);
  }
  return [...own].sort();
}

/** Brackets are followed, so that a child's path joins its parent's. */
// eslint-disable-next-line complexity -- one small parser that reads top to bottom
function patternsIn(source: string, folder: string, prefix = ''): Set<string> {
  const found = new Set<string>();
  const parents: { depth: number; path: string }[] = [{ depth: -1, path: prefix }];
  let depth = 0;
  const tokens =
    /[{}]|\bpath: '([^']*)'|\bredirectTo\b|import\('(\.[^']*\.routes)'\)|\bload(?:Component)\b/g;
  for (const [token, path, routes] of source.matchAll(tokens)) {
    while (token === '}' && depth - 1 <= (parents.at(-1)?.depth ?? -1)) {
      parents.pop();
      break;
    }
    depth += token === '{' ? 1 : token === '}' ? -1 : 0;
    if (path !== undefined) {
      parents.push({ depth: depth - 1, path: joined(parents.at(-1)?.path ?? '', path) });
    }
    const here = parents.at(-1)?.path ?? '';
    if (token === 'loadComponent') {
      found.add(here === '' ? '/' : here);
    }
    if (routes !== undefined) {
      const file = join(folder, `${routes}.ts`);
      patternsIn(readFileSync(file, 'utf8'), dirname(file), here).forEach((one) => found.add(one));
    }
  }
  return found;
}

const joined = (parent: string, path: string): string =>
  path === '' ? parent : `${parent}/${path}`;
