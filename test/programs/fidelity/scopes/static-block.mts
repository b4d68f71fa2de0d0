// Static blocks run between static fields, with `this`, locals, privates, and var scopes of their own.
const order: string[] = [];
let readSecret: (o: Registry) => number;
class Registry {
  static first = order.push('first');
  static #total = 0;
  #secret = 42;
  static {
    var hoisted = 'block 1';
    const local = this.name;
    order.push(`${local} ${hoisted} ${this.first}`);
    readSecret = (o) => o.#secret;
    this.#total += 5;
  }
  static second = order.push('second');
  static {
    var hoisted = 'block 2';
    for (let i = 0; i < 2; i++) {
      const step = i * 10;
      this.#total += step;
    }
    try {
      throw new Error(hoisted);
    } catch (error) {
      order.push((error as Error).message);
    }
    function helper() {
      return Registry.#total;
    }
    order.push(`helper ${helper()} ${typeof arguments_()}`);
  }
  static get total() {
    return this.#total;
  }
}
function arguments_() {
  return undefined;
}
console.log(order, Registry.total, readSecret!(new Registry()), typeof (globalThis as any).hoisted);
class Child extends Registry {
  static inherited: number;
  static {
    try {
      this.inherited = super.total;
    } catch (error) {
      order.push((error as Error).message);
    }
  }
}
console.log(Child.inherited, Object.keys(Child), order.at(-1));
