/** Peak memory of a recorded program and of the engine, as Linux counts it (`VmHWM`), over a run of some hundred million events. */
import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { record } from '../record/cli.js';
import { run } from '../record/process.js';
import { childrenOf, megabytesOf } from '../support/processMemory.js';

export interface MemoryResult {
  /** beyond what the program takes plainly, and beyond the ring */
  readonly debuggeeMegabytes: number;
  readonly engineMegabytes: number;
}

const RING_MEGABYTES = 16;
const SAMPLE_MILLIS = 50;
const TIMEOUT_MILLIS = 600_000;

/** Undefined where there is no /proc. */
export async function measureMemory(arena: string, iterations: number): Promise<MemoryResult | undefined> {
  if (process.platform !== 'linux') return undefined;
  const program = 'workloads/scheduler.cjs';
  const args = [String(iterations)];
  const common = { cwd: arena, timeoutMillis: TIMEOUT_MILLIS };
  const plain = await peaks((started) => run('node', [program, ...args], { ...common, started }));
  const out = join(tmpdir(), `elixirscope-bench-memory-${process.pid}.escope`);
  const options = ['--ring', `${RING_MEGABYTES}MB`];
  const recorded = await peaks((started) => record({ program, args, out, options, ...common, started }));
  rmSync(out, { force: true });
  return {
    debuggeeMegabytes: recorded.child - plain.own - RING_MEGABYTES,
    engineMegabytes: recorded.own,
  };
}

interface Peaks {
  /** of the started process */
  own: number;
  /** of the largest process that it has started */
  child: number;
}

async function peaks(start: (started: (child: ChildProcess) => void) => Promise<unknown>): Promise<Peaks> {
  const peak: Peaks = { own: 0, child: 0 };
  let timer: NodeJS.Timeout | undefined;
  await start(({ pid }) => {
    timer = setInterval(() => {
      peak.own = Math.max(peak.own, megabytesOf(pid!, 'peak'));
      peak.child = Math.max(peak.child, ...childrenOf(pid!).map((child) => megabytesOf(child, 'peak')));
    }, SAMPLE_MILLIS);
  });
  clearInterval(timer);
  return peak;
}
