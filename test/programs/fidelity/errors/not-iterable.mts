// What cannot be taken apart or gone through: messages and places of the errors, by the form of the expression.
const place = (error: unknown) => String((error as Error).stack).split('\n').slice(1, 4).map((line) => /([\w.<>]+ \()?[^/ ]*?(:\d+:\d+)\)?$/.exec(line)?.slice(1).join('') ?? line).join(' ');
const attempt = (label: string, f: () => unknown) => {
  try { console.log(label, f()); } catch (error) { console.log(label, (error as Error).name, (error as Error).message, place(error)); }
};
const not: any[] = [5, null, undefined, {}, { [Symbol.iterator]: 5 }, { [Symbol.iterator]: () => 5 }, () => 1, class A {}, true, 10n, Symbol('s'), { get [Symbol.iterator]() { throw new Error('getter'); } }];
for (const value of not) {
  attempt('name', () => { const [a, b] = value; return [a, b]; });
  attempt('call', () => { const [a, b] = (() => value)(); return [a, b]; });
  attempt('member', () => { const holder = { value }; const [a, b] = holder.value; return [a, b]; });
  attempt('method', () => { const holder = { value: () => value }; const [a, b] = holder.value(); return [a, b]; });
  attempt('element', () => { const holder = [value]; let [a] = holder[0]; return a; });
  attempt('operator', () => { const [a] = value || value; return a; });
  attempt('conditional', () => { const [a] = value ? value : value; return a; });
  attempt('comma', () => { const [a] = (0, value); return a; });
  attempt('second', () => { const one = 1, [a] = value; return [one, a]; });
  attempt('new', () => { const [a] = new (function (this: any) { this.a = 1; } as any)(); return a; });
  attempt('in array', () => { const [[a]] = [value]; return a; });
  attempt('in object', () => { const { x: [a] } = { x: value }; return a; });
  attempt('with default', () => { const [[a] = value] = [undefined as any]; return a; });
  attempt('in loop', () => { for (const [a] of [value]) return a; return 0; });
  attempt('iterated', () => { for (const a of value) return a; return 0; });
  attempt('iterated call', () => { for (const a of (() => value)()) return a; return 0; });
  attempt('iterated member', () => { const holder = { value }; for (const a of holder.value) return a; return 0; });
  attempt('object', () => { const { a, b } = value; return [a, b]; });
  attempt('object call', () => { const { a, b } = (() => value)(); return [a, b]; });
  attempt('object rest', () => { const { a, ...b } = value; return [a, Object.keys(b)]; });
  attempt('object rest call', () => { const { a, ...b } = (() => value)(); return [a, Object.keys(b)]; });
  attempt('object rest member', () => { const holder = { value }; const { a, ...b } = holder.value; return [a, Object.keys(b)]; });
  attempt('object rest or', () => { const { a, ...b } = value ?? value; return [a, Object.keys(b)]; });
  attempt('object rest only', () => { const { ...b } = value; return Object.keys(b); });
  attempt('object nested', () => { const { a, b: { c } } = value; return [a, c]; });
  attempt('for in', () => { const keys = []; for (const key in value) keys.push(key); return keys; });
}
