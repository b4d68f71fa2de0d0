/**
 * One small program per feature of the language or trap for a recorder (test/programs/fidelity): its recorded run prints and
 * ends exactly as its plain run does. What is known to differ is in known.ts. Their states are compared in test/oracle.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lacking, runBoth } from '../record/bothRuns.js';
import type { Ended } from '../record/process.js';
import { fidelityPrograms } from '../record/programs.js';
import { KNOWN_OUTPUT } from './known.js';

const folder = mkdtempSync(join(tmpdir(), 'elixirscope-fidelity-'));
const programs = fidelityPrograms();
/** Refused when loaded: there is nothing to record. */
const NEVER_RUNS = /^fidelity\/unloadable\//;
/** See src/runtime/budget.ts. */
const NEXT_TO_NOTHING = ['--max-overhead', '1.0001'];

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the corpus', () => {
  it('has a program for each of two hundred features', () => {
    expect(programs.length).toBeGreaterThanOrEqual(200);
  });

  it('has every program that is known to differ', () => {
    const names = new Set(programs.map(({ name }) => name));
    expect(Object.keys(KNOWN_OUTPUT).filter((name) => !names.has(name))).toEqual([]);
  });
});

describe('a recorded run prints and ends as the plain run', () => {
  for (const [index, program] of programs.entries()) {
    it(program.name, async () => {
      const out = join(folder, `${index}.escope`);
      const { plain, recorded } = await runBoth(program, out);
      const lacks = NEVER_RUNS.test(program.name) ? [] : await lacking(program, out);
      const known = KNOWN_OUTPUT[program.name];
      if (known === undefined) {
        expect(recorded).toEqual(plain);
        return expect(lacks).toEqual([]);
      }
      const count = differentLines(plain, recorded) + lacks.length;
      expect(count, `${program.name} differs no longer: take it out of KNOWN_OUTPUT`).toBeGreaterThanOrEqual(1);
      expect(count, known.why).toBeLessThanOrEqual(known.atMost);
    });
  }
});

describe('so does one of which next to nothing may be recorded: its functions run their other bodies from the start', () => {
  for (const [index, program] of programs.entries()) {
    it(program.name, async () => {
      const { plain, recorded } = await runBoth(program, join(folder, `${index}-reduced.escope`), NEXT_TO_NOTHING);
      const known = KNOWN_OUTPUT[program.name];
      if (known === undefined) return expect(recorded).toEqual(plain);
      expect(differentLines(plain, recorded), known.why).toBeLessThanOrEqual(known.atMost);
    });
  }
});

describe('so does one of which calls alone are recorded', () => {
  const kept = /^fidelity\/(classes|errors|functions|generators|scopes|statements)\//;
  for (const [index, program] of programs.filter(({ name }) => kept.test(name)).entries()) {
    it(program.name, async () => {
      const { plain, recorded } = await runBoth(program, join(folder, `${index}-calls.escope`), ['--mode', 'calls']);
      expect(recorded).toEqual(plain);
    });
  }
});

/** Lines that one run printed and the other did not; at least 1 if the runs differ in any way. */
function differentLines(plain: Ended, recorded: Ended): number {
  const left = linesOf(plain);
  const extra = linesOf(recorded).filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  const ordered = linesOf(plain).every((line, i) => line === linesOf(recorded)[i]);
  return left.length + extra.length || (ordered ? 0 : 1);
}

const linesOf = ({ stdout, stderr, code, signal }: Ended): string[] => [
  ...stdout.split('\n').map((line) => `stdout ${line}`),
  ...stderr.split('\n').map((line) => `stderr ${line}`),
  `exit ${code} ${signal}`,
];
