/**
 * When a command is recorded (`record -- npm test`), or a program with its children, the Node processes that it starts are recorded too. The program's own environment
 * shows nothing of us, so what makes a process recorded is added where Node hands the environment to the operating system.
 */
import { OPTIONS_VARIABLE } from '../wire/control.js';
import { disguise } from './disguise.js';

/** One options object, or (Node 24.21 and newer, asynchronous) positional arguments of which the fourth are the pairs. */
type Spawn = (this: unknown, ...args: unknown[]) => unknown;
interface Binding {
  readonly spawn?: Spawn;
  readonly Process?: { readonly prototype: { spawn: Spawn } };
}

const NODE_OPTIONS = 'NODE_OPTIONS=';
const ENV_PAIRS = 3;

const isPairs = (value: unknown): value is string[] => Array.isArray(value);

export function recordChildren(main: string, options: string): void {
  const { binding } = process as unknown as { binding(name: string): Binding };
  if (typeof binding !== 'function') return;
  const add = (pairs: string[]): string[] => withUs(pairs, `--require ${JSON.stringify(main)}`, options);
  for (const holder of [binding('process_wrap').Process?.prototype, binding('spawn_sync')]) {
    const spawn = holder?.spawn;
    if (holder === undefined || typeof spawn !== 'function') continue;
    const replacement: Spawn = function (...args) {
      const [first] = args;
      const request = typeof first === 'object' && first !== null ? (first as { envPairs?: unknown }) : undefined;
      if (request !== undefined && isPairs(request.envPairs)) request.envPairs = add(request.envPairs);
      else if (isPairs(args[ENV_PAIRS])) args[ENV_PAIRS] = add(args[ENV_PAIRS]);
      return Reflect.apply(spawn, this, args);
    };
    Object.defineProperty(holder, 'spawn', { value: disguise(replacement, spawn), writable: true, configurable: true });
  }
}

function withUs(pairs: readonly string[], flags: string, options: string): string[] {
  const given = pairs.find((pair) => pair.startsWith(NODE_OPTIONS))?.slice(NODE_OPTIONS.length) ?? '';
  const others = pairs.filter((pair) => !pair.startsWith(NODE_OPTIONS) && !pair.startsWith(`${OPTIONS_VARIABLE}=`));
  const both = given.includes(flags) ? given : `${given} ${flags}`.trim();
  return [...others, `${NODE_OPTIONS}${both}`, `${OPTIONS_VARIABLE}=${options}`];
}
