// TypeErrors of conversions and operators: BigInt mixing, symbols to strings, null prototypes, invalid lengths, cyclic JSON.
const sym: any = Symbol('s');
const bare: any = Object.create(null);
const big: any = 10n;
const throwing: any = { valueOf() { throw new Error('valueOf threw'); }, toString: () => ({}) };
const cyclic: any = { name: 'cycle', list: [1] };
cyclic.list.push({ self: cyclic });
function tried(action: () => unknown) {
  try {
    console.log('no error', action());
  } catch (error) {
    const [first, second] = (error as Error).stack!.split('\n    at ');
    console.log(first, '@', second!.trim().replace(/\(?file:.*\/(.*?)\)?$/, '$1'));
  }
}
tried(() => big + 1);
tried(() => 1 * big);
tried(() => +big);
tried(() => big >>> 0n);
tried(() => big / 0n);
tried(() => big ** -1n);
tried(() => Math.abs(big));
tried(() => BigInt(1.5));
tried(() => BigInt('x'));
tried(() => sym + '');
tried(() => `${sym}`);
tried(() => +sym);
tried(() => sym * 2);
tried(() => 'a' + bare);
tried(() => `${bare}`);
tried(() => bare == 'x');
tried(() => [bare].join());
tried(() => throwing + 1);
tried(() => `${throwing}`);
tried(() => throwing < 1);
tried(() => -throwing);
tried(() => { let t = throwing; t++; return t; });
tried(() => ({ [throwing]: 1 }));
tried(() => ({})[throwing as never]);
tried(() => JSON.stringify(cyclic));
tried(() => JSON.stringify({ big }));
tried(() => JSON.parse('{"a": }'));
tried(() => new Array(-1));
tried(() => { ([] as any).length = -1; });
tried(() => 'x'.repeat(-1));
tried(() => (1).toFixed(101));
tried(() => new Date(NaN).toISOString());
tried(() => Object.defineProperty(1, 'x', {}));
tried(() => Object.setPrototypeOf(Object.preventExtensions({}), {}));
tried(() => new RegExp('('));
tried(() => Symbol() in (1 as any));
tried(() => new Proxy({}, null as any));
tried(() => Reflect.construct(1 as any, []));
tried(() => structuredClone(() => 1));
tried(() => new (Symbol as any)());
tried(() => decodeURIComponent('%'));
