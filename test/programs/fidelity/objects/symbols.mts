// Symbols as keys and values, registered and well-known ones that change how the language treats an object.
const local = Symbol('local');
const shared = Symbol.for('shared key');
const o: any = { [local]: 1, [shared]: { deep: local }, plain: Symbol() };
o[local]++;
o[Symbol.for('shared key')].more = [shared];
const twin = Symbol('local');
o[twin] = 'another of that name';
delete o[local];
console.log(o, Object.getOwnPropertySymbols(o).length, twin === local, Symbol.keyFor(shared), twin.description);
class Range {
  from: number;
  to: number;
  constructor(from: number, to: number) { this.from = from; this.to = to; }
  *[Symbol.iterator]() { for (let i = this.from; i < this.to; i++) yield i; }
  [Symbol.toPrimitive](hint: string) { const seen = hint; return seen === 'number' ? this.to - this.from : `${seen} ${this.from}..${this.to}`; }
  get [Symbol.toStringTag]() { return 'Range'; }
  static [Symbol.hasInstance](value: any) { return 'from' in value; }
  get [Symbol.isConcatSpreadable]() { return true; }
  [Symbol.search](text: string) { return text.indexOf(String(this.from)); }
  [Symbol.split](text: string) { return [text, this.to]; }
}
const range = new Range(1, 4);
console.log([...range], +range, `${range}`, range + '', range > (2 as never), String(range), Object.prototype.toString.call(range));
console.log(({ from: 1 }) instanceof Range, 'a1b'.search(range as never), 'x'.split(range as never), [0].concat(range as never));
const likeArray: any = { length: 2, 0: 'x', 1: 'y', [Symbol.isConcatSpreadable]: true };
console.log([].concat(likeArray), Math.max(...range), new Set(range), Array.from(range, (n) => n * 2));
class Species extends Array { static override get [Symbol.species]() { return Array; } }
const mapped = Species.from([1, 2]).map((n) => n);
console.log(mapped instanceof Species, mapped.constructor.name, { [Symbol.toStringTag]: 'Custom' } + '');
const matcher = { [Symbol.match]: (text: string) => [`matched ${text}`], [Symbol.replace]: (text: string, by: string) => `${text}->${by}`, [Symbol.matchAll]: function* (text: string) { yield text; } };
console.log('t'.match(matcher as never), 't'.replace(matcher as never, 'u'), [...('t' as any).matchAll({ ...matcher, flags: 'g' })]);
const registry = new Map<symbol, number>([[local, 1]]);
registry.set(twin, 2).set(local, 3);
console.log(registry, typeof local, Object(local) == local, local.toString());
