/**
 * Second pass over the browser's scripts: the builder leaves a hundred small files that load one after another.
 * Here they become one shell, one file of shared parts, one of the texts every page needs, and the pages themselves;
 * and the files each entrance (apps/web/entrances.json) needs are written down, so that its document names them all.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { filesBelow } from './content-hash.mjs';
import { ROOT } from './postgres-binaries.mjs';

const KIB = 1024;
/** What a browser may load before it shows anything, brotli: document, styles and scripts. */
const SHELL_BUDGET_KIB = 90;
const APP = 'apps/web/src/app/';
const UI = 'libs/web/ui/src/';
/**
 * What some pages share is one file each; earlier ones first, and nothing twice. `carried` are lazily loaded files so
 * small, or needed so soon, that asking for them takes longer than carrying them.
 */
const SHARED = [
  {
    name: 'parts',
    isPage: (page) => page.startsWith('public/'),
    carried: [
      ...['public', 'account', 'cabinet', 'office'].map(
        (area) => `${APP}${area}/${area}.routes.ts`,
      ),
      `${APP}shell/footer.ts`,
      `${APP}public/source.ts`,
      `${UI}page-icons.ts`,
      `${APP}shell/toast-place.ts`,
    ],
  },
  {
    name: 'home',
    isPage: () => false,
    carried: ['home', 'catalogue', 'below-catalogue'].map((file) => `${APP}public/home/${file}.ts`),
  },
  {
    name: 'signed-in',
    isPage: (page) => /^shell\/(bell|account-menu)\.ts$/.test(page),
    carried: [`${APP}shell/bell.ts`, `${APP}shell/account-menu.ts`],
  },
  {
    name: 'cabinet',
    isPage: (page) => /^(account|cabinet\/(applications|notifications))\//.test(page),
  },
  { name: 'check', isPage: (page) => page === 'eligibility/eligibility-check.ts' },
  { name: 'desk', isPage: (page) => page === 'office/inbox/inbox.ts' },
  {
    name: 'form',
    // Not their steps and dialogs, which are loaded when they are needed.
    isPage: (page) =>
      /^(cabinet\/(apply\/(editor|receipt|start)|track\/track)|office\/case\/case-page)\.ts$/.test(
        page,
      ),
  },
];
/** Texts that are always needed together. */
const TEXTS = [
  ['texts', ['shell', 'errors', 'ui', 'public']],
  ['apply-texts', ['cabinet', 'form', 'apply', 'applications']],
];
const LANGUAGES = ['ru', 'en'];

const read = (path) => readFileSync(join(ROOT, path), 'utf8');
const brotli = (path) => brotliCompressSync(readFileSync(join(ROOT, path))).length;

/** The chunks of the first pass: which source began each, and what each imports at once. */
function chunksOf(statsPath) {
  const { outputs } = JSON.parse(read(statsPath));
  const scripts = Object.entries(outputs).filter(([name]) => name.endsWith('.js'));
  const imports = new Map(
    scripts.map(([name, { imports: all }]) => [
      name,
      all.filter(({ kind }) => kind === 'import-statement').map(({ path }) => path),
    ]),
  );
  const bySource = new Map(
    scripts.flatMap(([name, { entryPoint }]) => (entryPoint ? [[entryPoint, name]] : [])),
  );
  return { bySource, withImports: (names) => withImports(imports, names) };
}

function withImports(imports, names, found = new Set()) {
  for (const name of names) {
    if (!found.has(name)) {
      found.add(name);
      withImports(imports, imports.get(name) ?? [], found);
    }
  }
  return found;
}

function chunkOf({ bySource }, source) {
  const chunk = bySource.get(source);
  if (!chunk) {
    throw new Error(
      `${source} is no lazily loaded file of the build (see apps/web/entrances.json)`,
    );
  }
  return chunk;
}

const textsOf = (lang, area) => `apps/web/src/i18n/${lang}/${area}.json`;

/** Which chunks go together, by the name of the file they become. */
function groupsOf(chunks) {
  const begun = new Set(chunks.bySource.values());
  const shell = chunks.withImports([chunkOf(chunks, 'apps/web/src/main.ts')]);
  const taken = new Set(shell);
  const shared = SHARED.map(({ name, isPage, carried = [] }) => {
    const pages = [...chunks.bySource].filter(
      ([source]) => source.startsWith(APP) && isPage(source.slice(APP.length)),
    );
    const members = [...chunks.withImports(pages.map(([, chunk]) => chunk))].filter(
      (chunk) => !taken.has(chunk) && !begun.has(chunk),
    );
    members.forEach((chunk) => taken.add(chunk));
    return [name, new Set([...members, ...carried.map((source) => chunkOf(chunks, source))])];
  });
  const texts = LANGUAGES.flatMap((lang) =>
    TEXTS.map(([name, areas]) => [
      `${name}-${lang}`,
      new Set(areas.map((area) => chunkOf(chunks, textsOf(lang, area)))),
    ]),
  );
  return new Map([['shell', shell], ...shared, ...texts]);
}

const fileName = (id) => id.split(/[\\/]/).at(-1);

async function rejoin(root, chunks) {
  const { rolldown } = await import('rolldown');
  const groups = [...groupsOf(chunks)].map(([name, members], at) => ({
    name,
    priority: 100 - at,
    test: (id) => members.has(fileName(id)),
  }));
  const bundle = await rolldown({
    input: { main: join(ROOT, root, chunkOf(chunks, 'apps/web/src/main.ts')) },
  });
  try {
    const { output } = await bundle.generate({
      format: 'es',
      minify: true,
      entryFileNames: '[name]-[hash:8].js',
      chunkFileNames: '[name]-[hash:8].js',
      codeSplitting: { groups },
    });
    const files = withoutRuntime(output);
    return await Promise.all(files.map(async (file) => ({ ...file, code: await smaller(file) })));
  } finally {
    await bundle.close();
  }
}

