// Calls of super in every form: with spread, in arrows, in conditions, in default values; super properties read, called, assigned and deleted.
const log: unknown[] = [];
class Base {
  readonly given: unknown[];
  label = 'base';
  constructor(...given: unknown[]) { this.given = given; log.push(new.target.name, given.length); }
  static make(...args: unknown[]) { return new this(...args); }
  hello(name = 'nobody') { return `${this.label} ${name}`; }
  get size() { return this.given.length; }
  set size(n: number) { this.given.length = n; }
}
class Spread extends Base { constructor(...args: unknown[]) { super(...args, ...[args.length]); } }
class InArrow extends Base { constructor(a: unknown) { const make = () => super(a); log.push(make() === this); } }
class Chosen extends Base { constructor(a: number) { a > 1 ? super('many', a) : super('one'); this.label += a; } }
class Defaulted extends Base { constructor(a = () => super('default')) { a(); } }
class Caught extends Base { constructor() { try { this.label; } catch (error) { log.push((error as Error).name); } super(); } }
class Returned extends Base { constructor(o?: object) { super(); if (o) return o as any; } }
class Deep extends Spread {
  label = super.hello('field');
  static inherited = super.make.name;
  hello(name = super.hello()) { return `deep ${super.hello(name)} ${(() => super.size)()}`; }
  grow() { super.size = 4; (super.size as number)++; return [this.given.length, super['hello']('x'), super.hello?.call({ label: 'other' }, 'y')]; }
  remove() { try { return delete (super.hello as any); } catch (error) { return (error as Error).name; } }
  async later() { await null; return super.hello('later'); }
  *walk() { yield super.size; yield* [super.hello('walk')]; }
}
const deep = new Deep(1, 2);
log.push(Spread.make(1), new InArrow(2), new Chosen(1), new Chosen(2), new Defaulted(), new Caught(), new Returned({ own: 1 }), deep);
log.push(deep.hello(), deep.grow(), deep.remove(), await deep.later(), [...deep.walk()], Deep.inherited);
const literal = { __proto__: { greet() { return `proto ${(this as any).name}`; } }, name: 'literal', greet() { return super['greet' as never] && (super.toString as any).call(this) + (Object.getPrototypeOf(this) as any).greet.call(this); } };
log.push(literal.greet());
console.log(log);
