/**
 * Vitest and Jest load the modules of a test themselves: they read, transform and evaluate the text, maybe in several processes. Where one of them
 * is loaded, its public way to transform a text is given ours in front: Vite's `createServer` a plugin, Jest's `ScriptTransformer` the
 * instrumented text in place of the file's. What runs then asks for its site base itself (`CarriedModule`).
 *
 * Their own transforms come after ours, so that places and names are those of the user's file.
 */
import { readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { setTimeout as drained } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import workerThreads, { type Worker } from 'node:worker_threads';
import type { DebuggeeOptions } from '../wire/control.js';
import { INLINE_MAP, type Kit, kitExpression, type OfferedKit } from '../wire/kit.js';
import { choose, declaredFormat, detectFormat, type Format, isSource } from './formats.js';
import type { Sources } from './sources.js';

const VITE = /[\\/]node_modules[\\/]vite[\\/]dist[\\/]node[\\/]index\.js$/;
const JEST = /[\\/]node_modules[\\/]@jest[\\/]transform[\\/]build[\\/]index\.js$/;
/** One of these runs here, or will be given code that asks for the kit. */
const RUNNER = /[\\/]node_modules[\\/](?:vitest|jest-runtime|@jest[\\/]transform)[\\/]/;
/** A module with another query is another module. */
const UNCHANGED = 'elixirscope-unchanged';

const offered = kitExpression('globalThis');

export const isOfTestRunner = (file: string): boolean => RUNNER.test(file);

/** The source of a module that gives access to a runner's transform, or undefined if it is none. */
export function runnerSource(url: string): { readonly format: Format; readonly source: string } | undefined {
  if (url.endsWith(`?${UNCHANGED}`)) return undefined;
  const file = fileURLToPath(url);
  if (VITE.test(file)) {
    const own = JSON.stringify(`${url}?${UNCHANGED}`);
    const createServer = `export const createServer = ${offered}.viteServer(own.createServer);`;
    return { format: 'module', source: `import * as own from ${own}; export * from ${own}; ${createServer}` };
  }
  if (!JEST.test(file)) return undefined;
  return {
    format: 'commonjs',
    source: `${readFileSync(file, 'utf8')}\n;module.exports = ${offered}.jestTransform(module.exports);`,
  };
}

interface VitePlugin {
  readonly name?: string;
}

/** As a configuration has them: lists in lists, and promises of them. */
type VitePlugins = VitePlugin | readonly VitePlugins[] | Promise<VitePlugins> | false | null | undefined;

interface ViteConfig {
  readonly plugins?: readonly VitePlugins[];
}

/** A `ScriptTransformer`, whose class is not exported. */
interface JestTransformer {
  _getTransformPath?(this: unknown, file: string): string | null;
  transformSource(this: unknown, file: string, content: string, options: unknown): unknown;
  transformSourceAsync(this: unknown, file: string, content: string, options: unknown): Promise<unknown>;
}

export interface TestRunnerParts {
  readonly sources: Sources;
  readonly options: DebuggeeOptions;
  /** the runtime's own file */
  readonly main: string;
  /** makes the processes that this one starts recorded: what is carried into one that is not would fail */
  readonly recordChildren: () => void;
}

/** The kit with what test runners need. */
export function withTestRunners(kit: Kit, { sources, options, main, recordChildren }: TestRunnerParts): OfferedKit {
  const instrumented = (file: string, text: string, formatOf: () => Format): string | undefined => {
    if (options.mode === 'off' || !isSource(file) || choose(file, options) !== 'included') return undefined;
    const input = { file, source: text, format: formatOf(), isGiven: true };
    const replacement = sources.carried(input);
    return replacement.kind === 'code' ? replacement.code : undefined;
  };

  const plugin = {
    name: 'elixirscope',
    enforce: 'pre',
    transform(text: string, id: string) {
      const code = instrumented(id, text, () => 'module');
      return code === undefined ? undefined : withMap(code, id);
    },
  };

  return {
    ...kit,
    arrived: (module) => sources.arrived(module),
    viteServer: (createServer) => {
      const given = createServer as unknown as (config: ViteConfig) => unknown;
      const ours = (config: ViteConfig): unknown => {
        const names = namesOf(config?.plugins);
        // What runs in a browser has no kit.
        const isVitest = names.includes('vitest') && !names.some((name) => name.startsWith('vitest:browser'));
        if (!isVitest) return given(config);
        recordChildren();
        recordWorkers(main);
        return given({ ...config, plugins: [plugin, ...(config.plugins ?? [])] });
      };
      return ours as unknown as typeof createServer;
    },
    jestTransform: (exports) => {
      recordChildren();
      const { createScriptTransformer } = exports;
      const textOf = (file: string, text: string): string =>
        instrumented(file, text, () => declaredFormat(file) ?? detectFormat(file, text)) ?? text;
      const left = (file: string): void => {
        if (choose(file, options) === 'included') sources.skipped(file, 'ts-jest checks its types');
      };
      let isReady = false;
      return {
        ...exports,
        createScriptTransformer: async (...args: unknown[]) => {
          const transformer = await createScriptTransformer(...args);
          if (!isReady) prefix(Object.getPrototypeOf(transformer) as JestTransformer, { textOf, left });
          isReady = true;
          return transformer;
        },
      };
    },
  };
}

interface JestTexts {
  readonly textOf: (file: string, text: string) => string;
  /** it is not recorded */
  readonly left: (file: string) => void;
}

/** Checks the types of what it is given: ours has none. */
const CHECKS_TYPES = /[\\/]ts-jest[\\/]/;

/** Its methods are given the text that `textOf` makes of a file's. */
function prefix(prototype: JestTransformer, { textOf, left }: JestTexts): void {
  const { transformSource, transformSourceAsync, _getTransformPath: pathOf } = prototype;
  const given = (transformer: unknown, file: string, text: string): string => {
    if (!CHECKS_TYPES.test(pathOf?.call(transformer, file) ?? '')) return textOf(file, text);
    left(file);
    return text;
  };
  prototype.transformSource = function (file, text, more) {
    return transformSource.call(this, file, given(this, file, text), more);
  };
  prototype.transformSourceAsync = function (file, text, more) {
    return transformSourceAsync.call(this, file, given(this, file, text), more);
  };
}

let recordsWorkers = false;

/** As long as the drain worker of a thread that is idle may take to send what there is: it dies with the thread. */
const DRAIN_MS = 250;

/** Its workers have flags of their own, and would run without us; and they are ended as soon as their tests are. */
function recordWorkers(main: string): void {
  if (recordsWorkers) return;
  recordsWorkers = true;
  const { Worker } = workerThreads;
  workerThreads.Worker = new Proxy(Worker, {
    construct(target, [file, options, ...more]: ConstructorParameters<typeof Worker>, newTarget) {
      const { execArgv } = options ?? {};
      const given = execArgv === undefined ? options : { ...options, execArgv: ['--require', main, ...execArgv] };
      const worker = Reflect.construct(target, [file, given, ...more], newTarget) as Worker;
      const terminate = worker.terminate.bind(worker);
      worker.terminate = async () => {
        await drained(DRAIN_MS);
        return terminate();
      };
      return worker;
    },
  });
  syncBuiltinESMExports();
}

function namesOf(plugins: VitePlugins): readonly string[] {
  if (Array.isArray(plugins)) return (plugins as readonly VitePlugins[]).flatMap(namesOf);
  const { name } = (plugins ?? {}) as VitePlugin;
  return typeof name === 'string' ? [name] : [];
}

/** The code without its source map, and that: Vite joins the maps of all plugins. */
function withMap(code: string, file: string): { readonly code: string; readonly map: object } {
  const at = code.lastIndexOf(INLINE_MAP);
  const [data = ''] = code.slice(at).split('\n', 1);
  const map = JSON.parse(Buffer.from(data.slice(data.indexOf(',') + 1), 'base64').toString()) as object;
  return { code: code.slice(0, at), map: { ...map, sources: [file] } };
}
