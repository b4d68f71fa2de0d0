// Patterns that declare: what iterators, getters and traps see of the names bound before them; errors, their messages and places.
import * as self from './declared-patterns.mts';
const log: string[] = [];
const done = (label: string) => console.log(label, log.splice(0).join(' | '));
const read = (f: () => unknown) => { try { return String(f()); } catch (error) { return (error as Error).name; } };
const place = (error: unknown) => String((error as Error).stack).split('\n').slice(1, 4).map((line) => /([\w.<>]+ \()?[^/ ]*?(:\d+:\d+)\)?$/.exec(line)?.slice(1).join('') ?? line).join(' ');
const attempt = (label: string, f: () => unknown) => {
  try { console.log(label, f()); } catch (error) { console.log(label, (error as Error).name, (error as Error).message, place(error)); }
};
const items = (values: unknown[], options: { throwsAt?: number; bad?: unknown; closes?: unknown; next?: unknown } = {}): any => ({
  get [Symbol.iterator]() {
    log.push('get iterator');
    return function (this: unknown, ...args: unknown[]) {
      log.push(`open ${args.length}`);
      let i = 0;
      return {
        get next() {
          log.push('get next');
          return 'next' in options ? options.next : (...passed: unknown[]) => {
            log.push(`next ${passed.length}`);
            if (i === options.throwsAt) throw new Error('from next');
            if ('bad' in options && i === 1) return options.bad;
            return {
              get done() { log.push('done?'); return i >= values.length; },
              get value() { log.push('value?'); return values[i++]; },
            };
          };
        },
        get return() {
          log.push('get return');
          return 'closes' in options ? options.closes : (...passed: unknown[]) => { log.push(`return ${passed.length}`); return {}; };
        },
      };
    };
  },
});
{
  const [a, , b = 'default', ...rest] = items([1, 2, undefined, 4, 5]);
  done(`${a} ${b} ${rest}`);
  const [c, d] = items([1]);
  done(`${c} ${d}`);
  let [e] = items([1, 2, 3]);
  done(`${e}`);
  var [f, g] = items([1, 2, 3]), h = f + g;
  done(`${f} ${g} ${h}`);
  const [[i], { j, ...k }] = items([items([1]), { j: 2, l: 3 }]);
  done(`${i} ${j} ${JSON.stringify(k)}`);
}
attempt('next throws', () => { const [a, b] = items([1, 2], { throwsAt: 1 }); return [a, b]; });
done('next throws');
attempt('default throws', () => { const [a, b = (() => { throw new Error(`default after ${a}`); })()] = items([1, undefined, 3]); return [a, b]; });
done('default throws');
attempt('default and return throw', () => { const [a = (() => { throw new Error('default'); })()] = items([undefined], { closes() { throw new Error('return'); } }); return a; });
done('default and return throw');
attempt('nested', () => { const [a, [b]] = items([1, 2]); return [a, b]; });
done('nested');
attempt('nested function', () => { const [a, [b]] = items([1, () => 1]); return [a, b]; });
done('nested function');
attempt('nested undefined', () => { const [a, { b }] = items([1]); return [a, b]; });
done('nested undefined');
for (const bad of [5, undefined, null, 'text']) attempt(`result ${bad}`, () => { const [a, b] = items([1, 2], { bad }); return [a, b]; });
done('results');
for (const closes of [5, () => 5, undefined, null]) attempt(`return ${closes}`, () => { const [a] = items([1, 2], { closes }); return a; });
done('returns');
for (const next of [5, undefined, {}]) attempt(`next ${next}`, () => { const [a] = items([1, 2], { next }); return a; });
done('nexts');
function* counted() { try { for (let i = 1; ; i++) { log.push(`${place(new Error('here'))}`); yield i; } } finally { log.push(`closed ${place(new Error('closed'))}`); } }
const [one, two] = counted();
done(`${one} ${two}`);
for (const x of counted()) if (x > 1) break;
done('loop');
const [first, ...others] = { *[Symbol.iterator]() { log.push(read(() => first), read(() => others)); yield 1; log.push(read(() => first), read(() => others)); yield 2; log.push(read(() => first), read(() => others)); } };
done(`${first} ${others}`);
const source = { get a() { log.push(read(() => a), read(() => b), place(new Error('a'))); return 1; }, get 'b-c'() { log.push(read(() => a), read(() => b), place(new Error('b'))); return 2; }, get 3() { log.push(read(() => b), read(() => c)); return 3; }, get more() { log.push(read(() => c), read(() => more)); return 4; } };
const { a, 'b-c': b, 3: c = 5, ...more } = source;
done(`${a} ${b} ${c} ${Object.keys(more)}`);
const traps: any = new Proxy({}, { get: (_, trap) => (target: any, ...args: any[]) => { log.push(`${String(trap)} ${args.filter((x) => typeof x !== 'object').map(String)} ${args.at(-1) === proxy}`); return (Reflect as any)[trap](target, ...args); } });
const proxy: any = new Proxy({ x: 1, y: 2, [Symbol.for('s')]: 3 }, traps);
{
  const { x, y } = proxy;
  done(`${x} ${y}`);
  const { x: z, ...rest } = proxy;
  done(`${z} ${Object.keys(rest)} ${Object.getOwnPropertySymbols(rest).map(String)}`);
  let { [`${'x'}`]: w, missing = (log.push('default'), 'm'), ...all } = proxy;
  done(`${w} ${missing} ${Object.keys(all)}`);
  var { ...copy } = proxy;
  done(Object.keys(copy).join());
  const { v, ...inherited } = Object.create(proxy, { own: { value: 1, enumerable: true }, hidden: { value: 2 } });
  done(`${v} ${Object.keys(inherited)}`);
  for (const key in proxy) log.push(`in ${key}`);
  done('for in');
  for (const key in Object.create(proxy, { own: { value: 1, enumerable: true } })) log.push(`in ${key}`);
  done('for in inherited');
  for (const key in proxy) { delete proxy.y; log.push(`in ${key}`); }
  done('for in, deleted');
  const [p, q] = new Proxy([1, 2, 3], traps);
  done(`${p} ${q}`);
  for (const item of new Proxy([1], traps)) log.push(`of ${item}`);
  done('for of');
}
const frozen = new Proxy(Object.freeze({ x: 1, y: 2 }), {});
attempt('frozen', () => { const { x, ...rest } = frozen; return [x, JSON.stringify(rest), Object.getOwnPropertyDescriptor(rest, 'y')]; });
for (const handler of [{ ownKeys: () => [] }, { ownKeys: () => ['x', 'x'] }, { ownKeys() { throw new Error('ownKeys'); } }, { getOwnPropertyDescriptor: () => undefined }, { get: () => 5 }, { getPrototypeOf: () => Array.prototype }] as any[]) {
  const wrong = new Proxy(Object.freeze({ x: 1, y: 2 }), handler);
  attempt(`rest of ${Object.keys(handler)}`, () => { const { x, ...rest } = wrong as any; return [x, JSON.stringify(rest)]; });
  attempt(`in ${Object.keys(handler)}`, () => { const keys = []; for (const key in wrong) keys.push(key); return keys; });
}
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();
attempt('revoked', () => { const { x, ...rest } = revoked as any; return [x, rest]; });
attempt('revoked in', () => { for (const key in revoked) return key; return 0; });
attempt('revoked of', () => { for (const x of revoked as any) return x; return 0; });
attempt('revoked list', () => { const [x] = revoked as any; return x; });
const { f1, f2 = () => 1, f3: f4 = function () {}, f5 = class {} } = {} as any;
console.log(f1, f2.name, f4.name, f5.name);
class List extends Array { *[Symbol.iterator](): any { log.push(`List ${read(() => l1)}`); yield 'l1'; log.push(`List ${read(() => l1)}`); yield 'l2'; } }
const [l1, l2] = new List();
done(`${l1} ${l2}`);
const patched: any = [1, 2];
patched[Symbol.iterator] = function* () { yield 'p'; log.push(read(() => p1)); yield 'q'; };
const [p1, p2] = patched;
done(`${p1} ${p2}`);
function suspended() { return (function* () { const [a, b] = yield 'ready'; return [a, b]; })(); }
const generator = suspended();
generator.next();
console.log(generator.next(items([7, 8]) as never).value);
done('resumed');
const [awaited, second] = await Promise.resolve(items([1, 2]));
done(`${awaited} ${second}`);
export const { exported, ...remaining } = new Proxy({ exported: 1, other: 2 }, traps), [listed] = counted();
done(`${exported} ${Object.keys(remaining)} ${listed}`);
console.log(Object.keys(self));
switch (log.length as number) { case 0: const [s, t] = items([1, 2]); done(`${s} ${t}`); }
try { throw { get x() { log.push('x'); return 1; }, get y() { log.push(`y ${place(new Error('y'))}`); return 2; } }; } catch ({ x, y }: any) { done(`${x} ${y}`); }
for (const { x, y: [z] } of [{ x: 1, y: items([2]) }]) done(`${x} ${z}`);
for (let [i, j] = items([0, 2]); i < j; i++) done(`${i} ${j}`);
for (let { i, j } = { get i() { return 0; }, get j() { log.push('j'); return 1; } }; i < j; i++) setTimeout(() => console.log('later', i, j));
Object.defineProperty(Number.prototype, Symbol.iterator, { configurable: true, get() { log.push(`number ${typeof this}`); return function* (this: number) { yield this; }; } });
const [n] = 5 as any;
for (const m of 6 as any) log.push(`${m}`);
done(`${n}`);
const spied = (names: string): any => Object.defineProperties({}, Object.fromEntries(names.split(' ').map((name) => [name, { enumerable: true, get() { log.push(`${name} ${place(new Error(name))}`); return name === 'o' ? spied('v w x') : name === 'l' ? counted() : undefined; } }])));
{
  const { p, q: r, 's': t, 5: u, o: { v: v1, w, ['x']: x1 }, l: [y], z = log.push('z'), ...more } = spied('p q s 5 o l z more');
  done(`${p} ${r} ${t} ${u} ${v1} ${w} ${x1} ${y} ${z} ${Object.keys(more)}`);
  const
    { p: p3,
      q: q3 = spied('default').default,
      [spied('key').key ?? 's']:
        s3,
      ...rest3 } = spied('p q s more');
  done(`${p3} ${q3} ${s3} ${Object.keys(rest3)}`);
  for (const { p: p4, q } of [spied('p q')]) done(`loop ${p4} ${q}`);
  for (const { p: p5, q: q5 } of [spied('p q')]) setTimeout(() => log.push(`${p5} ${q5}`));
  done('closed over');
  try { throw spied('p q s'); } catch ({ p, q: q7, s: s7 = spied('default').default }) { done(`${p} ${q7} ${s7}`); }
}
const key = { get k() { return 'k'; }, s: Symbol('s'), call: () => 'k' }, sought = spied('k');
const { a: n0, [key.k]: k1, b: n1, [key.call()]: k2, c: n2, [(log.push('comma'), 'k')]: k3, d: n3, [`${key.k}`]: k4, e: n4, [key.s]: k5, f: n5, ['k' as const]: k7 } = sought;
done(`${k1} ${k2} ${k3} ${k4} ${k5} ${k7}`);
attempt('failing key', () => { const { a, [key.nothing.more]: b } = sought; return [a, b]; });
attempt('unknown key', () => { const { a, [(undefined as any)()]: b } = sought; return [a, b]; });
