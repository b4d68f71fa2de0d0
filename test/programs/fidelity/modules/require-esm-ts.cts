// A CommonJS TypeScript file: require of ES modules, `import x = require()` free code, export by exports, dynamic import.
const { join } = require('node:path') as typeof import('node:path');
interface Live { count: number; bump(by?: number): number }
const live: Live = require('./lib/live.mts');
const start = live.count;
live.bump(4);
const end: number = live.count;
console.log(start, end, typeof module, require.main === module, __filename.endsWith('.cts'));
const mapped = ([1, 2] as const).map((n): number => n * end);
console.log(mapped, join('a', 'b'));
function generic<T extends { id: number }>(items: T[], pick: (item: T) => boolean): T | undefined {
  const found = items.find(pick);
  return found!;
}
console.log(generic([{ id: 1 }, { id: 2 }], (item) => item.id === 2));
exports.late = import('./lib/live.mts').then((space) => {
  const same = space.count === live.count;
  console.log('dynamic', same, Object.keys(space).length);
  return same;
});
abstract class Shape {
  abstract area(): number;
  declare label: string;
  describe?(): string;
  protected readonly size: number = 2;
}
class Square extends Shape {
  override area(): number { return this.size ** 2; }
}
const square: Shape = new Square();
console.log(square.area(), Object.keys(square), module.children.length);
type Unused = typeof exports;
export type {};
