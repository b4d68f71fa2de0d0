/**
 * What a recording shows at moments at which its program says what there is to see: `lookedAt(given, world, frame)` of the fixtures, in a function whose calls are always
 * recorded, since it is asynchronous, and which calls nothing else: that would be looked after. Plain Node with lookedAt.ts tells what V8 has there. What the recording says is unknown or was last seen earlier is no claim.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Json } from '../../src/query/json.js';
import { Comparer, type Difference, type JsonObject } from '../oracle/compareValues.js';
import { RecordedRun, type RecordedFrame } from '../oracle/recorded.js';
import { record } from '../record/cli.js';
import { type Ended, ROOT, run } from '../record/process.js';
import { DEEP } from './limits.js';
import type { LookedAt } from './lookedAt.js';
import { isUnseenPrivate } from './reduced.js';

const FIXTURES = join(ROOT, 'test/fixtures/reduced');
export const LOOKING = ['kinds', 'others', 'activations'] as const;
const FRAMES = 3;

interface Truth {
  readonly plain: Ended;
  readonly looks: readonly LookedAt[];
}

export interface LookRequest {
  readonly name: (typeof LOOKING)[number];
  /** what the program does */
  readonly seed: number;
  readonly options: readonly string[];
  readonly cli?: string;
  /** where recordings are written */
  readonly folder: string;
}

export interface LookReport {
  /** the recording */
  readonly out: string;
  readonly plain: Ended;
  readonly recorded: Ended;
  /** that were compared */
  readonly looks: number;
  readonly values: number;
  readonly equal: number;
  /** said to be so by the recording */
  readonly unknown: number;
  readonly stale: number;
  readonly differences: readonly (Difference & { readonly at: string })[];
}

export async function compareLooks({ name, seed, options, cli, folder }: LookRequest): Promise<LookReport> {
  const program = join(FIXTURES, `${name}.cjs`);
  const args = [String(seed)];
  const { plain, looks } = await truthOf(program, args, folder);
  const out = join(folder, 'looks.escope');
  const recorded = await record({ program, args, out, options, ...(cli !== undefined && { cli }) });
  const recording = RecordedRun.open(out, DEEP);
  try {
    return { out, plain, recorded, ...compared(recording, looks) };
  } finally {
    recording.close();
  }
}

async function truthOf(program: string, args: readonly string[], folder: string): Promise<Truth> {
  const [preload, file] = ['lookedAt.cjs', 'looks.json'].map((name) => join(folder, name)) as [string, string];
  writeFileSync(preload, `require(${JSON.stringify(await lookedAt())}).start(${JSON.stringify(file)});`);
  const plain = await run('node', [program, ...args]);
  const looking = await run('node', ['--require', preload, program, ...args]);
  if (looking.stdout !== plain.stdout) throw new Error(`${program} ${args.join(' ')} is changed by looking at it`);
  return { plain, looks: JSON.parse(readFileSync(file, 'utf8')) as LookedAt[] };
}

function compared(run: RecordedRun, truth: readonly LookedAt[]): Omit<LookReport, 'out' | 'plain' | 'recorded'> {
  const comparer = new Comparer();
  const differences: (Difference & { at: string })[] = [];
  let [looks, unknown] = [0, 0];
  const ends = [...run.recording.events({ kinds: ['return'], functionName: 'look', thread: run.thread })];
  if (ends.length !== truth.length) throw new Error(`${ends.length} of ${truth.length} looks are recorded`);
  for (const [i, { seq }] of ends.entries()) {
    const before = comparer.differences.length;
    const { given, world, frame } = truth[i]!;
    const frames = run.frames(seq - 1, FRAMES);
    const own = ofFunction(frames, 'look')?.given;
    if (own !== undefined) comparer.value('variable', 'given', JSON.parse(given) as Json, own);
    // A variable of the file.
    const w = frames.flatMap(({ scopes = [] }) => scopes).find(({ variables }) => variables.w !== undefined);
    if (w !== undefined) comparer.value('variable', 'w', JSON.parse(world) as Json, w.variables.w);
    compareFrame(comparer, frames, JSON.parse(frame) as JsonObject);
    looks++;
    for (const difference of comparer.differences.slice(before)) {
      if (difference.subject === 'unknown' || isUnseenPrivate(difference)) unknown++;
      else differences.push({ at: `look ${i} (${seq})`, ...difference });
    }
  }
  const { values, equal, stale } = comparer;
  return { looks, values, equal, unknown, stale, differences };
}

/** The caller's own variables. */
function compareFrame(comparer: Comparer, frames: readonly RecordedFrame[], { fn, ...variables }: JsonObject): void {
  if (typeof fn !== 'string') return;
  const own = ofFunction(frames, fn);
  for (const [name, value] of Object.entries(variables)) {
    const shown = own?.[name];
    if (shown !== undefined) comparer.value('variable', `${fn}: ${name}`, value as Json, shown);
  }
}

/** In sight of the only frame of the function that is known of. */
function ofFunction(frames: readonly RecordedFrame[], name: string): JsonObject | undefined {
  const found = frames.filter(({ functionName, scopes }) => functionName === name && scopes !== undefined);
  if (found.length !== 1) return undefined;
  const variables = found[0]!.scopes!.toReversed().map((scope) => scope.variables);
  return Object.assign({}, ...variables) as JsonObject;
}

let built: Promise<string> | undefined;

function lookedAt(): Promise<string> {
  built ??= (async () => {
    const outfile = join(ROOT, 'dist/reduced/lookedAt.cjs');
    await build({
      entryPoints: [join(ROOT, 'test/reduced/lookedAt.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node24',
      logLevel: 'warning',
    });
    return outfile;
  })();
  return built;
}
