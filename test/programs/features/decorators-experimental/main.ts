// Experimental decorators, as the tsconfig beside this file asks: order, parameters, factories, property descriptors.
const log: string[] = [];
const mark = (name: string) => (log.push(`evaluate ${name}`), (...args: any[]) => { log.push(`apply ${name} ${args.length} ${String(args[1])}`); });
function twice(_: object, key: string, descriptor: PropertyDescriptor): PropertyDescriptor {
  const original = descriptor.value;
  return { ...descriptor, value(this: unknown, ...args: unknown[]) { log.push(`twice ${key}`); return original.apply(this, args) * 2; } };
}
function sealed<T extends new (...a: any[]) => object>(base: T) { return class extends base { sealed = true; }; }
@mark('class')
@sealed
class Shop {
  @mark('field') name = 'shop';
  @mark('static') static count = 0;
  constructor(@mark('parameter') readonly owner: string) { Shop.count++; }
  @mark('method') @twice total(@mark('argument') n: number) { return n + this.name.length; }
  @mark('accessor') get upper() { return this.owner.toUpperCase(); }
}
const shop = new Shop('ada');
console.log(shop.total(3), shop.upper, (shop as any).sealed, Shop.count, shop.name);
console.log(log.join('\n'));
