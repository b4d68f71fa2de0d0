// What a constructor was given, while the fields of its class are defined: primitives, objects nobody has seen before, captured ones, arguments.
const log: string[] = [];
const note = <T>(name: string, value: T): T => {
  log.push(name);
  return value;
};
class Plain { id = note('id', 1); constructor(readonly_: number, text: string, list: number[], object: { a: number }) { log.push(`${readonly_}${text}${list.length}${object.a}`); } }
const known = { a: 1 };
const plain = [new Plain(1, 'a', [1, 2], { a: 5 }), new Plain(2, 'b', [], known)];
class Captured { read; field = note('field', 2); constructor(value: number, unused?: string) { this.read = () => value; log.push(typeof unused); } }
const captured = [new Captured(3), new Captured(4, 'x')];
class Rest { field = note('rest', 3); count; constructor(...all: unknown[]) { this.count = all.length; } }
const rest = new Rest(1, 2, 3);
class WithArguments { field = note('arguments', 4); count; constructor(_a: number) { this.count = arguments.length; } }
const withArguments = new (WithArguments as any)(1, 2);
class Nested { inner: Nested | undefined; own = note('nested', 5); constructor(depth: number) { this.inner = depth > 0 ? new Nested(depth - 1) : undefined; } }
const nested = new Nested(2);
class Recursive { child: Recursive | undefined = Recursive.left-- > 0 ? new Recursive(Recursive.left) : undefined; static left = 3; constructor(depth: number) { log.push(`made ${depth}`); } }
const recursive = new Recursive(9);
class Base { field = note('base', 6); constructor(given: string) { log.push(given); } }
class Derived extends Base { mine = note('mine', 7); constructor(given: string) { super(`${given}!`); } }
const derived = new Derived('derived');
console.log(plain.length, captured.map(({ read }) => read()), rest.count, withArguments.count, nested, recursive, derived, log);
