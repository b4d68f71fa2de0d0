// mobx: observables of every kind, computed values, reactions, actions, flows, and the order in which things run.
import * as mobx from 'mobx';
import { check, checkAsync, randomOf } from './checks.mjs';

const { action, autorun, computed, configure, flow, isObservable, makeAutoObservable, makeObservable, observable, observe, intercept, reaction, runInAction, spy, toJS, transaction, trace, untracked, when, onBecomeObserved, onBecomeUnobserved, extendObservable, keys, values, entries, set, remove, has, get, createAtom, _getAdministration, getDependencyTree } = mobx;
configure({ enforceActions: 'never' });

class Todo {
  id; title; done = false;
  constructor(id, title) { makeAutoObservable(this, { id: false }); this.id = id; this.title = title; }
  get label() { return `${this.done ? '[x]' : '[ ]'} ${this.title}`; }
  toggle() { this.done = !this.done; }
}
class Store {
  todos = []; filter = 'all'; computedRuns = 0;
  constructor() { makeObservable(this, { todos: observable, filter: observable, visible: computed, remaining: computed.struct, add: action.bound, load: flow }); }
  get visible() { this.computedRuns++; return this.todos.filter(({ done }) => this.filter === 'all' || done === (this.filter === 'done')); }
  get remaining() { return { count: this.todos.filter(({ done }) => !done).length }; }
  add(title) { this.todos.push(new Todo(this.todos.length, title)); }
  *load(titles) { for (const title of titles) { yield Promise.resolve(); this.add(title); } return this.todos.length; }
}
const log = [];
const store = new Store();
const stops = [
  autorun(() => log.push(`autorun ${store.visible.map(({ label }) => label).join()}`)),
  reaction(() => store.remaining, (now, before) => log.push(`reaction ${before.count}->${now.count}`)),
  when(() => store.todos.length > 2, () => log.push('when')),
  observe(store, 'filter', ({ newValue, oldValue }) => log.push(`observe ${oldValue}->${newValue}`)),
  intercept(store, 'filter', (change) => (change.newValue === 'bad' ? null : change)),
];
const drained = () => log.splice(0);
check('add', () => { store.add('one'); store.add('two'); return drained(); });
check('toggle', () => { store.todos[0].toggle(); return drained(); });
check('filter', () => { store.filter = 'done'; store.filter = 'bad'; store.filter = 'done'; return drained(); });
check('transaction', () => { transaction(() => { store.filter = 'all'; store.todos[0].title = 'ONE'; store.add('three'); }); return drained(); });
check('runInAction', () => { runInAction(() => { for (const todo of store.todos) todo.done = true; }); return drained(); });
check('computed is cached', () => { const before = store.computedRuns; void store.visible; void store.visible; return store.computedRuns - before; });
await checkAsync('flow', async () => [await store.load(['four', 'five']), drained()]);
check('toJS', () => toJS(store.todos).map(({ title, done }) => [title, done]));
check('disposed', () => { for (const stop of stops) stop(); store.add('unseen'); return drained(); });
check('tree', () => { const value = observable.box(1); const stop = autorun(() => value.get()); const tree = JSON.stringify(getDependencyTree(stop[mobx.$mobx] ?? stop)).replace(/@\d+/g, ''); stop(); return tree; });

