// Enums: numeric, string, computed, heterogeneous, reverse mapping, const enums, merged, local, exported, as values.
enum Direction { Up, Down, Left = 10, Right }
enum Color { Red = 'RED', Green = 'GREEN' }
enum Mixed { A = 1, B = A << 2, C = 'text'.length, D = B | 1, E }
const enum Inline { First = 1, Second = First * 2, Name = 'name' }
enum Direction { Extra = 99 }
const before = Direction.Up;
console.log(Direction, Color, Mixed, before, Direction[10], Direction['Extra'], Inline.Second, Inline.Name);
function move(direction: Direction): string {
  switch (direction) {
    case Direction.Up:
      return 'up';
    case Direction.Left: {
      const name = Direction[direction];
      return `left is ${name}`;
    }
    default:
      return `other ${direction satisfies number}`;
  }
}
const moves = [Direction.Up, Direction.Left, Direction.Right].map(move);
console.log(moves, Object.keys(Direction).length, Object.values(Color), Mixed.C, typeof Mixed);
function local() {
  enum Local { X = 1, Y }
  const values = [Local.X, Local.Y, Local[1]];
  return values;
}
console.log(local());
export enum Exported { One = 1 }
(Direction as any).Added = 5;
const holder = { Direction, inline: Inline.First };
console.log(holder.Direction.Down, (holder.Direction as any).Added, holder.inline, Exported[1]);
class Uses { direction = Direction.Down; static color: Color = Color.Green; }
console.log(new Uses(), Uses.color);
