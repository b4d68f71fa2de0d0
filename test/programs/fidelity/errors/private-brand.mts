// Private names: brand checks and the texts of their errors, for fields, methods, accessors and statics.
class Safe {
  #field = 1;
  #method() { return this.#field; }
  get #getter() { return this.#field * 2; }
  set #setter(v: number) { this.#field = v; }
  static #count = 0;
  static #bump() { return ++Safe.#count; }
  static has(o: any) { return #field in o && #method in o && #getter in o; }
  static read(o: any) { return o.#field; }
  static write(o: any, v: number) { o.#field = v; }
  static call(o: any) { return o.#method(); }
  static get(o: any) { return o.#getter; }
  static set(o: any) { o.#setter = 3; return o.#field; }
  static readSetter(o: any) { return o.#setter; }
  static writeGetter(o: any) { o.#getter = 1; }
  static writeMethod(o: any) { o.#method = 1; }
  static increment(o: any) { return [o.#field++, o.#field, (o.#field += 5), (o.#field ??= 1)]; }
  static destructure(o: any) { const { a = o.#field } = o; return a; }
  static optional(o: any) { return o?.#field; }
  static deep(o: any) { return o.inner?.#method().x; }
  static bumpOn(c: any) { return c.#bump(); }
  static countOf(c: any) { return c.#count; }
}
class Child extends Safe {}
function tried(action: () => unknown) {
  try {
    console.log('no error', action());
  } catch (error) {
    const [first, second] = (error as Error).stack!.split('\n');
    console.log(first, second!.trim().replace(/\(?file:.*\/(.*?)\)?$/, '$1'));
  }
}
const safe = new Safe();
for (const target of [safe, {}, null, undefined, 5] as any[]) {
  for (const member of ['has', 'read', 'call', 'get', 'set', 'readSetter', 'writeGetter', 'writeMethod', 'increment', 'destructure', 'optional'] as const) {
    tried(() => [member, Safe[member](target)]);
  }
  tried(() => Safe.write(target, 4));
}
tried(() => Safe.deep({ inner: safe }));
tried(() => Safe.deep({ inner: {} }));
tried(() => [Safe.bumpOn(Safe), Safe.countOf(Safe)]);
tried(() => Safe.bumpOn(Child));
tried(() => Safe.countOf(Child));
tried(() => [Safe.has(new Child()), Safe.has(Object.create(safe)), Safe.has(new Proxy(safe, {}))]);
class Stamp extends (function (o: any) { return o; } as any) {
  #mark = 'stamped';
  static read(o: any) { return o.#mark; }
}
const stamped = new Stamp({ plain: true });
tried(() => [Stamp.read(stamped), Object.keys(stamped as any)]);
tried(() => new Stamp(stamped));
