// Type-only imports and exports vanish, value imports stay, also those that are used only as types by name; side effects run.
import type { Shape } from './lib/shapes.mts';
import { type Circle, area, Square } from './lib/shapes.mts';
import './lib/effect.mts';
import type * as all from './lib/never-loaded.mts';
import { type Never } from './lib/loaded-for-nothing.mts';
const shapes: Shape[] = [{ kind: 'circle', r: 2 } as Circle, new Square(3)];
const areas = shapes.map((shape) => area(shape));
const total = areas.reduce((a, b) => a + b, 0);
console.log(areas, total.toFixed(2), (globalThis as any).effects);
type Later = all.Something | Never;
const later: Later | undefined = undefined;
console.log(later, typeof (shapes[1] as Square).side, shapes[1] instanceof Square);
export type { Shape } from './lib/shapes.mts';
export { type Circle, Square } from './lib/shapes.mts';
delete (globalThis as any).effects;