const kinds = { object: observable({ a: 1, b: { c: [1, 2] } }), array: observable([3, 1, 2]), map: observable.map([['k', { n: 1 }]]), set: observable.set(['a']), box: observable.box('x'), shallow: observable.object({ a: { b: 1 } }, undefined, { deep: false }), ref: observable.box({ n: 1 }, { deep: false }) };
for (const [name, value] of Object.entries(kinds)) {
  check(`${name} is`, () => [isObservable(value), mobx.isObservableArray(value), mobx.isObservableMap(value), mobx.isObservableSet(value), mobx.isBoxedObservable(value), mobx.isObservableObject(value)]);
  check(`${name} as JS`, () => toJS(value));
  check(`${name} printed`, () => String(value));
  check(`${name} json`, () => JSON.stringify(value));
}
const arrayOps = { push: (a) => a.push(9), pop: (a) => a.pop(), shift: (a) => a.shift(), unshift: (a) => a.unshift(0), splice: (a) => a.splice(1, 1, 'x', 'y'), reverse: (a) => a.reverse().join(), sort: (a) => a.slice().sort().join(), clear: (a) => a.clear(), replace: (a) => a.replace([7, 8]), remove: (a) => a.remove(7), length: (a) => { a.length = 1; }, index: (a) => { a[1] = 'one'; }, outside: (a) => a[99], map: (a) => a.map((n) => n), includes: (a) => [a.includes('one'), a.indexOf('one'), a.find((n) => n === 'one'), a.at(-1)], spread: (a) => [...a], concat: (a) => a.concat([1]), json: (a) => JSON.stringify(a), isArray: (a) => Array.isArray(a) };
const seen = [];
observe(kinds.array, (change) => seen.push([change.type, change.index, change.newValue ?? change.added, change.removed]));
const stopArray = autorun(() => seen.push(`length ${kinds.array.length}`));
for (const [name, operate] of Object.entries(arrayOps)) check(`array ${name}`, () => [operate(kinds.array), seen.splice(0)]);
stopArray();
const mapOps = { set: (m) => m.set('k2', 2), get: (m) => m.get('k'), same: (m) => m.set('k2', 2), has: (m) => m.has('none'), delete: (m) => m.delete('k2'), entries: (m) => [...m.entries()].length, forEach: (m) => m.forEach((_value, key) => seen.push(key)), merge: (m) => m.merge({ z: 1 }), replace: (m) => m.replace(new Map([['only', 1]])), clear: (m) => m.clear(), size: (m) => m.size };
observe(kinds.map, (change) => seen.push([change.type, change.name, change.newValue]));
const stopMap = autorun(() => seen.push(`has k2 ${kinds.map.has('k2')}`));
for (const [name, operate] of Object.entries(mapOps)) check(`map ${name}`, () => [operate(kinds.map) === kinds.map || 'done', seen.splice(0)]);
stopMap();
check('object tools', () => [keys(kinds.object), values(kinds.object).length, entries(kinds.object).length, set(kinds.object, 'n', 1), has(kinds.object, 'n'), get(kinds.object, 'n'), remove(kinds.object, 'n'), has(kinds.object, 'n')]);
check('extend', () => { const object = extendObservable({}, { first: 'a', last: 'b', get full() { return this.first + this.last; } }); object.last = 'c'; return object.full; });
check('errors', () => makeObservable({ a: 1 }, { b: observable }));
check('cycle', () => { const a = computed(() => b.get()); const b = computed(() => a.get()); return a.get(); });
check('caught', () => { const broken = computed(() => { throw new Error('in computed'); }); try { broken.get(); } catch (error) { return error.message; } });
check('autorun that throws', () => { const errors = []; const box = observable.box(1); const stop = autorun(() => { if (box.get() > 1) throw new Error('in autorun'); }, { onError: (error) => errors.push(error.message) }); box.set(2); stop(); return errors; });
check('observed', () => { const box = observable.box(1); const events = []; onBecomeObserved(box, () => events.push('observed')); onBecomeUnobserved(box, () => events.push('unobserved')); autorun(() => box.get())(); return events; });
check('untracked', () => { const [a, b] = [observable.box(1), observable.box(1)]; let runs = 0; const stop = autorun(() => { runs++; a.get(); untracked(() => b.get()); }); b.set(2); a.set(2); stop(); return runs; });
check('atom', () => { const atom = createAtom('clock'); let runs = 0; const stop = autorun(() => { runs++; atom.reportObserved(); }); atom.reportChanged(); stop(); return runs; });
check('spy', () => { const types = []; const stop = spy(({ type }) => types.push(type)); const box = observable.box(1); runInAction(() => box.set(2)); stop(); return types; });

const random = randomOf(3);
const cells = Array.from({ length: 12 }, (_unused, i) => observable.box(i));
const sums = cells.map((_cell, i) => computed(() => (i === 0 ? 0 : sums[i - 1].get()) + cells[i].get()));
const runs = [];
const stopSums = autorun(() => runs.push(sums.at(-1).get()));
for (let step = 0; step < 150; step++) {
  const changes = Array.from({ length: 1 + random(3) }, () => [random(12), random(100)]);
  transaction(() => { for (const [cell, value] of changes) cells[cell].set(value); });
  check(`step ${step}`, () => [runs.splice(0), sums[random(12)].get()]);
}
stopSums();
await checkAsync('when as a promise', async () => { const box = observable.box(0); setTimeout(() => box.set(1), 1); await when(() => box.get() === 1); return box.get(); });
await checkAsync('cancelled flow', async () => { const running = flow(function* () { yield new Promise(() => {}); })(); running.cancel(); return running; });
await checkAsync('delayed reaction', async () => { const box = observable.box(0); const fired = []; const stop = reaction(() => box.get(), (n) => fired.push(n), { delay: 5 }); box.set(1); box.set(2); await new Promise((resolve) => setTimeout(resolve, 30)); stop(); return fired; });
