// What a decorator makes of a field's first value is what the field has, private ones, static ones and the last one of the class, too.
function twice(_: unknown, context: { kind: string; addInitializer(f: (this: any) => void): void }): any {
  if (context.kind === 'field') return (first: unknown) => (typeof first === 'number' ? first * 2 : { first });
  return undefined;
}
const late = (_: unknown, context: any): void => { context.addInitializer(function (this: any) { this.added = 'late'; }); };
const key = 'computed';
class Service {
  @twice count = 21;
  @twice #secret = 4;
  @twice @late list = [1];
  plain = this.count + this.#secret;
  @twice static shared = 5;
  static next = Service.shared + 1;
  @twice static #hidden = 6;
  @twice [key] = 7;
  @twice empty;
  @twice accessor auto = 8;
  @twice last = 9;
  look() { return [this.count, this.#secret, this.list, this.plain, Service.#hidden, this.computed, this.empty, this.auto, this.last]; }
}
class Derived extends Service {
  @twice own = 10;
  constructor() { super(); this.plain++; }
}
class Alone { @twice only = 1; }
class Alone2 { @twice static only = 1; }
const s = new Service();
const d = new Derived();
console.log(JSON.stringify([s.look(), d.look(), s, d, Service.shared, Service.next, new Alone(), Alone2.only]));
