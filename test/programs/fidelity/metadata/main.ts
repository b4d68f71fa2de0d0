// TypeScript's experimental decorators with emitDecoratorMetadata: order, parameters, property descriptors, design types.
const log: string[] = [];
const metadata = new Map<string, unknown>();
(Reflect as any).metadata = (key: string, value: any) => (target: any, property?: string) => {
  const name = (x: any): unknown => (Array.isArray(x) ? x.map(name) : x?.name ?? x);
  metadata.set(`${target.name ?? target.constructor.name}.${String(property)} ${key}`, name(value));
};
const trace = (label: string): any => {
  log.push(`evaluate ${label}`);
  return (target: any, key?: string, extra?: any) => {
    log.push(`apply ${label} ${typeof target} ${String(key)} ${typeof extra === 'number' ? extra : typeof extra}`);
  };
};
const double = (_: object, __: string, descriptor: PropertyDescriptor) => {
  const { value } = descriptor;
  descriptor.value = function (this: unknown, ...args: number[]) { return value.apply(this, args) * 2; };
};
function sealed<T extends new (...args: any[]) => object>(Base: T) {
  return class extends Base { sealed = true; };
}
class Dependency { n = 1; }
@sealed
@trace('class')
class Service {
  @trace('property') name: string = 'service';
  @trace('static property') static count: number = 0;
  @trace('optional') dependency?: Dependency;
  constructor(@trace('constructor parameter') readonly dep: Dependency, @trace('second') private values: number[] = []) { Service.count++; }
  @trace('method') @double sum(@trace('parameter') a: number, b: number): number { const total = a + b; return total; }
  @trace('accessor') get size(): number { return this.values.length; }
  @trace('async') async later(): Promise<string> { return this.name; }
}
console.log(log.splice(0).join('\n'));
const service: any = new Service(new Dependency());
console.log(service.sum(1, 2), service.sealed, service.size, service instanceof Service, Service.count, Service.name, await service.later());
console.log([...metadata].sort());
