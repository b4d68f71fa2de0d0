/**
 * Runs the tests of a job one after another in this process, plain or recorded: `node driver.cjs job.json`.
 *
 * ElixirScope instruments what Node's module loader loads, so that is how a test is run: a script as a CommonJS module (`require`), a
 * module as an ES module (`import`), through the real hooks and the real runtime. What distinguishes a CommonJS module from a script (its
 * `this`, and that its variables are not properties of the global object) fails some tests of global code, plain and recorded alike.
 * The files of test262's harness are scripts in the same realm, which nothing instruments.
 *
 * A test may have damaged anything by the time it has ended: what is called then was taken before the first.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { createHost, type Host } from './host.js';
import type { Job, JobTest, Report } from './job.js';
import type { Outcome } from './outcome.js';
import { Realm } from './realm.js';

const job = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Job;
const load = createRequire(pathToFileURL(`${job.folder}/`));
const { stringify } = JSON;
const { setTimeout, setImmediate, clearTimeout, eval: indirectEval, Promise: OwnPromise } = globalThis;
const { defineProperty } = Reflect;

const report = (line: Report): void => appendFileSync(job.reports, `${stringify(line)}\n`);

/** What the program threw where nobody could catch it, since the test began. */
let uncaught: End | undefined;
process.on('uncaughtException', (error) => {
  uncaught ??= { kind: 'threw', error };
});
process.on('unhandledRejection', () => {});

/** The harness declares some of its names by `const` and `let`, which end with the evaluated text; as a `var` they stay. */
const asGlobals = (text: string): string =>
  text.replace(/^(?:const|let) /gm, 'var ').replace(/^class (\w+)/gm, 'var $1 = class $1');
const harness = new Map(Object.entries(job.harness).map(([name, text]) => [name, asGlobals(text)] as const));

/** How a test ended; what it threw is looked at when the realm is whole again. */
type End = { readonly kind: 'completed' | 'timeout' } | { readonly kind: 'threw'; readonly error: unknown };

interface Completion {
  readonly promise: Promise<End>;
  readonly done: (error?: unknown) => void;
}

function completion(): Completion {
  let settle: (end: End) => void = () => {};
  const promise = new OwnPromise<End>((resolve) => {
    settle = resolve;
  });
  const timer = setTimeout(() => settle({ kind: 'timeout' }), job.asyncMillis);
  const done = (error?: unknown): void => {
    clearTimeout(timer);
    settle(error === undefined ? { kind: 'completed' } : { kind: 'threw', error });
  };
  return { promise, done };
}

const define = (name: string, value: unknown): unknown =>
  defineProperty(globalThis, name, { value, writable: true, configurable: true });

async function run(test: JobTest, host: Host): Promise<End> {
  const ends = test.isAsync ? completion() : undefined;
  define('$262', host.global262);
  define('print', () => {});
  if (ends !== undefined) define('$DONE', ends.done);
  try {
    for (const name of test.includes) indirectEval(harness.get(name)!);
    if (test.isModule) await import(pathToFileURL(test.file).href);
    else load(test.file);
  } catch (error) {
    ends?.done();
    return { kind: 'threw', error };
  }
  return (await ends?.promise) ?? { kind: 'completed' };
}

function described(end: End): Outcome {
  if (end.kind !== 'threw') return { kind: end.kind };
  const { error } = end;
  return { kind: 'threw', name: nameOf(error), message: messageOf(error), stack: stackOf(error) };
}

function nameOf(error: unknown): string {
  try {
    const name = (error as Error).constructor.name;
    return typeof name === 'string' ? name : typeof error;
  } catch {
    return typeof error;
  }
}

function messageOf(error: unknown): string {
  try {
    return String(typeof error === 'object' && error !== null ? (error as Error).message : error);
  } catch {
    return 'no message';
  }
}

/** The lines of the test itself. */
function stackOf(error: unknown): string {
  try {
    const { stack } = error as Error;
    if (typeof stack !== 'string') return '';
    const lines = stack.split('\n').filter((line) => line.includes(job.folder));
    return lines.map((line) => line.replaceAll(job.folder, '').trim()).join(' | ');
  } catch {
    return '';
  }
}

/** Once round the event loop: what the test has left in its queues runs now and not in the next test. */
const settled = (): Promise<void> => new OwnPromise((resolve) => setImmediate(resolve));

const realm = new Realm();

async function main(): Promise<void> {
  report({ pid: process.pid });
  for (let i = 0; i < job.tests.length; i++) {
    const test = job.tests[i]!;
    report({ started: test.id });
    uncaught = undefined;
    const host = createHost();
    const end = await run(test, host);
    await settled();
    const isWhole = realm.repair();
    await host.close();
    report({ ended: test.id, outcome: described(end.kind === 'completed' && uncaught !== undefined ? uncaught : end) });
    if (!isWhole || host.hasScripts()) {
      report({ spoilt: test.id });
      break;
    }
  }
  process.exit(0);
}

void main();
