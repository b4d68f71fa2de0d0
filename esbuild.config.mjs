// Lists every bundle of the product. `node esbuild.config.mjs` builds them all into dist/.
//
// Invariants, checked after the build:
// - the two bundles that run inside the user's process contain no npm package;
// - the command line loads nothing before it has looked at Node's version;
// - starting the CLI or the engine does not load TypeScript's compiler (9 MB): only a dynamic import reaches it, so a
//   launch whose modules are all in the instrumentation cache never pays for it.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { define } from './define.mjs';

const shared = {
  define,
  bundle: true,
  platform: 'node',
  target: 'node22',
  sourcemap: true,
  metafile: true,
  logLevel: 'warning',
  legalComments: 'none',
};

/**
 * The compiler alone, as one object with plain properties: what ts-morph adds to it takes a sixth of the time to load. `ts.isIdentifier` of
 * `import { ts } from 'ts-morph'` goes through three getters, those of the bundles of two packages and of this one, in which the instrumenter spent a fifth of its time.
 */
const plainCompiler = {
  name: 'plain compiler',
  setup({ onResolve, onLoad }) {
    const { resolve } = createRequire(createRequire(import.meta.url).resolve('ts-morph'));
    const compiler = join(dirname(resolve('@ts-morph/common')), 'typescript.js');
    onResolve({ filter: /^(ts-morph|typescript)$/ }, () => ({ path: 'compiler', namespace: 'plain' }));
    onLoad({ filter: /.*/, namespace: 'plain' }, () => ({
      contents: `import compiler from ${JSON.stringify(compiler)}; export const ts = { ...compiler }; export default ts;`,
      resolveDir: dirname(compiler),
    }));
  },
};

/** In other bundles: the script that has all that needs the compiler (src/record/compilerScript.ts). */
const compilerApart = {
  name: 'compiler apart',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(ts-morph|typescript)$/ }, () => ({ path: 'ts', namespace: 'apart' }));
    onResolve({ filter: /^\.\/instrumenter\.js$/ }, () => ({ path: 'Instrumenter', namespace: 'apart' }));
    onLoad({ filter: /.*/, namespace: 'apart' }, ({ path }) => ({
      contents: `import { compilerScript } from './compilerScript.ts'; export const { ${path} } = compilerScript();`,
      resolveDir: 'src/record',
    }));
  },
};

/**
 * Node's modules without what an import of them runs: it reads all that they export, getters too, so that `node:fs` brings promises, readline and
 * more. Those that a launch needs before it can start the program took 20 ms to import on a busy machine, and take 6.
 */
const plainBuiltins = {
  name: 'plain built-in modules',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(BUILTIN_IMPORT, asConstants),
      loader: 'ts',
    }));
  },
};
const BUILTIN_IMPORT = /^import (?!type )(?:\{([^}]*)\}|(?:\* as )?(\w+)) from '(node:[\w/]+)';/gm;

/** Without an import of types alone, which is left out, and on as many lines. */
function asConstants(statement, list, whole, path) {
  const found = `process.getBuiltinModule('${path}')`;
  const named = (list ?? '').split(',').map((part) => part.trim().split(/\s+as\s+/));
  const constants = named
    .filter(([name]) => name !== '' && !name.startsWith('type '))
    .map(([name, local = name]) => `${local} = /* @__PURE__ */ (() => ${found}.${name})()`);
  if (whole !== undefined) constants.push(`${whole} = /* @__PURE__ */ ${found}`);
  const types = named.filter(([name]) => name.startsWith('type ')).map((part) => part.join(' as '));
  const typeImport = types.length === 0 ? '' : `import { ${types.join(', ')} } from '${path}'; `;
  return `${typeImport}const ${constants.join(', ')};${'\n'.repeat(statement.split('\n').length - 1)}`;
}

// 18 MB less of text take 50 ms less to load (of 230); an error's line is no longer than this.
const short = { minifyWhitespace: true, lineLimit: 120 };

/** A function's text, which src/record/keptScript.ts calls. */
const keptScript = {
  format: 'cjs',
  define: { ...define, 'import.meta.url': 'importMetaUrl' },
  ...short,
  banner: { js: '(function (exports, require, module, __filename, __dirname, importMetaUrl) {' },
  footer: { js: '})' },
};

const forBrowser = { platform: 'browser', format: 'esm', target: 'es2022', minify: true, assetNames: '[name]' };

