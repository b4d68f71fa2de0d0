/** One call of the benchmark: which parts are measured, one after another. */
import { cpus, loadavg } from 'node:os';
import { COMMANDS, measureCommand } from './commands.js';
import { OTHERS, OURS } from './contenders.js';
import { measureHttp } from './http.js';
import { KERNELS, measureKernel } from './kernels.js';
import { measureLatency } from './latency.js';
import { measureLaunch } from './launch.js';
import { measureMemory } from './memory.js';
import type { Results } from './results.js';

/** Those that are no workload of a table. */
export const PARTS = ['http', 'launch', 'memory', 'latency'] as const;

const MEMORY_ITERATIONS = 100;

export interface BenchRequest {
  readonly arena: string;
  /** names of workloads and parts; all if there are none */
  readonly only: readonly string[];
  readonly withOthers: boolean;
  readonly runs: number;
  readonly scale: number;
}

export async function measureAll(request: BenchRequest): Promise<Results> {
  const { arena, only, withOthers, runs, scale } = request;
  const isWanted = ({ name }: { readonly name: string }): boolean => only.length === 0 || only.includes(name);
  const failures: string[] = [];
  const part = async <T>(name: (typeof PARTS)[number], measure: () => Promise<T>): Promise<T | undefined> => {
    if (!isWanted({ name })) return undefined;
    return told(name, measure).catch((error: Error) => void failures.push(`${name}: ${error.message.split('\n')[0]}`));
  };
  const contenders = withOthers ? [...OURS, ...OTHERS] : OURS;
  const before = loadavg()[0]!;
  const kernels = await each(KERNELS.filter(isWanted), (kernel) =>
    measureKernel(kernel, { arena, contenders, runs, scale }),
  );
  const onCommands = contenders.filter(({ cost }) => cost !== 'none');
  const commands = await each(COMMANDS.filter(isWanted), (command) =>
    measureCommand(command, { arena, contenders: onCommands, runs }),
  );
  const http = await part('http', () => measureHttp(runs));
  const launch = await part('launch', () => measureLaunch(runs));
  const memory = await part('memory', () => measureMemory(arena, MEMORY_ITERATIONS * scale));
  const latency = await part('latency', () => measureLatency());
  return {
    machine: {
      date: new Date().toISOString(),
      node: process.version,
      cpu: cpus()[0]!.model,
      cores: cpus().length,
      load: [before, loadavg()[0]!],
      runs,
    },
    failures,
    kernels,
    commands,
    ...(http !== undefined && { http }),
    ...(launch !== undefined && { launch }),
    ...(memory !== undefined && { memory }),
    ...(latency !== undefined && { latency }),
  };
}

async function each<T extends { readonly name: string }, R>(
  items: readonly T[],
  measure: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await told(item.name, () => measure(item)));
  return results;
}

function told<T>(name: string, measure: () => Promise<T>): Promise<T> {
  process.stderr.write(`${name} …\n`);
  return measure();
}
