/** test262's tests end alike, plain and recorded: the sample of the repository. `npm run conformance` runs any directory of such tests. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../record/process.js';
import { buildDriver } from './build.mjs';
import { type Compared, compare } from './compare.js';
import { hasPassed } from './outcome.js';
import { readSuite, type Suite } from './suite.js';

const SAMPLE = fileURLToPath(new URL('sample', import.meta.url));

let driver: string;
const folder = mkdtempSync(join(tmpdir(), 'elixirscope-suite-'));
beforeAll(async () => {
  driver = join(ROOT, await buildDriver());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = ({ variants, harness }: Suite, timeoutMillis: number): Promise<Compared[]> =>
  compare(variants, { driver, harness, timeoutMillis });

/** A suite of tests that are written here. */
function suiteOf(tests: Readonly<Record<string, string>>): Suite {
  const path = mkdtempSync(join(folder, 'test-'));
  cpSync(join(SAMPLE, 'harness'), join(path, 'harness'), { recursive: true });
  mkdirSync(join(path, 'test'));
  for (const [name, text] of Object.entries(tests)) writeFileSync(join(path, 'test', name), text);
  return readSuite({ path: join(path, 'test') });
}

describe('the sample of test262', () => {
  it('ends alike, plain and recorded', { timeout: 400_000 }, async () => {
    const suite = readSuite({ path: SAMPLE });
    const compared = await run(suite, 10_000);
    expect(compared.filter(({ difference }) => difference !== '')).toEqual([]);
    expect(compared.length).toBeGreaterThan(700);
    expect(suite.skipped).toEqual([]);
    // Node's modules are not scripts: some tests of global code cannot pass.
    const passed = compared.filter(({ plain, variant }) => hasPassed(plain, variant.negative));
    expect(passed.length / compared.length).toBeGreaterThan(0.95);
  });
});

describe('the harness', () => {
  const outcomes = async (tests: Readonly<Record<string, string>>): Promise<Record<string, string>> => {
    const compared = await run(suiteOf(tests), 3000);
    return Object.fromEntries(
      compared.map(({ variant, plain, recorded, difference }) => {
        const kinds = plain.kind === recorded.kind ? plain.kind : `${plain.kind} -> ${recorded.kind}`;
        return [variant.name, difference === '' ? kinds : `different: ${kinds}`];
      }),
    );
  };

  it('runs a test sloppy and strict unless its flags forbid it', async () => {
    const isSloppy = 'assert.sameValue(function () { return this === undefined; }(), false);';
    expect(
      await outcomes({
        'both.js': `/*---\n---*/\n${isSloppy}`,
        'sloppy.js': `/*---\nflags: [noStrict]\n---*/\n${isSloppy}`,
        'strict.js': `/*---\nflags: [onlyStrict]\n---*/\n${isSloppy}`,
        'module.js': `/*---\nflags: [module]\n---*/\n${isSloppy}\nexport {};`,
        'raw.js': '/*---\nflags: [raw]\n---*/\nif (typeof assert !== "undefined") throw new Error("included");',
      }),
    ).toEqual({
      'both.js': 'completed',
      'both.js (strict)': 'threw',
      'sloppy.js': 'completed',
      'strict.js (strict)': 'threw',
      'module.js': 'threw',
      'raw.js': 'completed',
    });
  });

  it('waits for $DONE, and no longer than the timeout', { timeout: 120_000 }, async () => {
    const asynchronous = '/*---\nflags: [async, noStrict]\n---*/\n';
    expect(
      await outcomes({
        'done.js': `${asynchronous}Promise.resolve().then(() => $DONE());`,
        'failed.js': `${asynchronous}Promise.resolve().then(() => $DONE(new Test262Error('no')));`,
        'never.js': asynchronous,
        'loop.js': '/*---\nflags: [noStrict]\n---*/\nfor (;;) {}',
      }),
    ).toEqual({ 'done.js': 'completed', 'failed.js': 'threw', 'never.js': 'timeout', 'loop.js': 'timeout' });
  });

  it('keeps one test from the next', async () => {
    const noStrict = '/*---\nflags: [noStrict]\n---*/\n';
    expect(
      await outcomes({
        'a.js': `${noStrict}delete Array.prototype.map; Object.prototype.extra = 1; globalThis.leftover = 1; assert = null;`,
        'b.js': `${noStrict}assert.sameValue([1].map((x) => x + Object.keys({}).length)[0], 1); assert.sameValue(typeof leftover, 'undefined');`,
        'c.js': `${noStrict}Object.freeze(Array.prototype);`,
        'd.js': `${noStrict}assert.sameValue(Object.isFrozen(Array.prototype), false);`,
        'e.js': `${noStrict}$262.evalScript('let declared = 1;'); process.exit(3);`,
        'f.js': `${noStrict}$262.evalScript('let declared = 1;'); assert.sameValue($262.createRealm().global.Array === Array, false);`,
      }),
    ).toEqual({
      ...Object.fromEntries(['a', 'b', 'c', 'd', 'f'].map((name) => [`${name}.js`, 'completed'])),
      'e.js': 'exited',
    });
  });

  it('sees a difference', async () => {
    const text = `/*---\nflags: [noStrict]\n---*/\nif (Object.hasOwn(process, 'emit')) throw new Error('recorded');`;
    expect(await outcomes({ 'seen.js': text })).toEqual({ 'seen.js': 'different: completed -> threw' });
  });
});
