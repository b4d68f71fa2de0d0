// Standard decorators: classes, methods, fields, accessors, auto-accessors, initializers, metadata of the context.
const log: string[] = [];
function logged(value: any, context: any): any {
  log.push(`${context.kind} ${String(context.name)} ${context.static ?? ''} ${context.private ?? ''}`);
  if (context.kind === 'method') return function (this: any, ...args: any[]) { log.push(`call ${String(context.name)}`); return value.apply(this, args); };
  if (context.kind === 'field') return (initial: any) => initial * 2;
  if (context.kind === 'class') context.addInitializer(function (this: any) { log.push(`class ready ${this.name}`); });
  if (context.kind === 'accessor') return { get(this: any) { return value.get.call(this) + 1; }, init: (x: number) => x * 10 };
  return undefined;
}
const named = (name: string) => (_: any, context: any) => void context.addInitializer(() => log.push(`init ${name}`));
@logged
class Service {
  @logged count = 21;
  @logged static shared = 1;
  @logged accessor auto = 4;
  @logged @named('m') method(a: number) { return a + this.count; }
  @logged get size() { return 3; }
  @logged #secret() { return 'secret'; }
  reveal() { return this.#secret(); }
}
const s = new Service();
console.log(s.count, Service.shared, s.auto, s.method(1), s.size, s.reveal());
console.log(log.join('\n'));
