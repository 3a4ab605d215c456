/**
 * Bundles a server-side entry point into one ESM file. Packages stay outside, in node_modules.
 * esbuild knows the aliases but writes no decorator metadata, which Nest and TypeORM live on; swc writes it
 * but knows no aliases. So swc translates each file and esbuild joins them. Types are checked by tsc apart.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { ROOT } from './postgres-binaries.mjs';

const swcOptions = (filename) => ({
  filename,
  configFile: false,
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'es6' },
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
});

function decoratorMetadata(swc) {
  return {
    name: 'decorator-metadata',
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        const { code } = await swc.transform(source, swcOptions(path));
        return { contents: code, loader: 'js' };
      });
    },
  };
}

/**
 * esbuild's way to keep a name, for classes only: Nest and TypeORM go by theirs. An arrow function made on a hot
 * path is left as it is; naming each anew made the form engine a seventh slower. Swagger tells the class of a DTO
 * that is named later by the name of the function that gives it, `type`.
 */
const NAMES_ALL =
  'var __name = (target, value) => __defProp(target, "name", { value, configurable: true });';
const NAMES_CLASSES = `${NAMES_ALL.slice(0, -1).replace('=> ', '=> target.prototype === undefined && value !== "type" ? target : ')};`;

async function nameClassesOnly(outfile) {
  const path = join(ROOT, outfile);
  const source = await readFile(path, 'utf8');
  if (!source.includes(NAMES_ALL)) {
    throw new Error(`${outfile}: esbuild keeps names in another way than this build knows`);
  }
  await writeFile(path, source.replace(NAMES_ALL, NAMES_CLASSES));
}

/** The launchers find the project by where they lie, so a command uses them in their own place. */
function launchersInPlace(outfile) {
  return {
    name: 'launchers-in-place',
    setup(build) {
      build.onResolve({ filter: /\/tools\/[\w-]+\.mjs$/ }, ({ path, resolveDir }) => ({
        path: relative(dirname(join(ROOT, outfile)), resolve(resolveDir, path)).replaceAll(
          '\\',
          '/',
        ),
        external: true,
      }));
    },
  };
}

/**
 * @param entry the entry point, @param outfile the bundle; both relative to the root
 * @returns {Promise<string[]>} every source file that went in, relative to the root
 */
export async function bundle(entry, outfile) {
  const [esbuild, swc] = await Promise.all([import('esbuild'), import('@swc/core')]);
  const result = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    packages: 'external',
    // Two classes of one name would else be renamed.
    keepNames: true,
    sourcemap: true,
    tsconfig: 'tsconfig.base.json',
    metafile: true,
    logLevel: 'silent',
    plugins: [launchersInPlace(outfile), decoratorMetadata(swc.default ?? swc)],
  });
  await nameClassesOnly(outfile);
  return Object.keys(result.metafile.inputs).sort();
}
