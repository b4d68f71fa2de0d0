/**
 * Module hooks: every module of the program passes here, by import, require or dynamic import, on the program's own thread.
 * Files of the workspace are replaced by their instrumented code; everything else is left to Node.
 */
import { expectRequestsOf } from './network.js';
import { readFileSync, realpathSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import type { DebuggeeOptions } from '../wire/control.js';
import { kitExpression, KIT_MEMBERS, KIT_URL, MAP_COMMENT } from '../wire/kit.js';
import type { Compilation } from './compileCache.js';
import { expectContexts } from './contexts.js';
import { withExports } from './exportsText.js';
import { choose, declaredFormat, detectFormat, type Format, isSource, needsErasing } from './formats.js';
import { makeKitReachable } from './kitAccess.js';
import { followProgramHooks } from './programHooks.js';
import { mappedByPaths, mappedByTypeScript } from './resolve.js';
import { replaceChdir } from './workingDirectory.js';
import type { Replacement, SourceFile, Sources } from './sources.js';
import { isOfTestRunner, runnerSource } from './testRunners.js';
import { captureFailed } from './trouble.js';

type LoadContext = module.LoadHookContext;
type LoadResult = module.LoadFnOutput;
type NextLoad = Parameters<module.LoadHookSync>[2];
type NextResolve = Parameters<module.ResolveHookSync>[2];

/** The names that instrumented ES modules import. */
const kitSource = [
  `const k = ${kitExpression('globalThis')};`,
  ...KIT_MEMBERS.map((name) => `export const ${name} = k.${name};`),
].join('\n');

export interface LoaderParts {
  readonly options: DebuggeeOptions;
  readonly sources: Sources;
  readonly compilation: Compilation;
  /** does Node run the source that a hook gives for an imported CommonJS module by its own require? */
  readonly importsSource: boolean;
  /** are we asked for the stacks of errors? */
  readonly mapsStacks: boolean;
  /** does Node map the places of errors? */
  readonly nodeMaps: boolean;
}

/** Node's own: the program's becomes one of ours. */
const { registerHooks: register } = module;

export function registerHooks(parts: LoaderParts): void {
  const loader = new Loader(parts);
  const load: module.LoadHookSync = (url, context, next) => loader.load(url, context, next);
  let hooks = register({ load });
  followProgramHooks(() => {
    loader.asksProgram = true;
    hooks.deregister();
    hooks = register({ load, resolve: resolveKit });
  });
}

/** It is nothing that the program's hooks should be asked about. */
const resolveKit: module.ResolveHookSync = (specifier, context, next) =>
  specifier === KIT_URL ? { url: KIT_URL, format: 'module', shortCircuit: true } : next(specifier, context);

/** Frames of a resolve hook show in the stack of every import that fails, so there is none before the first TypeScript file. */
function registerTypeScriptResolution(): void {
  register({ resolve });
}

function resolve(specifier: string, context: module.ResolveHookContext, next: NextResolve): module.ResolveFnOutput {
  const mapped = mappedByPaths(specifier, context.parentURL);
  if (mapped !== undefined) return next(specifierOf(mapped, context), context);
  try {
    return next(specifier, context);
  } catch (error) {
    const found = mappedByTypeScript(specifier, context.parentURL);
    if (found === undefined) throw error;
    return next(specifierOf(found, context), context);
  }
}

/** For `require` Node takes no URL. */
const specifierOf = (url: string, context: module.ResolveHookContext): string =>
  isRequired(context) ? fileURLToPath(url) : url;

class Loader {
  /** the program has hooks, which give its text */
  asksProgram = false;
  readonly #options: DebuggeeOptions;
  readonly #sources: Sources;
  readonly #compilation: Compilation;
  readonly #importsSource: boolean;
  readonly #mapsStacks: boolean;
  readonly #nodeMaps: boolean;
  readonly #skipped = new Set<string>();
  #triedMain = false;
  #sawTypes = false;

  constructor({ options, sources, compilation, importsSource, mapsStacks, nodeMaps }: LoaderParts) {
    this.#compilation = compilation;
    this.#mapsStacks = mapsStacks;
    this.#nodeMaps = nodeMaps;
    this.#options = options;
    this.#sources = sources;
    this.#importsSource = importsSource;
  }

  load(url: string, context: LoadContext, next: NextLoad): LoadResult {
    this.#compilation.end();
    if (url === 'node:worker_threads') replaceChdir();
    if (url === 'node:vm') expectContexts();
    expectRequestsOf(url);
    if (url === KIT_URL) return { format: 'module', source: kitSource, shortCircuit: true };
    if (!url.startsWith('file:') || hasOtherAttributes(context)) return next(url, context);
    const file = fileURLToPath(url);
    if (!isSource(file)) return next(url, context);
    if (!this.#sawTypes && needsErasing(file)) {
      this.#sawTypes = true;
      registerTypeScriptResolution();
    }
    const included = this.#options.mode !== 'off' && choose(file, this.#options) === 'included';
    if (isOfTestRunner(url)) makeKitReachable(this.#mapsStacks);
    const runner = runnerSource(url);
    if (runner !== undefined) return { ...runner, shortCircuit: true };
    if (!included && !needsErasing(file)) return this.#left(file, url, context, next);
    if (this.asksProgram) return this.#replacedResult({ file, url, included }, context, next(url, context));
    return this.#replaced({ file, url, included }, context, next);
  }

  /** What the program's hooks and Node give for a module, with probes. Node gives no text of CommonJS that is imported. */
  #replacedResult({ file, included }: Target, context: LoadContext, result: LoadResult): LoadResult {
    const given = textOf(result.source);
    const own = readFileSync(file, 'utf8');
    const source = given === undefined || isCompiled(given, own) ? own : given;
    const isKnown = result.format !== undefined && result.format !== null;
    const format = isKnown ? plainFormat(result.format) : formatOf(file, source, context);
    if (format === undefined || (given === undefined && format === 'module')) return result;
    const isImported = format === 'commonjs' && !isRequired(context);
    if (isImported && given === undefined) return requiring({ file, source, format });
    const input = { file, source, format, isGiven: source !== own };
    const replacement = this.#replacementOf(input, included);
    if (replacement.kind === 'plain') return result;
    return { ...result, format, source: this.#searchable(replacement.code, input, isImported) };
  }

  /** What Node tries as CommonJS, without what it cannot strip itself, such as enums: it must fail at the imports, and come back. */
  #erasedResult(input: SourceFile, result: LoadResult): LoadResult {
    if (!needsErasing(input.file)) return result;
    const erased = this.#sources.erased(input);
    return erased.kind === 'plain' ? result : { ...result, source: erased.code };
  }

  #replacementOf(input: SourceFile, included: boolean): Replacement {
    let replacement: Replacement;
    try {
      replacement = included ? this.#sources.instrumented(input) : this.#sources.erased(input);
    } catch (error) {
      captureFailed(error);
      replacement = { kind: 'plain', reason: 'internal error', syntaxError: false };
    }
    if (!included) this.#reportSkipped(input.file);
    else if (replacement.kind !== 'plain') makeKitReachable(this.#mapsStacks);
    return this.#nodeMaps ? withPathOfMap(replacement) : replacement;
  }

  /** With the names of its exports where Node looks for them. */
  #searchable(code: string, input: SourceFile, isImported: boolean): string {
    const isSearched = isImported || (input.format === 'commonjs' && isReExported(input.file));
    return isSearched ? withExports(code, this.#running(input)) : code;
  }

  /** The text without what JavaScript does not have. */
  #running(input: SourceFile): string {
    const erased = needsErasing(input.file) ? this.#sources.erased(input) : undefined;
    const text = erased?.kind === 'code' ? erased.code : input.source;
    return text.startsWith('#!') ? `//${text}` : text;
  }

  #left(file: string, url: string, context: LoadContext, next: NextLoad): LoadResult {
    this.#reportSkipped(file);
    return next(url, context);
  }

  /** Excluded files of the workspace are worth telling, but not what lies in node_modules. */
  #reportSkipped(file: string): void {
    if (this.#skipped.has(file) || /[\\/]node_modules[\\/]/.test(file)) return;
    if (choose(file, this.#options) === 'outside') return;
    this.#skipped.add(file);
    this.#sources.skipped(file, 'excluded');
  }

  #replaced({ file, url, included }: Target, context: LoadContext, next: NextLoad): LoadResult {
    let input: SourceFile;
    try {
      const source = readFileSync(file, 'utf8');
      input = { file, source, format: formatOf(file, source, context) };
    } catch {
      return next(url, context);
    }
    if (input.format === 'module' && isUndeclared(file, context)) {
      // Node tries the program as CommonJS first and comes back when that fails.
      if (isRequired(context) && !this.#triedMain && isMain(file)) {
        this.#triedMain = true;
        return this.#erasedResult(input, next(url, context));
      }
      warnTypeless(url, context, next);
    }
    const isImported = input.format === 'commonjs' && !isRequired(context);
    if (isImported && !this.#importsSource) return importedCommonJs(input);
    const replacement = this.#replacementOf(input, included);
    if (replacement.kind === 'plain') return next(url, context);
    const source = this.#searchable(replacement.code, input, isImported);
    if (replacement.whole !== undefined) this.#compilation.begin(source, replacement.whole);
    return { format: input.format, source, shortCircuit: true };
  }
}

/** Node finds no map by a URL of a file: with that, a program that switches source maps on finds none of ours, as it would find none without us. */
function withPathOfMap(replacement: Replacement): Replacement {
  if (replacement.kind === 'plain') return replacement;
  const { code } = replacement;
  const at = code.lastIndexOf(FILE_MAP);
  if (at < 0) return replacement;
  return { ...replacement, code: `${code.slice(0, at)}${MAP_COMMENT}${code.slice(at + FILE_MAP.length)}` };
}

const FILE_MAP = `${MAP_COMMENT}file://`;

interface Target {
  readonly file: string;
  readonly url: string;
  readonly included: boolean;
}

const isUndeclared = (file: string, { format }: LoadContext): boolean =>
  (format === undefined || format === null || (format as string) === 'typescript') &&
  declaredFormat(file) === undefined;

function isMain(file: string): boolean {
  const [, program] = process.argv;
  return program !== undefined && realpathSync(program) === file;
}

/** Node's own look at a file whose package does not say what it is: it warns if that turns out to be an ES module. */
function warnTypeless(url: string, context: LoadContext, next: NextLoad): void {
  try {
    next(url, context);
  } catch {
    // it cannot make anything of the file: then we know better
  }
}

/** With any other attribute Node loads something that is no JavaScript, or refuses. */
const hasOtherAttributes = ({ importAttributes }: LoadContext): boolean =>
  Object.entries(importAttributes ?? {}).some(([key, value]) => key !== 'type' || value !== 'javascript');

/** A list in newer versions of Node, a set in older ones. */
function isRequired(context: Pick<LoadContext, 'conditions'>): boolean {
  const conditions = [...context.conditions];
  return conditions.includes('require') && !conditions.includes('import');
}

/**
 * Node loads what an imported CommonJS module exports of others (`__exportStar(require('./types'), exports)`) as if it were required, but looks for
 * names first, and runs the same text later. It has put an entry with a mark of its own into require's cache by then.
 */
function isReExported(file: string): boolean {
  const entry = moduleCache()[file];
  return entry !== undefined && Object.getOwnPropertySymbols(entry).some((key) => key.description === ESM_MARK);
}

const moduleCache = (): NodeJS.Dict<object> => (module as unknown as { _cache: NodeJS.Dict<object> })._cache;
const ESM_MARK = 'kIsCachedByESMLoader';

/**
 * An imported CommonJS module is handed to Node's own require, which comes back here for the code: it keeps require.cache, require.main
 * and the rest as the program knows them. For versions of Node that do not take the code from us: some require the file when they get no source, older
 * ones insist on a source, and get one that requires the file. The file's own text behind it, never run, lets Node find the names of the exports.
 */
function importedCommonJs({ file, source }: SourceFile): LoadResult {
  if (takesNoSource()) return { format: 'commonjs', source: undefined, shortCircuit: true };
  return requiring({ file, source, format: 'commonjs' });
}

/** A module whose text is that of the file, but runs the file by `require`: with hooks on a thread of their own, Node itself would not ask ours. */
function requiring({ file, source }: SourceFile): LoadResult {
  const name = JSON.stringify(file);
  // What the ES module loader has put into require's cache is this very stub.
  const uncache = `m._cache[${name}]?.loaded === false && delete m._cache[${name}]`;
  const load = `module.exports = ((m) => (${uncache}, m._load(${name}, undefined, false)))(process.getBuiltinModule('module')); return;`;
  return { format: 'commonjs', source: `${load}\n${source}`, shortCircuit: true };
}

function takesNoSource(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major >= 26 || (major === 24 && minor >= 13) || (major === 22 && minor >= 23);
}

/** Node's own opinion where it has one. */
const formatOf = (file: string, source: string, { format }: LoadContext): Format =>
  plainFormat(format) ?? declaredFormat(file) ?? detectFormat(file, source);

/** Undefined: of no code in JavaScript or TypeScript, or nobody knows. */
function plainFormat(format: string | null | undefined): Format | undefined {
  if (format === 'module' || format === 'commonjs') return format;
  if (format === 'module-typescript') return 'module';
  return format === 'commonjs-typescript' ? 'commonjs' : undefined;
}

/** A compiler of the program's made it of the file: so do we, and keep its lines. */
const isCompiled = (text: string, own: string): boolean => text.includes(INLINE_MARK) && !own.includes(INLINE_MARK);
const INLINE_MARK = `${MAP_COMMENT}data:application/json`;

function textOf(source: LoadResult['source']): string | undefined {
  if (typeof source === 'string') return source;
  return source === undefined || source === null ? undefined : new TextDecoder().decode(source);
}
