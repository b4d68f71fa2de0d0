/**
 * Instrumentation of one file: source text in; JavaScript with probes, its source map and its site table out. Pure: no file system, no
 * clock, no state between files.
 *
 *   source --erase.ts, where blanks for types are enough--> JavaScript --parse--> AST --analysis.ts--> scopes
 *          --statements/functions/expressions/calls--> edits + sites --magic-string--> text with probes
 *          --erase.ts, where types are still in it--> JavaScript --> prelude.ts in front, maps composed
 *
 * Runs in the engine, never in the user's process.
 */
import { pathToFileURL } from 'node:url';
import remapping from '@jridgewell/remapping';
import MagicString from 'magic-string';
import { ts } from 'ts-morph';
import { fail, ok, type Result } from '../base/result.js';
import { type Footer, footerText, INLINE_MAP, OTHER_NAMES, type ProbeNames, USUAL_NAMES } from '../wire/kit.js';
import { SITE_FLAG, type SiteTable } from '../wire/sites.js';
import { analyse } from './analysis.js';
import { Context } from './context.js';
import { activationName, depthName, suspendedName } from './scopeNames.js';
import { elidesImports, erase, needsErasing, strip } from './erase.js';
import { infersTypes } from './functionNames.js';
import { moduleTexts } from './functions.js';
import { directivesOf } from './nodes.js';
import { mapOf, type Opening } from './map.js';
import { mapExtensions } from './mapExtensions.js';
import { dropUnusedImports, importWrites } from './imports.js';
import { parse } from './parse.js';
import { carriedKit, declarationsText, ownKit } from './prelude.js';
import { refusal, refusalOfProbed } from './refused.js';
import { visitStatements } from './statements.js';

export interface InstrumentInput {
  /** absolute path; its extension decides the language */
  readonly path: string;
  readonly source: string;
  readonly format: 'module' | 'commonjs';
  /** name of the cache entry, goes into the site table */
  readonly key: string;
  /** a loader of the program's runs the code, see CarriedModule */
  readonly carried?: boolean;
}

export interface InstrumentOptions {
  readonly mode: 'full' | 'calls';
  /** there is an overhead budget: functions have a body for when their calls are only counted */
  readonly reducible?: boolean;
  readonly compilerOptions: ts.CompilerOptions;
}

export interface Instrumented {
  /** JavaScript with an inline source map; contains the base of ProbeNames (wire/kit.ts) */
  readonly code: string;
  readonly table: SiteTable;
}

export function instrument(input: InstrumentInput, options: InstrumentOptions): Result<Instrumented> {
  const { source, path } = input;
  if (!mentions(source, USUAL_NAMES)) return instrumentWith(input, options, USUAL);
  if (!mentions(source, OTHER_NAMES)) return instrumentWith({ ...input, source: exchanged(source) }, options, OTHER);
  const names = [USUAL_NAMES.prefix, OTHER_NAMES.prefix].join('" and "');
  return fail(
    'unsupported',
    `${path} contains "${names}", which ElixirScope uses for its probes; the file runs as it is`,
  );
}

const mentions = (text: string, { prefix, base }: ProbeNames): boolean => text.includes(prefix) || text.includes(base);

/** The one kind of names in place of the other. */
function exchanged(text: string): string {
  return text.replace(/[$\u01c2](?=es_|ES_BASE\$)/g, (first) => (first === '$' ? '\u01c2' : '$'));
}

/** What is done to all results: names of the program that would clash with ours are given, and wanted, in another form. */
interface Finish {
  readonly text: (text: string) => string;
  readonly table: (table: SiteTable) => SiteTable;
}

const USUAL: Finish = { text: (text) => text, table: (table) => table };
const OTHER: Finish = {
  text: exchanged,
  table: (table) => JSON.parse(exchanged(JSON.stringify(table))) as SiteTable,
};

function instrumentWith(input: InstrumentInput, options: InstrumentOptions, finish: Finish): Result<Instrumented> {
  const { path, format } = input;
  const { compilerOptions } = options;
  const { stripped, refused, parsed } = runnable(input, compilerOptions);
  const erases = stripped === undefined && needsErasing(path);
  if (refused !== undefined) return fail('syntax-error', `${path}:${refused}`);
  if (!parsed.ok) return parsed;
  const file = parsed.value;
  const isStrict =
    format === 'module' || (erases && (ts.isExternalModule(file) || compilerOptions.alwaysStrict === true));
  const analysis = analyse(file, isStrict);
  const ctx = new Context(file, analysis, {
    full: options.mode === 'full',
    reducible: options.reducible === true,
    definesFields: !erases || compilerOptions.useDefineForClassFields !== false,
    erases,
    isCommonJs: format === 'commonjs',
    isCarried: input.carried === true,
  });
  const drops = stripped !== undefined && elidesImports(compilerOptions);
  const module = moduleTexts(ctx, importWrites(ctx, !drops && !erases && input.carried !== true));
  visitStatements(file.statements, ctx, analysis.module.scope, module.end);
  const text = new MagicString(file.text);
  if (drops) dropUnusedImports(ctx, text);
  ctx.apply(text);
  const head = headOffset(file);
  // A text without statements may end in a comment.
  const line = head > 0 && head === file.text.length ? '\n' : '';
  text.appendLeft(head, `${line}${directivesOf(file.statements).length > 0 ? ';' : ''}${module.before}`);
  text.append(module.after);
  const table = ctx.table(input.key);
  const footer = footerOf(file, table);
  const prelude = `${erases ? '' : line}${preludeText(ctx, input, footer)}`;
  const { code, map } = assemble(input, options, { text, head, prelude, erases, openings: ctx.openings, file });
  const wrong = refusalOfProbed(code, format, file, erases ? undefined : text);
  if (wrong !== undefined)
    return fail(
      'instrument-failed',
      `${path} runs as it is, for V8 would refuse it with probes in it (${wrong}). This is a fault of ElixirScope: please report it`,
    );
  return ok({
    code: `${finish.text(code)}${inlineMap(finish.text(map))}${footerText(footer)}`,
    table: finish.table(table),
  });
}