const bundles = [
  {
    entry: 'src/runtime/main.ts',
    options: { outfile: 'dist/runtime/main.cjs', format: 'cjs', inject: ['src/runtime/namespaces.ts'] },
    noPackages: true,
  },
  { entry: 'src/runtime/drain.ts', options: { outfile: 'dist/runtime/drain.cjs', format: 'cjs' }, noPackages: true },
  {
    // Engine, DAP server and command line: one program. The SQLite driver is a native addon and stays in node_modules.
    entry: 'src/cli/main.ts',
    options: {
      outdir: 'dist/cli',
      format: 'esm',
      splitting: true,
      entryNames: '[name]',
      chunkNames: '[name]-[hash]',
      ...short,
      plugins: [plainBuiltins],
    },
    isAlone: true,
  },
  {
    entry: 'src/cli/commands.ts',
    options: {
      outfile: 'dist/cli/commands.cjs',
      ...keptScript,
      // Bundled, its 14 files take 6 ms of CPU time more than as they are, one by one.
      external: ['better-sqlite3'],
      plugins: [compilerApart, plainBuiltins],
    },
    lazyInputs: ['apart:', 'node_modules/acorn/', 'node_modules/valibot/'],
  },
  {
    entry: 'src/record/compiler.ts',
    options: { outfile: 'dist/cli/compiler.cjs', ...keptScript, plugins: [plainCompiler, plainBuiltins] },
  },
  {
    entry: 'src/editor/extension.ts',
    options: { outfile: 'dist/extension.cjs', format: 'cjs', external: ['vscode'] },
  },
  ...['timeline', 'stateDiff', 'query', 'dashboard'].map((panel) => ({
    entry: `src/webview/${panel}/main.ts`,
    options: { outfile: `dist/webview/${panel}.js`, ...forBrowser },
  })),
  {
    entry: 'src/webview/codicons.css',
    options: { outfile: 'dist/webview/codicons.css', loader: { '.ttf': 'file' }, ...forBrowser },
  },
  {
    // Runs inside the extension host; never part of the package.
    entry: 'test/suite/index.ts',
    options: { outfile: 'dist/test/suite/index.cjs', format: 'cjs', external: ['vscode', 'mocha'] },
  },
];

const outcomes = await Promise.allSettled(bundles.map(buildOne));
for (const outcome of outcomes) {
  if (outcome.status === 'rejected') {
    process.stderr.write(`${outcome.reason.message}\n`);
    process.exitCode = 1;
  }
}
if (process.exitCode !== 1) removeAllBut(new Set(outcomes.flatMap(({ value }) => value)));

/** Deletes what earlier builds left. Afterwards and not before, so that a program that runs from dist/ goes on running. */
function removeAllBut(outputs) {
  for (const entry of readdirSync('dist', { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).replaceAll('\\', '/');
    if (entry.isFile() && !outputs.has(path)) rmSync(path);
  }
}

/** Builds a bundle, checks it and returns the files it wrote. */
async function buildOne({ entry, options, noPackages, isAlone, lazyInputs = [] }) {
  const { metafile } = await build({ ...shared, entryPoints: [entry], ...options });
  if (noPackages) {
    const found = Object.keys(metafile.inputs).find((input) => input.includes('node_modules/'));
    if (found !== undefined) throw new Error(`build: ${entry} must not contain npm packages, but bundles ${found}`);
  }
  const others = isAlone ? eagerInputs(metafile, entry).filter((input) => input !== entry) : [];
  if (others.length > 0)
    throw new Error(`build: ${entry} loads ${others[0]} at start; reach it by a dynamic import only`);
  for (const input of lazyInputs.length === 0 ? [] : importedInputs(metafile, entry)) {
    if (lazyInputs.some((name) => input.includes(name)))
      throw new Error(`build: ${entry} loads ${input} at start; reach it by a dynamic import only`);
  }
  return Object.keys(metafile.outputs);
}

/** The source files that are loaded when the entry's output is, without any dynamic import. */
function eagerInputs({ outputs }, entry) {
  const start = Object.keys(outputs).find((name) => outputs[name].entryPoint === entry);
  const seen = new Set([start]);
  for (const name of seen) {
    for (const { path, kind, external } of outputs[name].imports) {
      if (!external && kind !== 'dynamic-import') seen.add(path);
    }
  }
  return [...seen].flatMap((name) => Object.keys(outputs[name].inputs));
}

/** The files that run when the entry does, within one output. */
function importedInputs({ inputs }, entry) {
  const seen = new Set([entry]);
  for (const name of seen) {
    for (const { path, kind, external } of inputs[name].imports)
      if (!external && kind !== 'dynamic-import') seen.add(path);
  }
  return seen;
}
