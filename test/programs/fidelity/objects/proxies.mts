// Proxies: exactly the traps that the program's own operations cause, in order; none by looking at the object.
const log: string[] = [];
const handler: ProxyHandler<any> = {};
for (const name of Object.getOwnPropertyNames(Reflect) as (keyof typeof Reflect)[]) {
  (handler as any)[name] = (target: object, ...args: unknown[]) => {
    log.push(`${String(name)} ${args.filter((a) => typeof a !== 'object' && typeof a !== 'function').map(String).join(' ')}`.trim());
    return (Reflect as any)[name](target, ...args);
  };
}
const target: any = { a: 1, nested: { b: 2 } };
const proxy: any = new Proxy(target, handler);
const copy = proxy;
const holder = { proxy, list: [proxy, { proxy }] };
const step = (label: string) => {
  const seen = log.splice(0);
  console.log(label, seen);
};
step('stored');
proxy.a = 2;
step('set');
proxy.a++;
step('increment');
const has = 'a' in proxy, gone = delete proxy.a, keys = Object.keys(proxy);
step('in, delete, keys');
const { nested, ...rest } = proxy;
step('destructure');
const spread = { ...copy };
for (const key in proxy) holder.list.push(key as never);
step('spread, for in');
Object.defineProperty(proxy, 'd', { value: 1, configurable: true });
Object.assign(proxy, { e: 5 });
step('define, assign');
JSON.stringify(proxy);
step('stringify');
const callable: any = new Proxy(function (this: any, x: number) { return x * 2; }, handler);
const results = [callable(2), callable.call({}, 3), new callable(1) instanceof callable, [1, 2].map(callable)];
step('calls');
const array: any = new Proxy([3, 1, 2], handler);
array.push(4);
step('push');
array.sort();
step('sort');
const [first, ...others] = array;
step('array pattern');
const { proxy: revocable, revoke } = Proxy.revocable({ x: 1 } as any, {});
const kept = [revocable, revocable.x];
revoke();
try {
  revocable.x;
} catch (error) {
  console.log((error as Error).message);
}
console.log(has, gone, keys, nested, rest, spread, results, first, others, kept.length, typeof revocable, target, (() => { try { return Array.isArray(revocable); } catch (e) { return (e as Error).message; } })());
step('end');
