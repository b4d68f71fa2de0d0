// immer: drafts of every kind of value, patches forwards and backwards, what it refuses.
import * as immer from 'immer';
import { check, randomOf } from './checks.mjs';

const { produce, produceWithPatches, applyPatches, enablePatches, enableMapSet, current, original, isDraft, createDraft, finishDraft, castDraft, freeze, immerable, nothing, setAutoFreeze } = immer;
enablePatches();
enableMapSet();

const base = { list: [1, 2, 3], deep: { a: { b: { c: 'x' } } }, map: new Map([['k', { n: 1 }]]), set: new Set([{ id: 1 }, { id: 2 }]), flag: true };
const recipes = {
  nothing: () => {},
  assign: (draft) => { draft.flag = false; },
  same: (draft) => { draft.flag = true; },
  remove: (draft) => { delete draft.flag; },
  deep: (draft) => { draft.deep.a.b.c = 'y'; draft.deep.extra = { z: 1 }; },
  push: (draft) => { draft.list.push(4, 5); },
  splice: (draft) => { draft.list.splice(1, 1, 'a', 'b'); },
  sort: (draft) => { draft.list.sort((a, b) => b - a); draft.list.reverse(); draft.list.unshift(0); },
  length: (draft) => { draft.list.length = 1; },
  fill: (draft) => { draft.list.fill(0, 1).copyWithin(0, 2); },
  map: (draft) => { draft.map.get('k').n++; draft.map.set('new', [1]); draft.map.delete('none'); },
  clear: (draft) => { draft.map.clear(); draft.set.clear(); },
  set: (draft) => { for (const item of draft.set) if (item.id === 2) item.id = 20; draft.set.add('x'); },
  replace: () => ({ replaced: true }),
  undefinedResult: () => nothing,
  alias: (draft) => { draft.other = draft.deep; draft.deep.a.b.c = 'shared'; },
  swap: (draft) => { [draft.list[0], draft.list[2]] = [draft.list[2], draft.list[0]]; },
  nested: (draft) => { draft.deep = produce(draft.deep, (inner) => { inner.a.b.c = 'inner'; }); },
  throws: () => { throw new RangeError('in the recipe'); },
  both: (draft) => { draft.flag = 1; return {}; },
  defined: (draft) => { Object.defineProperty(draft, 'p', { value: 1 }); },
  looked: (draft) => { draft.seen = [isDraft(draft.deep), original(draft.deep) === base.deep, current(draft.list), 'flag' in draft, Object.keys(draft).join(), JSON.stringify(draft.deep)]; },
};
for (const [name, recipe] of Object.entries(recipes)) {
  check(name, () => produce(base, recipe));
  check(`${name}, sharing`, () => { const next = produce(base, recipe); return Object.keys(base).map((key) => next?.[key] === base[key]); });
  check(`${name}, patches`, () => { const [next, patches, inverse] = produceWithPatches(base, recipe); return [patches, inverse, applyPatches(base, patches), applyPatches(next, inverse)]; });
}
check('frozen', () => { produce(base, recipes.push).list.push(1); });
check('frozen deeply', () => Object.isFrozen(produce(base, recipes.deep).deep.extra));
check('frozen map', () => produce(base, recipes.map).map.set('x', 1));
check('revoked', () => { let kept; produce(base, (draft) => { kept = draft; }); return kept.list; });
check('curried', () => produce((draft, n) => { draft.n += n; })({ n: 1 }, 5));
check('primitive', () => [produce(1, (n) => n + 1), produce(null, () => 'null'), produce('x', () => undefined)]);
check('manual', () => { const draft = createDraft(base); draft.list.push(9); return [finishDraft(draft).list, base.list]; });
class Point {
  [immerable] = true;
  #secret = 5;
  constructor(x, y) { this.x = x; this.y = y; }
  get length() { return Math.hypot(this.x, this.y); }
  move(by) { this.x += by; return this; }
}
check('class', () => { const point = new Point(3, 4); const moved = produce(point, (draft) => { draft.move(2); }); return [moved, moved instanceof Point, moved.length, point.x]; });
check('class refused', () => produce(new (class Other {})(), (draft) => { draft.x = 1; }));
check('getters', () => produce({ a: 1, get double() { return this.a * 2; } }, (draft) => { draft.a = 5; }));
check('symbols', () => produce({ [Symbol.for('s')]: { n: 1 } }, (draft) => { draft[Symbol.for('s')].n = 2; }));
check('freeze', () => Object.isFrozen(freeze({ a: { b: 1 } }, true).a));
check('castDraft', () => castDraft(base) === base);
setAutoFreeze(false);
check('not frozen', () => Object.isFrozen(produce(base, recipes.push)));
setAutoFreeze(true);
const random = randomOf(11);
let state = { items: [] };
for (let step = 0; step < 200; step++) {
  const [next, patches, inverse] = produceWithPatches(state, (draft) => {
    const at = random(draft.items.length + 1);
    if (random(3) > 0) draft.items.splice(at, 0, { id: step, sub: [random(5)] });
    else if (draft.items.length > 0) draft.items.splice(at - 1, 1);
    if (draft.items.length > 2) draft.items[random(draft.items.length)].sub.push(step);
  });
  check(`step ${step}`, () => [patches.length, inverse.length, JSON.stringify(applyPatches(next, inverse)) === JSON.stringify(state), next.items.map(({ id }) => id).join()]);
  state = next;
}
