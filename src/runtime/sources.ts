/**
 * From a source file to the code that runs in its place: cache entry, or the engine instruments it while this thread waits.
 * Gives out the site bases. The files of the cache are read here and written by the engine.
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defined } from '../base/assert.js';
import { FIRST_SITE } from '../base/units.js';
import { cacheKey, type CodeKind, tableOf, unsealed } from '../wire/cacheFiles.js';
import { type AnnouncedModule, type DebuggeeOptions, usualCodeOf } from '../wire/control.js';
import { baseText, type CarriedModule, type Footer, parseFooter } from '../wire/kit.js';
import type { SiteTable } from '../wire/sites.js';
import { SYSTEM } from '../wire/trace.js';
import { type Format, needsErasing } from './formats.js';
import { list, SafeMap } from './intrinsics.js';
import type { Mail } from './mail.js';
import type { InstrumentedModules } from './modules.js';
import { probeNamesOf } from './probeNames.js';
import type { SiteWidths } from './overflow.js';
import type { RingWriter } from './ring.js';
import type { Stops } from './stops.js';
import type { StringTable } from './strings.js';

/** Each message wakes the drain worker, which takes the program's thread as long as all else that is done for a module here. */
const ANNOUNCED_AT_ONCE = 16;

export interface SourceFile {
  readonly file: string;
  readonly source: string;
  readonly format: Format;
  /** the text is not the file's */
  readonly isGiven?: boolean;
}

/** `syntaxError`: Node must report it in its own words. */
export type Replacement =
  /** `whole`: names code that is compiled whole (see Footer) */
  | { readonly kind: 'code'; readonly code: string; readonly whole?: string }
  | { readonly kind: 'plain'; readonly reason: string; readonly syntaxError: boolean };

export interface SourcesParts {
  readonly options: DebuggeeOptions;
  readonly ring: RingWriter;
  readonly strings: StringTable;
  readonly mail: Mail;
  readonly widths: SiteWidths;
  readonly modules: InstrumentedModules;
  readonly stops: Stops;
  /** who needs to know what the text says of sites */
  readonly readers: readonly (TableReader | undefined)[];
}

interface TableReader {
  readonly add: (base: number, table: SiteTable) => void;
}

/** While modules are loaded and none has run yet. */
class Loading {
  /** announced to the engine, or about to be */
  readonly files = list<{ readonly file: string; readonly hasDebugger: boolean }>();
  announced = list<AnnouncedModule>();
  /** the engine's answer to the first module */
  firstAnswer = 0;
}

export class Sources {
  readonly #options: DebuggeeOptions;
  readonly #ring: RingWriter;
  readonly #strings: StringTable;
  readonly #mail: Mail;
  #nextSite = FIRST_SITE;
  /** site bases of carried modules by key */
  readonly #arrived = new SafeMap<string, number>();
  /** of code with probes of a file's own text */
  readonly #formats = new SafeMap<string, Pick<SourceFile, 'file' | 'format'>>();
  #loading: Loading | undefined = new Loading();

  readonly #widths: SiteWidths;
  readonly #modules: InstrumentedModules;
  readonly #stops: Stops;
  readonly #readers: readonly TableReader[];
  /** Not imported: the drain worker starts while Node loads it. */
  readonly #hash = process.getBuiltinModule('node:crypto').hash;