interface Runnable {
  /** the text without its types, where blanks for them are enough */
  readonly stripped?: string | undefined;
  /** why V8 would not run it */
  readonly refused?: string | undefined;
  readonly parsed: Result<ts.SourceFile>;
}

function runnable({ path, source, format }: InstrumentInput, compilerOptions: ts.CompilerOptions): Runnable {
  const asked = { path, text: source, format, compilerOptions };
  const stripped = strip(asked);
  const parsed = parse(stripped === undefined ? path : `${path}.js`, stripped ?? source, format);
  if (stripped === undefined && needsErasing(path)) return { parsed };
  const refused = refusal(stripped ?? source, format, parsed.ok ? parsed.value : undefined);
  // Blanks fail where the transpiler does not: `a = 1`, and `private *b() {}` in the next line.
  const isMended =
    refused !== undefined && stripped !== undefined && refusal(erase(asked).code, format, undefined) === undefined;
  return isMended ? { parsed: parse(path, source, format) } : { stripped, refused, parsed };
}

const footerOf = (file: ts.SourceFile, { sites }: SiteTable): Footer => ({
  sites: sites.kind.length,
  hasDebugger: sites.flags.some((f) => (f & SITE_FLAG.DEBUGGER) !== 0),
  isWhole: !infersTypes(file),
});

/** Types erased, no probes: for files that are excluded from recording. */
export function eraseTypes(
  input: InstrumentInput,
  options: Pick<InstrumentOptions, 'compilerOptions'>,
): Result<{ readonly code: string }> {
  const asked = {
    path: input.path,
    text: input.source,
    format: input.format,
    compilerOptions: options.compilerOptions,
  };
  const isBlanked = !elidesImports(options.compilerOptions);
  const stripped = isBlanked ? strip(asked) : undefined;
  if (stripped !== undefined) return ok({ code: stripped });
  const parsed = parse(input.path, input.source, input.format);
  if (!parsed.ok) return parsed;
  const erased = erase(asked);
  return ok({
    code:
      erased.code +
      inlineMap(withSource(JSON.parse(erased.map) as object, { name: sourceName(input), text: input.source })),
  });
}

/** Offset after the hashbang, the comments (pragmas) and the directives at the start, which must stay first. */
function headOffset(file: ts.SourceFile): number {
  const directive = directivesOf(file.statements).at(-1);
  return directive?.end ?? file.statements[0]?.getStart(file) ?? file.text.length;
}

function preludeText(ctx: Context, { path, key, format, carried }: InstrumentInput, footer: Footer): string {
  const fn = ctx.analysis.module;
  const others = [activationName(fn), `${suspendedName(fn)}=0`, depthName(fn), ...ctx.temporaries.of(fn)];
  const isDeclared = (name: string): boolean => fn.scope.variables.has(name);
  const module = { file: path, key, footer };
  const kit = carried === true ? carriedKit(module, isDeclared) : ownKit(format, isDeclared);
  return `;${kit.declared}${declarationsText(ctx.probes, others, kit)}`;
}

interface AssembledParts {
  readonly text: MagicString;
  readonly head: number;
  readonly prelude: string;
  readonly erases: boolean;
  readonly openings: ReadonlyMap<number, Opening>;
  readonly file: ts.SourceFile;
}

function assemble(
  input: InstrumentInput,
  options: InstrumentOptions,
  parts: AssembledParts,
): { readonly code: string; readonly map: string } {
  const { text, head, prelude } = parts;
  const extensions = mapExtensions(parts.file);
  const source = { name: sourceName(input), text: input.source };
  if (!parts.erases) {
    text.prependLeft(head, prelude);
    const map = withSource(mapOf(text, source.name, parts.openings), source, extensions);
    return { code: text.toString(), map };
  }
  const erased = erase({
    path: input.path,
    text: text.toString(),
    format: input.format,
    compilerOptions: options.compilerOptions,
  });
  const first = mapOf(text, source.name, parts.openings);
  const map = remapping(erased.map, (_, context) => (context.depth === 1 ? first : null));
  const strict = /^["']use strict["'];/.exec(erased.code)?.[0] ?? '';
  // One line of prelude in front of the code: one empty line in front of the map.
  return {
    code: `${strict}${prelude}\n${erased.code.replace(/^#!.*/, '')}`,
    map: withSource({ ...map, mappings: `;${map.mappings}` }, source, extensions),
  };
}

interface Source {
  readonly name: string;
  readonly text: string;
}

const withSource = (map: object, { name, text }: Source, more: object = {}): string =>
  JSON.stringify({
    ...map,
    sources: [name],
    sourcesContent: [text],
    ...more,
  });

/** As Node names the module in messages: an ES module by its URL. */
const sourceName = ({ path, format }: InstrumentInput): string =>
  format === 'module' ? pathToFileURL(path).href : path;

const inlineMap = (json: string): string => `\n${INLINE_MAP}${Buffer.from(json).toString('base64')}\n`;
