// Methods of arrays run each trap of a proxy as often as without a recording.
const seen = [];
const tell = (name) => (...args) => { seen.push(`${name}:${String(args[1])}`); return Reflect[name](...args); };
const handler = { get: tell('get'), set: tell('set'), deleteProperty: tell('deleteProperty'), getOwnPropertyDescriptor: tell('getOwnPropertyDescriptor'), defineProperty: tell('defineProperty'), ownKeys: tell('ownKeys'), has: tell('has') };
const list = [5, 4, 3, 2, 1];
const proxy = new Proxy(list, handler);
const methods = { pop: [], push: [9], shift: [], unshift: [7], splice: [0, 1, 8], reverse: [], sort: [], fill: [0, 0, 1], copyWithin: [0, 1, 2], concat: [1], slice: [0, 1] };
for (const [name, args] of Object.entries(methods)) {
  for (const call of [() => Array.prototype[name].call(proxy, ...args), () => Array.prototype[name].apply(proxy, args), () => Reflect.apply(Array.prototype[name], proxy, args), () => proxy[name](...args)]) {
    seen.length = 0;
    const result = call();
    console.log(name, Array.isArray(result) ? result.length : result, seen.join(' '));
  }
}
console.log(proxy.pop(), proxy.push(1), proxy.shift(), list);
