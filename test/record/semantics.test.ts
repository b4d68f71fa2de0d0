/** Instrumented code in an engine of its own, with a kit that records nothing: the probes alone change nothing. */
import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import { expect, it } from 'vitest';
import { type Instrumented, type InstrumentOptions, instrument } from '../../src/instrument/index.js';
import { QuotedCode } from '../../src/runtime/messages.js';
import type { InstrumentedModules } from '../../src/runtime/modules.js';
import { Returning, STAMP } from '../../src/runtime/identity.js';
import { preparing } from '../../src/runtime/prepared.js';
import { createProbes } from '../../src/runtime/probes.js';
import { takingApart } from '../../src/runtime/takenApart.js';
import { assigningTargets } from '../../src/runtime/targets.js';
import { FunctionTexts } from '../../src/runtime/texts.js';
import { BASE_TOKEN, baseText, type Kit, KIT_NAME } from '../../src/wire/kit.js';
import { CELL } from '../../src/wire/ring.js';
import type { SiteTable } from '../../src/wire/sites.js';

const SEMANTICS = new URL('../fixtures/semantics.js', import.meta.url).pathname;

function instrumented(source: string, mode: InstrumentOptions['mode']): Instrumented {
  const result = instrument({ path: '/w/a.js', source, format: 'commonjs', key: 'k' }, { mode, compilerOptions: {} });
  if (!result.ok) throw new Error(result.error.message);
  return { ...result.value, code: result.value.code.replaceAll(BASE_TOKEN, baseText(64)) };
}

/** Puts the program's text back into messages that quote a probe, as far as tables tell. */
function quotedCode(table: SiteTable): QuotedCode {
  const modules = { withBase: () => ({}), entry: () => ({ table }) } as unknown as InstrumentedModules;
  return new QuotedCode(modules, new FunctionTexts(modules));
}

const nothing = (): void => {};

/** Runs CommonJS code with a kit that records nothing, until its microtasks are done; returns what it printed and the depth it ended with. */
async function execute({ code, table }: Partial<Instrumented>): Promise<{ printed: string[]; depth: number }> {
  const printed: string[] = [];
  const C = new Int32Array(64);
  const I = new Int32Array(1 << 16);
  const D = new Float64Array(1);
  C[CELL.LIMIT] = I.length - 64;
  const values: Record<string, unknown> = {
    C,
    I,
    D,
    X: new Int32Array(D.buffer),
    flush: () => (C[CELL.CURSOR] = 0),
    newId: () => 1,
    S: STAMP,
    kept: Returning,
    evaluated: (_variables: unknown, result: unknown) => result,
    repair: (error: unknown) => {
      if (table !== undefined) quotedCode(table).repair(error);
      return error;
    },
    ...preparing(C),
    ...takingApart({ isSimple: () => false, prototypesChanged: 0 }, nothing),
    ...assigningTargets({ assigned: nothing, assignedAt: nothing, isPlain: () => false }),
  };
  // What stands around an expression hands on its first argument (after `eval`, which looks at what was kept before, the second); what the others return nobody uses.
  const kit = new Proxy(values, { get: (_, member: string) => values[member] ?? ((first: unknown) => first) });
  values.probes = createProbes(kit as unknown as Kit, { uncheckedReturns: 0, forgets: false });
  const context = vm.createContext({
    console: { log: (...args: unknown[]) => printed.push(args.map(String).join(' ')) },
    kit,
  });
  vm.runInContext(
    `globalThis[Symbol.for(${JSON.stringify(KIT_NAME)})] = kit; (function (exports) {${code}\n})({})`,
    context,
    { filename: 'semantics.js' },
  );
  for (let i = 0; i < 100; i++) await new Promise((resolve) => setImmediate(resolve));
  return { printed, depth: C[CELL.DEPTH] ?? -1 };
}

it.each(['full', 'calls'] as const)('changes nothing that a program can see (%s)', async (mode) => {
  const source = readFileSync(SEMANTICS, 'utf8');
  const plain = await execute({ code: source });
  const probed = await execute(instrumented(source, mode));
  expect(plain.printed.length).toBeGreaterThan(80);
  expect(probed.printed).toEqual(plain.printed);
  expect(probed.depth).toBe(0);
});
