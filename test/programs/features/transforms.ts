// TypeScript that has code of its own: enums, const enums, namespaces, parameter properties, import equals.
enum Direction { Up = 1, Down, Left = Down * 2, Right, Text = 'text' }
const enum Flags { A = 1 << 0, B = 1 << 1, AB = A | B }
enum Computed { Length = 'abc'.length, Next = Length + 1 }
enum Merged { One }
enum Merged { Two = 1 }
namespace Geometry {
  export const unit = 2;
  let hidden = 0;
  export function scale(x: number): number { hidden++; return x * unit; }
  export namespace Inner { export const deep = unit * 10; export let counter = 0; }
  export class Point { constructor(public x: number, public y = x) {} }
  export const uses = () => hidden;
}
namespace Geometry { export const extended = Geometry.unit + 1; }
function merged() { return merged.extra; }
namespace merged { export const extra = 'namespace on a function'; }
class Account {
  constructor(readonly owner: string, private balance = 0, protected readonly log: string[] = []) { this.log.push(`opened by ${this.owner}`); }
  deposit(n: number) { this.balance += n; this.log.push(`+${n}`); return this; }
  get report() { return `${this.owner} ${this.balance} ${this.log.length}`; }
}
class Savings extends Account { constructor(owner: string, public rate: number) { super(owner, 100); this.rate *= 2; } }
console.log(Direction, Direction.Down, Direction[2], Direction.Text, Flags.AB, Computed.Next, Merged);
console.log(Geometry.scale(4), Geometry.uses(), Geometry.Inner.deep, ++Geometry.Inner.counter, new Geometry.Point(3), Geometry.extended, merged());
console.log(new Account('ada').deposit(5).report, new Savings('bob', 2), Object.keys(new Savings('c', 1)));
for (const d of [Direction.Up, Direction.Left]) {
  switch (d) {
    case Direction.Up: console.log('up'); break;
    case Direction.Left: console.log('left'); break;
  }
}
import Alias = Geometry.Inner;
console.log(Alias.deep);
