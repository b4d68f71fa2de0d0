/**
 * The recorded state of sample programs equals what V8's inspector shows, at every statement execution (a random choice of 500 in
 * the larger ones). Where something is known to differ, ceilings.json has the ceiling of differing values; the figures may only fall
 * (UPDATE_CEILINGS=1 lowers them). `npm run oracle -- <program>` prints every difference.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { stateJson } from '../../src/query/api.js';
import { elixirscopeJson } from '../record/cli.js';
import { fidelityPrograms, sample, samples } from '../record/programs.js';
import { type OracleReport, runOracle } from './oracle.js';
import { recordProgram } from './record.js';
import { LIMITS, RecordedRun } from './recorded.js';

interface Ceiling {
  /** differing values */
  readonly atMost: number;
  /** why */
  readonly known?: string;
}

const CEILINGS_FILE = fileURLToPath(new URL('ceilings.json', import.meta.url));
const ceilings = JSON.parse(readFileSync(CEILINGS_FILE, 'utf8')) as Record<string, Ceiling>;

/** Programs that show V8 and us different things, or cannot run there at all. */
const NOT_COMPARED: readonly RegExp[] = [
  // Node runs them only compiled by another compiler, which moves the code.
  /features\/(jsx\.tsx|decorators\.ts|decorators-experimental\/|transforms\.ts)|fidelity\/(transformed|built|metadata)\//,
  // They look at their own standard streams, at what a debugger keeps alive, or at how much stack there is.
  /fidelity\/(process\/(handles|collectable|identity)|exits\/stack-overflow)\./,
  // They replace what the agent in their process uses, or count what it does.
  /fidelity\/invisible\/(patched-builtins|polluted-prototypes|index-accessors|replaced-globals|readline-stdin|perf-and-async-hooks|absent-arguments)\./,
  // Under the inspector V8 leaves no constructor out of stack traces, which this prints.
  /fidelity\/classes\/default-constructor-stacks\./,
  // What sloppy code in eval declares in some default values is not recorded (src/LIMITS.md).
  /fidelity\/eval\/in-default-values\./,
  // Ended by a signal: a recording without end. Or not begun.
  /fidelity\/(exits\/abort-signal\.|unloadable\/)/,
];

/** Less than the command line's default: what differs, differs at many positions. */
const POSITIONS = 500;
/** Whether a program ends is asked, not when: stepping through the longest takes a minute where nothing else runs. */
const WATCHDOG_MILLIS = 600_000;

const programs = [...samples(), ...fidelityPrograms()].filter(
  ({ name }) => !NOT_COMPARED.some((pattern) => pattern.test(name)),
);

describe('the recorded state equals what V8 shows', () => {
  for (const program of programs) {
    const { atMost, known = '' } = ceilings[program.name] ?? { atMost: 0 };
    it(known === '' ? program.name : `${program.name} (but for ${known})`, { timeout: WATCHDOG_MILLIS }, async () => {
      const report = await runOracle({ program, positions: POSITIONS, seed: 20_260 });
      lowerCeiling(program.name, report);
      expect(report.differences.length, describeFirst(report)).toBeLessThanOrEqual(atMost);
      // Comparing nothing would be no success, and neither would be a recording that only says "I do not know".
      expect(report.positions).toBeGreaterThan(report.stops.paired * 0.9);
      expect(report.equal).toBeGreaterThan(report.positions * 4);
      expect(report.stale + report.cut).toBeLessThan(report.values / 20);
    });
  }
});

/** With UPDATE_CEILINGS set: what has become better stays so. What has become worse, or new, is for a person to write down. */
function lowerCeiling(name: string, { differences }: OracleReport): void {
  const before = ceilings[name]?.atMost ?? 0;
  if (process.env.UPDATE_CEILINGS === undefined || differences.length >= before) return;
  if (differences.length === 0) delete ceilings[name];
  else ceilings[name] = { ...ceilings[name], atMost: differences.length };
  writeFileSync(CEILINGS_FILE, `${JSON.stringify(ceilings, null, 2)}\n`);
}

it('the command line prints the state that was compared', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'elixirscope-oracle-'));
  const out = join(folder, 'recording.escope');
  await recordProgram(sample('features/closures.ts'), out);
  const recorded = RecordedRun.open(out, LIMITS);
  try {
    const [, { seqs }] = [...recorded.events({ kind: 'step', keyOf: ({ line }) => `${line}`, most: 1 })][20]!;
    const seq = seqs[0]!;
    const options = ['--depth', String(LIMITS.depth), '--max-items', String(LIMITS.maxItems)];
    const printed = await elixirscopeJson(['state', out, '--at', `seq:${seq}`, ...options]);
    expect(printed).toEqual(stateJson(recorded.recording, { thread: recorded.thread, seq }, LIMITS));
    expect(JSON.stringify(printed)).toContain('"variables"');
  } finally {
    recorded.close();
    rmSync(folder, { recursive: true });
  }
});

function describeFirst({ differences, values }: OracleReport): string {
  const first = differences
    .slice(0, 5)
    .map(({ at, where, v8, recorded }) => `${at} ${where}: V8 ${v8}, recorded ${recorded}`);
  return `${differences.length} of ${values} values differ:\n${first.join('\n')}`;
}
