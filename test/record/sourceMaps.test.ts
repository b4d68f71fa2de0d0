/** With `--enable-source-maps` Node maps stacks itself, by the maps of all files that it has loaded: a recorded run prints the same as a plain one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { record } from './cli.js';
import { ROOT } from './process.js';
import { runPlain, sample, withoutPid } from './programs.js';

const folder = mkdtempSync(join(tmpdir(), 'elixirscope-maps-'));
const nodeOptions = ['--enable-source-maps'];

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('stacks under --enable-source-maps', () => {
  for (const [index, name] of [
    'errors/multi-line.mts',
    'errors/stack-columns.mts',
    'errors/async-stack.mts',
    'errors/call-sites.cjs',
    'errors/prepare-stack-trace.cjs',
    'errors/types-in-stacks.cjs',
    'errors/class-places.mjs',
    'errors/kept-callees.cjs',
    'typescript/stack-lines.ts',
    'exits/uncaught-cause.cjs',
    'exits/uncaught-typed-line.mts',
    'invisible/debugger-and-source-maps.mjs',
  ].entries())
    it(name, async () => {
      const program = sample(`fidelity/${name}`);
      const plain = await runPlain(program, { nodeOptions });
      const out = join(folder, `${index}.escope`);
      const recorded = await record({ program: relative(ROOT, program.path), out, nodeOptions });
      expect(plain.stdout + plain.stderr).not.toBe('');
      expect(withoutPid(recorded)).toEqual(withoutPid(plain));
    });
});
