// Standard decorators: order of evaluation and application, context, initialisers, accessors, replacing methods and fields.
const log: string[] = [];
type Any = any;
const trace = (label: string) => {
  log.push(`evaluate ${label}`);
  return (value: Any, context: Any) => {
    log.push(`apply ${label} to ${context.kind} ${String(context.name)} ${context.static ?? ''} ${context.private ?? ''}`);
    context.addInitializer?.(function (this: Any) { log.push(`init ${label} ${typeof this}`); });
    if (context.kind === 'method') return function (this: Any, ...args: Any[]) { log.push(`call ${label}`); return value.call(this, ...args); };
    if (context.kind === 'field') return (initial: Any) => `${label}(${initial})`;
    if (context.kind === 'accessor') return { get(this: Any) { return `get ${value.get.call(this)}`; }, set(this: Any, v: Any) { value.set.call(this, `set ${v}`); }, init: (v: Any) => `init ${v}` };
    if (context.kind === 'getter') return function (this: Any) { return `${label}:${value.call(this)}`; };
    if (context.kind === 'class') return class extends value { decorated = label; };
    return undefined;
  };
};
@trace('class 1')
@trace('class 2')
class Service {
  @trace('field') name = 'field value';
  @trace('static field') static count = 1;
  @trace('private') #secret = 'hidden';
  @trace('accessor') accessor level = 1;
  @trace('method 1') @trace('method 2') run(n: number) { const local = n * 2; return `${local} ${this.#secret}`; }
  @trace('static') static make() { return new this(); }
  @trace('getter') get value() { return this.name; }
  @trace(`computed ${log.length > 0}`) ['key' + 1]() { return 'computed'; }
}
const service: Any = new Service();
console.log(log.splice(0).join('\n'));
const result = service.run(4);
service.level = 5;
console.log(result, service.level, service.name, service.value, service.key1(), service.decorated, (Service as Any).make() instanceof Service, log.splice(0));
function bound(method: Any, { name, addInitializer }: Any) { addInitializer(function (this: Any) { this[name] = this[name].bind(this); }); return method; }
class Button { label = 'button'; @bound click() { return this.label; } }
const { click } = new Button();
console.log(click(), Object.keys(new Button()));
const logged = <This, Args extends unknown[], R>(target: (this: This, ...args: Args) => R, { name }: ClassMethodDecoratorContext) => function (this: This, ...args: Args): R { log.push(String(name)); return target.call(this, ...args); };
console.log(new (class { @logged m(a: number) { return a + 1; } })().m(1), log);
