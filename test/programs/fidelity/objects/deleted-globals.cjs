// Globals that are given to calls, which delete them, and global accessors: nobody reads either again after the call.
const taking = new Function('name', 'given', 'delete globalThis[name]; return given');
const known = { n: 1 };
function tried(f) { globalThis.Mine = { known, list: [known] }; try { console.log(String(f), typeof f(), typeof Mine); } catch (e) { console.log(String(f), String(e)); } }
tried(() => taking('Mine', Mine));
tried(() => taking('Mine', { value: Mine }));
tried(() => taking('Mine', { Mine }));
tried(() => taking('Mine', [Mine, [Mine]]));
tried(() => taking('Mine', { ...Mine, a: 1, b: { c: [Mine] } }));
tried(() => taking('Mine', [...Mine.list, Mine]));
tried(() => taking(...['Mine', { x: [Mine] }]));
tried(() => taking.call(null, 'Mine', { x: [Mine] }));
tried(() => new taking('Mine', { __proto__: Mine, Mine }));
tried(() => Object.assign(Mine, { a: taking('Mine', { v: Mine }) }));
tried(() => [1].map(() => taking('Mine', { x: Mine })));
tried(() => new Map([['k', Mine], ['l', taking('Mine', Mine)]]));
tried(() => { const { x = taking('Mine', { Mine }) } = {}; return x; });
tried(() => taking?.('Mine', Mine || 2));
tried(() => taking('Mine', (0, Mine)));
tried(() => ['Mine'].push(taking('Mine', Mine), Mine));
let reads = 0;
Object.defineProperty(globalThis, 'Seen', { get() { reads++; return known; }, configurable: true });
const changing = new Function('given', '(given.Seen ?? given[0] ?? given).n++');
function shown() {
  changing(Seen);
  changing([Seen]);
  changing({ Seen });
  [known].push(Seen);
}
shown();
console.log(reads, known);
const { value } = Object.getOwnPropertyDescriptor(globalThis, 'Iterator');
taking('Iterator', { value: Iterator });
console.log(typeof Iterator, typeof value);
