/**
 * `Function.prototype.toString` of instrumented functions gives the text that Node without us would have: the user's source, types
 * blanked out. The probes in the text say which function of which site table it is.
 */
import module from 'node:module';
import { withoutWarning } from '../base/withoutWarning.js';
import { OTHER_NAMES, type ProbeNames, USUAL_NAMES } from '../wire/kit.js';
import type { SiteTable } from '../wire/sites.js';
import { disguise, disguisedText } from './disguise.js';
import { withoutExports } from './exportsText.js';
import * as js from './intrinsics.js';
import { mentionsProbe } from './probeNames.js';
import type { InstrumentedModules, Module } from './modules.js';

/** Of a quoted function with two bodies there may be no more than what chooses between them. */
const PROBES: ReadonlyMap<ProbeNames, RegExp> = new Map([
  [USUAL_NAMES, /\$es_(\d+)q?\(/g],
  [OTHER_NAMES, /\u01c2es_(\d+)q?\(/g],
]);
const MODIFIERS = /^(?:\s+|\/\*[\s\S]*?\*\/|\/\/.*|static(?=[\s/]))+/;
const TYPED = /\.[mc]?tsx?$/;

type Entry = ReturnType<InstrumentedModules['entry']>;
interface Range {
  readonly start: number;
  readonly end: number;
}

export function restoreFunctionTexts(texts: FunctionTexts): void {
  const original = Function.prototype.toString;
  const replacement = {
    toString(this: unknown): string {
      if (typeof this !== 'function') return Reflect.apply(original, this, []);
      return texts.of(this);
    },
  }.toString;
  disguise(replacement, original);
  Object.defineProperty(Function.prototype, 'toString', { value: replacement, writable: true, configurable: true });
}

export class FunctionTexts {
  readonly #modules: InstrumentedModules;
  readonly #known = new js.SafeWeakMap<object, string>();
  readonly #entries = new js.SafeMap<string, Entry & { readonly text: string }>();

  constructor(modules: InstrumentedModules) {
    this.#modules = modules;
  }

  of(f: object): string {
    const disguised = disguisedText(f);
    if (disguised !== undefined) return disguised;
    const text = js.functionText(f);
    if (!mentionsProbe(text)) return text;
    const known = this.#known.get(f);
    if (known !== undefined) return known;
    const restored = this.restored(text);
    this.#known.set(f, restored);
    return restored;
  }

  /** The program's text of the function that an instrumented text (or the beginning of one) is of; the text itself if it is nobody's. */
  restored(text: string): string {
    try {
      const found = this.#modules.containing(text);
      if (found === undefined) return this.#wrapper(text) ?? text;
      const entry = this.#entry(found);
      const range = rangeOf(text, entry.table, found.names);
      return range === undefined ? text : asFunctionText(entry.text.slice(range.start, range.end), text);
    } catch {
      return text;
    }
  }

  /** The function that Node makes of a CommonJS module (`arguments.callee` in it): its text is all of the module's code, and what stands around it. */
  #wrapper(whole: string): string | undefined {
    const text = withoutExports(whole);
    const found = this.#modules.containedIn(text);
    return found && text.slice(0, found.start) + this.#entry(found.module).text + text.slice(found.end);
  }

  /** What Node runs without us of an instrumented file. */
  source(name: string): string | undefined {
    const found = this.#modules.named(name);
    return found === undefined ? undefined : this.#entry(found).text;
  }

  #entry(of: Module): Entry & { readonly text: string } {
    const known = this.#entries.get(of.key);
    if (known !== undefined) return known;
    const entry = this.#modules.entry(of);
    const withText = { ...entry, text: TYPED.test(of.file) ? withoutTypes(entry.source) : entry.source };
    this.#entries.set(of.key, withText);
    return withText;
  }
}

/** Modifiers are not part of a method's text. */
function asFunctionText(text: string, instrumented: string): string {
  return js.startsWith(instrumented, 'static') ? text : text.replace(MODIFIERS, '');
}

/** What Node's own type stripping leaves: as long as the source, types replaced by blanks. */
function withoutTypes(source: string): string {
  try {
    return withoutWarning(() => module.stripTypeScriptTypes(source));
  } catch {
    return source;
  }
}

/** The outermost function, or the class, that the probes in the text belong to. */
function rangeOf(
  text: string,
  table: Pick<SiteTable, 'functions' | 'scopes' | 'sites'>,
  names: ProbeNames,
): Range | undefined {
  let outer: Range | undefined;
  let low = Number.POSITIVE_INFINITY;
  let high = -1;
  for (const match of text.matchAll(PROBES.get(names) as RegExp)) {
    const site = Number(match[1]);
    const fn = table.functions[table.sites.fn[site] ?? -1];
    if (fn === undefined) continue;
    if (outer === undefined || fn.start < outer.start || (fn.start === outer.start && fn.end > outer.end)) outer = fn;
    low = Math.min(low, table.sites.start[site] ?? low);
    high = Math.max(high, table.sites.end[site] ?? high);
  }
  if (!js.startsWith(text, 'class')) return outer;
  let best: Range | undefined;
  for (const scope of table.scopes) {
    if (scope.kind !== 'class' || scope.start > low || scope.end < high) continue;
    if (best === undefined || scope.end - scope.start < best.end - best.start) best = scope;
  }
  return best;
}
