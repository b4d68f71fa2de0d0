// Namespaces: exported and private members, nesting, merging with functions, classes and enums, live exported variables.
namespace Geometry {
  export const PI = 3;
  const hidden = 'private';
  export let scale = 1;
  export function area(r: number): number {
    const squared = r * r;
    return PI * squared * scale;
  }
  export namespace Inner {
    export const depth = hidden.length;
    export class Box { constructor(readonly size: number = depth) {} }
  }
  export interface Shape { area(): number }
}
namespace Geometry {
  export const doubled = (r: number) => Geometry.area(r) * 2;
  Geometry.scale = 10;
}
function counter(): number {
  return counter.start++;
}
namespace counter {
  export let start = 5;
}
class Registry { static count = 1; }
namespace Registry {
  export const label = `count ${Registry.count}`;
}
enum Kind { A, B }
namespace Kind {
  export function parse(text: string): Kind { return text === 'B' ? Kind.B : Kind.A; }
}
console.log(Geometry.area(2), Geometry.doubled(1), Geometry.Inner.depth, new Geometry.Inner.Box(), Object.keys(Geometry));
Geometry.scale++;
const after = Geometry.area(1);
console.log(after, counter(), counter(), counter.start, Registry.label, Kind.parse('B'), Kind[Kind.parse('x')]);
import Alias = Geometry.Inner;
const aliased = new Alias.Box(3);
console.log(aliased.size, Alias === Geometry.Inner);
namespace a.b.c { export const deep = 'dotted'; }
console.log(a.b.c.deep, (a as any).b);
