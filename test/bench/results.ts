/** Everything that one call of the benchmark has measured; also what `--json` prints. */
import type { CommandResult } from './commands.js';
import type { HttpResult } from './http.js';
import type { KernelResult } from './kernels.js';
import type { LatencyResult } from './latency.js';
import type { LaunchResult } from './launch.js';
import type { MemoryResult } from './memory.js';

export interface Results {
  readonly machine: Machine;
  /** parts that could not be measured, and why; workloads have their own */
  readonly failures: readonly string[];
  readonly kernels: readonly KernelResult[];
  readonly commands: readonly CommandResult[];
  readonly http?: HttpResult;
  readonly launch?: LaunchResult;
  readonly memory?: MemoryResult;
  readonly latency?: LatencyResult;
}

/** Where and when it was measured: figures of different machines do not compare, ratios nearly do. */
export interface Machine {
  readonly date: string;
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  /** processes that wanted to run, over the minute before the start and before the end; our own is one of them, or two */
  readonly load: readonly [before: number, after: number];
  readonly runs: number;
}