/** Four lines of the bundler would be a file of their own that every page asks for: each file has them itself instead. */
function withoutRuntime(output) {
  const runtime = output.find(({ fileName: name }) => name.startsWith('rolldown-runtime-'));
  const [, lines, made] = /^(.*);export\{(\w+)\};?\s*$/s.exec(runtime.code);
  const importing = new RegExp(`import\\{${made} as (\\w+)\\}from"\\./${runtime.fileName}";`);
  return output
    .filter((file) => file !== runtime)
    .map((file) => {
      const code = file.code
        .replace(`import"./${runtime.fileName}";`, '')
        .replace(importing, (_all, name) => `const ${name}=(()=>{${lines};return ${made}})();`);
      if (code.includes(runtime.fileName)) {
        throw new Error(`${file.fileName} asks for ${runtime.fileName} in a way not known here`);
      }
      return { ...file, code, imports: file.imports.filter((name) => name !== runtime.fileName) };
    });
}

/** A second minifier finds what the first leaves: two KiB of the shell. */
async function smaller({ fileName: name, code }) {
  const { minify } = await import('@swc/core');
  const result = await minify(code, {
    module: true,
    ecma: 2022,
    compress: { ecma: 2022, passes: 3 },
    mangle: { toplevel: true },
  });
  if (!result.code) {
    throw new Error(`${name} is empty after minifying`);
  }
  return result.code;
}

/** The files an entrance needs at once in one language, without those of the shell. */
function filesOf(entrance, lang, chunks, output) {
  const byName = new Map(output.map((file) => [file.fileName, file]));
  const holders = new Map(
    output.flatMap((file) => file.moduleIds.map((id) => [fileName(id), file.fileName])),
  );
  const imports = new Map([...byName].map(([name, file]) => [name, file.imports]));
  const shell = withImports(
    imports,
    output.filter((file) => file.isEntry).map((file) => file.fileName),
  );
  const sources = [
    ...entrance.parts.map((part) => `${APP}${part}`),
    ...['shell', ...entrance.texts].map((area) => textsOf(lang, area)),
  ];
  const files = sources.map((source) => holders.get(chunkOf(chunks, source)));
  return [...withImports(imports, files)].filter((name) => !shell.has(name));
}

/** Questions with those that follow from their answers; most have none and are written as their address alone. */
const askedBy = (list = []) =>
  list.map((one) => (typeof one === 'string' ? { ask: one, then: [] } : one));

/** The shell is the longest of the scripts: it stands in the head, before the files of the page that the api names there. */
function writeIndex(root, output) {
  const path = join(root, 'index.html');
  const entry = output.find((file) => file.isEntry);
  const scripts = [
    `<script src="${entry.fileName}" type="module"></script>`,
    ...entry.imports.map((name) => `<link rel="modulepreload" href="${name}">`),
  ];
  const html = read(path)
    .replaceAll(/<link rel="modulepreload"[^>]*>|<script src="main-[^>]*><\/script>/g, '')
    .replace('</head>', `${scripts.join('')}</head>`);
  writeFileSync(join(ROOT, path), html);
  return html;
}

/** @throws Error when the shell outgrew its budget */
function checkShell(root, html) {
  const files = [...html.matchAll(/<(?:script|link)\b[^>]*>/g)]
    .filter(([tag]) => /rel="(stylesheet|modulepreload)"|<script/.test(tag))
    .map(([tag]) => join(root, /(?:src|href)="([^"]+)"/.exec(tag)[1]));
  const size = [join(root, 'index.html'), ...files].reduce((sum, path) => sum + brotli(path), 0);
  if (size > SHELL_BUDGET_KIB * KIB) {
    throw new Error(
      `The shell of the site weighs ${(size / KIB).toFixed(1)} KiB (brotli), its budget is ${SHELL_BUDGET_KIB}: ` +
        'load what is not needed at once when it is needed.',
    );
  }
  return size;
}

/**
 * Joins the scripts below `root` and writes `entrances.json` into it.
 * @param root the folder with index.html, relative to the project's root
 * @param statsPath the builder's statistics of the first pass
 * @returns the size of the shell in bytes, brotli
 * @throws Error for an entrance that names no file of the build, and when the shell outgrew its budget
 */
export async function joinChunks(root, statsPath) {
  const chunks = chunksOf(statsPath);
  const output = await rejoin(root, chunks);
  // What is served as its makers built it stays.
  const isOurs = (name) => name.endsWith('.js') && !name.includes('/pdfjs/');
  for (const path of filesBelow([root], isOurs)) {
    rmSync(join(ROOT, path));
  }
  for (const file of output) {
    writeFileSync(join(ROOT, root, file.fileName), file.code);
  }
  const entrances = JSON.parse(read('apps/web/entrances.json')).map((entrance) => ({
    path: entrance.path,
    files: Object.fromEntries(
      LANGUAGES.map((lang) => [lang, filesOf(entrance, lang, chunks, output)]),
    ),
    answers: askedBy(entrance.answers),
    own: askedBy(entrance.own),
  }));
  writeFileSync(join(ROOT, root, 'entrances.json'), JSON.stringify(entrances, null, 1));
  return checkShell(root, writeIndex(root, output));
}
