/** What a recording session is asked to do. Everything but the launch has a default. */
import type { CaptureLimits, DebuggeeOptions, RecordMode } from '../wire/control.js';
import type { ProcessSession } from './processes.js';

/** What runs. A `command` is any program (`npm test`): every Node process it starts is recorded. */
export type Launch =
  | { readonly kind: 'program'; readonly program: string; readonly args: readonly string[] }
  | { readonly kind: 'command'; readonly command: string; readonly args: readonly string[] };

/** A process to start, as the session worked it out. */
export interface LaunchCommand {
  readonly executable: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** what to add to the environment of the process; undefined removes a variable */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface RecordOptions {
  readonly launch: Launch;
  readonly cwd: string;
  /** added to this process's environment; null removes a variable */
  readonly env?: Readonly<Record<string, string | null>>;
  /** default: `node` on the PATH */
  readonly runtimeExecutable?: string;
  readonly runtimeArgs?: readonly string[];
  /** folder that include/exclude and relative paths refer to; default: cwd, or the program's project if it is outside */
  readonly workspace?: string;
  /** globs relative to the workspace; default: everything */
  readonly include?: readonly string[];
  /** default: node_modules, or nothing if `include` names something in it */
  readonly exclude?: readonly string[];
  readonly mode?: RecordMode;
  readonly overflow?: DebuggeeOptions['overflow'];
  /** how many times as long as by itself the program may take; default: as long as it takes */
  readonly maxOverhead?: number;
  /** one turn of the event loop of so many is recorded in full, the others as calls; auto: as many as `maxOverhead` (then 2 by default) allows */
  readonly sample?: number | 'auto';
  readonly ringBytes?: number;
  readonly limits?: Partial<CaptureLimits>;
  /** names of variables and properties whose values are not recorded */
  readonly redact?: readonly string[];
  /** recording file; default `<workspace>/.elixirscope/<program>-<date>.escope` */
  readonly out?: string;
  /** bytes: oldest segments are dropped beyond it */
  readonly maxSize?: number;
  readonly cacheDirectory?: string;
  /** inherit: the program uses our terminal. pipe: its output comes as `stdio` events. Ignored with a `launcher` */
  readonly stdio?: 'inherit' | 'pipe';
  /** true: user code waits until {@link RecordSession.go} was called (breakpoints are set first) */
  readonly waitForGo?: boolean;
  /** of a `program`: record the Node processes that it starts, too, as those of a `command` always are */
  readonly children?: boolean;
  /** told of each further process of the program, which waits for its own `go`; without it they belong to the session */
  readonly takeProcess?: (process: ProcessSession) => void;
  /** starts the process in place of the session (for example in an editor's terminal) */
  readonly launcher?: (command: LaunchCommand) => Promise<void>;
}
