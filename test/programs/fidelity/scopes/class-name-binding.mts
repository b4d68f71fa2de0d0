// A class has an inner constant binding of its name: reassigning the outer one does not touch the methods' view.
class Original {
  static label = 'first';
  static self() {
    return Original;
  }
  assign() {
    try {
      (Original as any) = null;
      return 'assigned';
    } catch (error) {
      return (error as Error).message;
    }
  }
}
const kept = Original;
console.log(new Original().assign());
let Mutable: any = class Inner {
  static read = () => Inner;
};
const before = Mutable;
Mutable = { replaced: true };
console.log(before.read() === before, Mutable);
class Declared {
  static count = 0;
  static instances: Declared[] = [];
  readonly id = ++Declared.count;
  constructor() {
    Declared.instances.push(this);
  }
}
const alias = Declared;
// @ts-expect-error: a class declaration is a mutable binding outside
Declared = 'gone';
const one = new alias();
const two = new alias();
console.log(typeof Declared, alias.count, alias.instances.length, one.id, two.id, kept.self() === kept);
const anonymous = class {
  static who = this.name;
  static later() {
    return anonymous;
  }
};
console.log(anonymous.who, anonymous.later() === anonymous);
