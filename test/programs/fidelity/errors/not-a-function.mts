// "x is not a function" quotes the callee's source: in plain calls, chains, arguments, spread, templates, `new`.
const x: any = { y: { z: 1, list: [1, undefined], 'a-b': 2 }, n: null, m() { return {}; } };
const name = 'z';
const sym = Symbol('s');
function tried(action: () => unknown) {
  try {
    console.log('no error', action());
  } catch (error) {
    const { stack } = error as Error;
    const [first, second] = stack!.split('\n');
    console.log(first, second!.trim().replace(/\(?file:.*\/(.*?)\)?$/, '$1'));
  }
}
let v: any;
tried(() => v());
tried(() => x());
tried(() => x.y.z());
tried(() => x.y[name]());
tried(() => x['y']['a-b']());
tried(() => x.y.list[0]());
tried(() => x.y.list.at(1)());
tried(() => x.m()());
tried(() => x.m().q());
tried(() => (x.y, x.n)());
tried(() => (x.y.z as any)(1, 2));
tried(() => x.y[sym]());
tried(() => console.log(x.y.z(), 'never'));
tried(() => Math.max(...x.y.z()));
tried(() => [1, ...x.y.z()]);
tried(() => `text ${x.y.z()}`);
tried(() => new x.y.z());
tried(() => new v());
tried(() => new x.m());
tried(() => (() => 1)()());
tried(() => (function () {})()());
tried(() => x.y?.z());
tried(() => x.missing?.());
tried(() => x.n?.z.q());
tried(() => x.y.z?.());
tried(() => x.y.z`tag`);
tried(() => v`tag`);
tried(() => (1 as any)());
tried(() => ('text' as any)());
tried(() => ({} as any)());
tried(() => [1].map(v));
tried(() => [3, 1].sort('no' as any));
tried(() => x.y.z.call());
tried(() => Reflect.apply(1 as any, null, []));
tried(() => new Promise(v));
tried(() => (x.y.z || x.n)());
tried(() => (true ? x.y.z : 0)());
tried(() => (v = x.y.z)());
tried(() => (v ??= x.y.z)());
tried(() => (-x.y.z as any)());
tried(() => ((x.y.z as any)!).apply());
