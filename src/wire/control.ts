/**
 * Messages between a debuggee's drain worker and the engine, over one private local socket (a Unix socket or a named pipe) per recorded thread.
 *
 *   frame := length (uint32 LE, of what follows) | type (uint8) | payload
 *
 * FRAME.control carries UTF-8 JSON of a {@link ToEngine} or {@link ToDebuggee}. FRAME.data and FRAME.zdata carry trace words:
 *   flags (uint8: 1 = this frame ends the segment) | word bytes, plain or zstd (the whole segment in one frame, never a part of one)
 */
export const FRAME = { control: 1, data: 2, zdata: 3 } as const;
export const DATA_END = 1;

/** Environment variable that carries a JSON {@link DebuggeeOptions}; removed from process.env before user code runs. */
export const OPTIONS_VARIABLE = 'ELIXIRSCOPE_DEBUGGEE';

/** Node's own: a folder for what V8 has compiled. */
export const COMPILE_CACHE_VARIABLE = 'NODE_COMPILE_CACHE';

/** That folder for recorded programs; `cacheDirectory`: of instrumented code. */
export const compileCacheOf = (cacheDirectory: string): string => `${cacheDirectory}/compiled`;

/** Beside V8's code, a line for each module whose code needs no flag: its key, and the base of its sites, which its text has, too. */
export const USUAL_CODE = 'usual';
export const usualCodeOf = (key: string, base: number): string => `${key} ${base}`;

export type RecordMode = 'full' | 'calls' | 'off';

export interface DebuggeeOptions {
  /** socket path or pipe name */
  readonly socket: string;
  /** absolute path of the workspace: include/exclude globs are relative to it */
  readonly workspace: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly mode: RecordMode;
  readonly overflow: 'block' | 'drop-oldest' | 'drop-newest';
  /** how many times as long as by itself the program may take; 0: as long as it takes */
  readonly maxOverhead: number;
  /** one turn of the event loop of so many is recorded in full; 0: as many as `maxOverhead` allows */
  readonly sample: number;
  /** bytes, rounded up to whole slots, at least two */
  readonly ringBytes: number;
  /** instrumentation cache folder, absolute */
  readonly cacheDirectory: string;
  /** options hash + our version: part of every cache key */
  readonly cacheSalt: string;
  /** that this program loaded when it was recorded last; 0: not known */
  readonly modules: number;
  readonly limits: CaptureLimits;
  readonly redact: readonly string[];
  /** wait for `go` before running user code (breakpoints must be set first) */
  readonly waitForGo: boolean;
  /** the Node processes that it starts are recorded, too */
  readonly children: boolean;
}

export interface CaptureLimits {
  /** UTF-16 units of a string that are stored */
  readonly stringLength: number;
  /** nesting captured at first sight */
  readonly depth: number;
  /** properties or elements of one object */
  readonly items: number;
  /** words of one capture with everything it reaches */
  readonly words: number;
}

export const DEFAULT_LIMITS: CaptureLimits = { stringLength: 10_000, depth: 8, items: 1000, words: 16_384 };

/** The program reads the answer from the cache (cacheFiles.ts). */
export interface InstrumentRequest {
  readonly file: string;
  readonly format: 'module' | 'commonjs';
  readonly key: string;
  /** false: only erase the types (file is excluded) */
  readonly probes: boolean;
  /** text in place of the file's, from module hooks of the program */
  readonly source?: string;
  /** a loader of the program's runs the code, see CarriedModule in wire/kit.ts */
  readonly carried?: boolean;
}

/** An expression to be run in a frame of the program that stands still. */
export interface EvaluateRequest {
  /** 0 is the innermost */
  readonly frame: number;
  /** how many are recorded */
  readonly frames: number;
  readonly expression: string;
  /** variables that it may assign: a site that writes each, and its scope instance, 0 for one that lives in the activation */
  readonly writes: readonly { readonly name: string; readonly site: number; readonly instance: number }[];
  /** names of what it may change otherwise */
  readonly names: readonly string[];
}

/** The value as the stream has values: tag and payload. */
export type LiveOutcome =
  | { readonly ok: true; readonly tag: number; readonly low: number; readonly high: number }
  | { readonly ok: false; readonly message: string };

/** What a program's process takes. */
export interface ProcessUsage {
  /** time of day */
  readonly atMillis: number;
  /** CPU time of all its threads, ours included, since it began */
  readonly cpuMicros: number;
  /** of that, of the drain worker that tells it; null: this version of Node does not say */
  readonly sendingMicros: number | null;
  /** resident */
  readonly memoryBytes: number;
}

/** A module that will run in the thread. */
export interface AnnouncedModule {
  readonly file: string;
  /** of its cache entry */
  readonly key: string;
  /** number of its first site */
  readonly base: number;
  /** how many sites it has */
  readonly count: number;
}

export type ToEngine =
  | {
      readonly type: 'hello';
      readonly pid: number;
      readonly threadId: number;
      readonly node: string;
      readonly argv: readonly string[];
      readonly cwd: string;
      readonly program: string;
    }
  | { readonly type: 'instrument'; readonly id: number; readonly request: InstrumentRequest }
  /** a file of the workspace that runs uninstrumented, and why */
  | { readonly type: 'skipped'; readonly file: string; readonly reason: string }
  /** the modules' site tables are needed from now on: their events follow in the stream */
  | { readonly type: 'modules'; readonly modules: readonly AnnouncedModule[] }
  /** asks for an answer when everything before has been acted on, so that breakpoints in modules are set before they run */
  | { readonly type: 'ask'; readonly id: number }
  | { readonly type: 'stopped'; readonly reason: number; readonly header: number; readonly depth: number }
  | { readonly type: 'resumed' }
  /** once a second */
  | { readonly type: 'usage'; readonly usage: ProcessUsage }
  /** answers `evaluate` */
  | { readonly type: 'evaluated'; readonly id: number; readonly outcome: LiveOutcome }
  /** everything the program had written up to this moment precedes this message */
  | { readonly type: 'flushed'; readonly id: number }
  | { readonly type: 'bye'; readonly reason: 'exit' | 'signal'; readonly signal?: string };

export type ToDebuggee =
  | { readonly type: 'go' }
  | { readonly type: 'instrumented'; readonly id: number; readonly ok: true }
  | {
      readonly type: 'instrumented';
      readonly id: number;
      readonly ok: false;
      readonly reason: string;
      readonly syntaxError: boolean;
    }
  /**
   * All breakpoint sites of this thread (replaces the list); exceptions: which throws stop; files: base names, in lower case, of those that
   * breakpoints are wanted in, also when they are not loaded yet
   */
  | {
      readonly type: 'breakpoints';
      readonly sites: readonly number[];
      readonly files: 'all' | readonly string[];
      readonly caught: boolean;
      readonly uncaught: boolean;
    }
  /** answers `ask` */
  | { readonly type: 'answer'; readonly id: number }
  | { readonly type: 'resume'; readonly move: number; readonly depth: number }
  | { readonly type: 'pause' }
  /** only to a thread that has stopped; answered by `evaluated` */
  | { readonly type: 'evaluate'; readonly id: number; readonly request: EvaluateRequest }
  /** answered by `flushed` when everything written so far was sent */
  | { readonly type: 'flush'; readonly id: number }
  /** acknowledges a `bye` or the exit flush: everything received is on disk */
  | { readonly type: 'stored' }
  | { readonly type: 'terminate' };