  constructor({ options, ring, strings, mail, widths, modules, stops, readers }: SourcesParts) {
    this.#options = options;
    this.#ring = ring;
    this.#strings = strings;
    this.#mail = mail;
    this.#widths = widths;
    this.#modules = modules;
    this.#stops = stops;
    this.#readers = readers.filter((reader) => reader !== undefined);
    modules.maps.makeBy((key) => this.#remake(key), this.#hash);
  }

  instrumented(input: SourceFile): Replacement {
    const key = this.#key(input, 'probes');
    if (input.isGiven !== true) this.#formats.set(key, { file: input.file, format: input.format });
    const found = this.#code(input, key, 'probes');
    if (found.kind === 'plain') {
      this.skipped(input.file, found.reason);
      return found;
    }
    const footer = defined(parseFooter(found.code), 'footer');
    const base = this.#nextSite;
    this.#nextSite += footer.sites;
    const names = probeNamesOf(found.code);
    this.#modules.add({ file: input.file, key, base, names });
    this.#announce({ file: input.file, key, base }, footer);
    const code = named(input, found.code.replaceAll(names.base, baseText(base)));
    return { kind: 'code', code, ...(footer.isWhole && { whole: usualCodeOf(key, base) }) };
  }

  /** Code for a loader of the program's, which may run it in another process. */
  carried(input: SourceFile): Replacement {
    const found = this.#code(input, this.#key(input, 'carried'), 'carried');
    if (found.kind === 'plain') this.skipped(input.file, found.reason);
    return found;
  }

  /** Such code begins to run in this thread, maybe once more. */
  arrived({ file, key, footer }: CarriedModule): number {
    const known = this.#arrived.get(key);
    if (known !== undefined) return known;
    const base = this.#nextSite;
    this.#nextSite += footer.sites;
    this.#arrived.set(key, base);
    this.#modules.addCarried(file);
    this.#announce({ file, key, base }, footer);
    return base;
  }

  erased(input: SourceFile): Replacement {
    const found = this.#code(input, this.#key(input, 'erased'), 'erased');
    return found.kind === 'code' ? { kind: 'code', code: named(input, found.code) } : found;
  }

  skipped(file: string, reason: string): void {
    this.#mail.post({ type: 'skipped', file, reason });
  }

  #announce({ file, key, base }: Omit<AnnouncedModule, 'count'>, { sites: count, hasDebugger }: Footer): void {
    this.#widths.add(base, count, key);
    if (this.#readers.length > 0) this.#tell(base, this.#table(key));
    const url = this.#strings.id(pathToFileURL(file).href);
    this.#ring.system(SYSTEM.module, 0, [url, base, count, this.#strings.id(key)]);
    const module = { file, key, base, count };
    if (this.#loading !== undefined) return this.#announceLater(this.#loading, module, hasDebugger);
    this.#mail.post({ type: 'modules', modules: [module] });
    if (base === FIRST_SITE || this.#stops.mayStopIn(file, hasDebugger)) this.#mail.awaitAnswer(this.#mail.ask());
  }

  #announceLater(loading: Loading, module: AnnouncedModule, hasDebugger: boolean): void {
    const { files, announced } = loading;
    files[files.length] = { file: module.file, hasDebugger };
    announced[announced.length] = module;
    if (files.length > 1 && announced.length < ANNOUNCED_AT_ONCE) return;
    this.#post(loading);
    if (files.length === 1) loading.firstAnswer = this.#mail.ask();
  }

  #post(loading: Loading): void {
    if (loading.announced.length === 0) return;
    this.#mail.post({ type: 'modules', modules: loading.announced });
    loading.announced = list();
  }

  /**
   * Code with probes is about to run, for the first time maybe (or the program to end without having run any). The engine knows the first module then in any case (a program that crashes at once leaves
   * a recording that knows it), and those that it may want to stop in. It is waited for here and not where the first is loaded, since the drain worker
   * takes as long to start as hundreds of modules to load.
   */
  beforeRunning(): void {
    const loading = this.#loading;
    this.#loading = undefined;
    if (loading === undefined || loading.files.length === 0) return;
    this.#post(loading);
    this.#mail.awaitAnswer(loading.firstAnswer);
    for (let i = 0; i < loading.files.length; i++) {
      const { file, hasDebugger } = loading.files[i] as Loading['files'][number];
      if (this.#stops.mayStopIn(file, hasDebugger)) return this.#mail.awaitAnswer(this.#mail.ask());
    }
  }

  #tell(base: number, table: SiteTable): void {
    for (let i = 0; i < this.#readers.length; i++) this.#readers[i]?.add(base, table);
  }

  /** Only a budget and the redaction of names need it in the program itself. */
  #table(key: string): SiteTable {
    return tableOf(readFileSync(join(this.#options.cacheDirectory, `${key}.map`), 'utf8'));
  }

  #key(input: SourceFile, kind: CodeKind): string {
    return cacheKey(input, kind, this.#options.cacheSalt, this.#hash);
  }

  #code({ file, format, source, isGiven }: SourceFile, key: string, kind: CodeKind): Replacement {
    const probes = kind !== 'erased';
    const carried = kind === 'carried';
    const cached = this.#cached(key, probes);
    if (cached !== undefined) return { kind: 'code', code: cached };
    const reply = this.#mail.instrument({
      file,
      format,
      key,
      probes,
      ...(isGiven && { source }),
      ...(carried && { carried }),
    });
    if (reply === undefined) return { kind: 'plain', reason: 'the recorder is gone', syntaxError: false };
    if (!reply.ok) return { kind: 'plain', reason: reply.reason, syntaxError: reply.syntaxError };
    const code = this.#cached(key, probes);
    if (code === undefined) return { kind: 'plain', reason: 'its cache entry cannot be read', syntaxError: false };
    return { kind: 'code', code };
  }

  #remake(key: string): void {
    const found = this.#formats.get(key);
    if (found === undefined) return;
    const { file, format } = found;
    if (this.#key({ file, format, source: readFileSync(file, 'utf8') }, 'probes') !== key) return;
    this.#mail.instrument({ file, format, key, probes: true });
  }

  /** Undefined if it is not there, or not whole. */
  #cached(key: string, probes: boolean): string | undefined {
    const path = join(this.#options.cacheDirectory, key);
    try {
      const found = unsealed(readFileSync(`${path}.js`, 'utf8'), this.#hash);
      if (found === undefined || (probes && parseFooter(found.code) === undefined)) return undefined;
      const { code, map } = found;
      if (map !== undefined && statSync(`${path}.map`).size !== map.bytes) return undefined;
      this.#modules.maps.expect(key, map);
      return code;
    } catch {
      return undefined;
    }
  }
}

/** Node names what it strips the types of by URL, CommonJS modules as well: so do stack traces. */
function named({ file, format }: SourceFile, code: string): string {
  return format === 'commonjs' && needsErasing(file) ? `${code}\n\n//# sourceURL=${pathToFileURL(file).href}` : code;
}
