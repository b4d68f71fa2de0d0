// Optional calls with and without somebody to call: what other code does where there is one is seen, also where it takes itself away.
type Hook = ((...given: any[]) => unknown) | undefined | null;
interface Hooks {
  before?: Hook;
  after?: Hook;
  inner?: Hooks;
  n?: number;
}

/** Neither this nor the next is recorded. */
const change = new Function('x', 'if (typeof x === "object") x.n = (x?.n ?? 0) + 1; return x') as (x?: unknown) => unknown;
const say = (...values: unknown[]): void => console.log(JSON.stringify(values));
/** Once it was called, it is gone. */
const once = new Function(
  'hooks', 'key', 'change',
  'hooks[key] = function (x) { delete hooks[key]; hooks.n = (hooks.n ?? 0) + 1; if (x !== undefined) change(x); return x; };',
) as (hooks: object, key: string, f: Hook) => void;

function run(hooks: Hooks, x: { n?: number; list?: number[] }, callback?: Hook): unknown[] {
  const first = hooks.before?.(x);
  const second = hooks.before?.(x);
  hooks.after?.();
  hooks.after?.();
  const third = hooks['before']?.(x, callback?.(x), hooks.inner?.before?.(x));
  hooks.inner?.after?.();
  callback?.(x);
  callback?.();
  hooks.before?.(() => x);
  hooks.before?.(function named() {}, class {});
  hooks.before?.(...[x]);
  hooks.before?.(...[], x);
  const element = hooks.inner?.before?.(x)?.toString().length;
  if (hooks.after?.(x) ?? callback?.(x)) say('kept');
  return [first, second, third, element];
}

const x = { n: 1, list: [1] };
say(run({}, x), x);
say(run({}, x, null), x);
say(run({ before: change, after: change }, x, change), x);
for (const key of ['before', 'after'] as const) {
  const hooks: Hooks = { inner: {} };
  once(hooks, key, change);
  once(hooks.inner!, key, change);
  const given = { n: 5 };
  say(run(hooks, given), hooks, given);
}

class Task {
  onDone?: Hook;
  #own?: Hook;
  kept = this.onDone?.(this);
  count = 0;
  constructor(own?: Hook) { this.#own = own; }
  finish(by = this.onDone?.(this.count), more = this.#own?.(this)): unknown[] {
    this.count++;
    this.onDone?.();
    return [by, more, this.#own?.(), super.toString?.().length];
  }
}
const task = new Task((t) => t?.count);
say(task.finish(), task);
task.onDone = change;
say(task.finish(), task);
let depth = 0;
task.onDone = (n) => (++depth < 4 ? [task.onDone?.(n), task.onDone?.(), n] : n);
say(task.finish(), task.count);

function* values(hooks: Hooks): Generator<unknown> {
  yield hooks.before?.(yield 1);
  yield [hooks.before?.(), ...(hooks.after?.(yield 2) as [] ?? [])];
}
const generator = values({ before: (v) => [v, 'before'] });
for (const given of [0, { a: 1 }, 'b', 'c']) say(generator.next(given));

const awaited = async (hooks: Hooks) => [hooks.before?.(await 1), await hooks.after?.(await 2)];
say(await awaited({ after: async (v) => v }), await awaited({}));

for (const wrong of [5, {}, 'text'] as never[]) {
  for (const hooks of [{ before: wrong }, { after: wrong }, { inner: { before: wrong } }, { inner: { after: wrong } }]) {
    try {
      run(hooks, {});
    } catch (error) {
      console.log((error as Error).stack?.split('\n').slice(0, 3).join());
    }
  }
  try {
    run({}, {}, wrong);
  } catch (error) {
    console.log((error as Error).stack?.split('\n').slice(0, 3).join());
  }
}
