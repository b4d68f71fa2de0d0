// Calls in optional chains that go on behind them: what each of them has done is seen before the next one begins.
import change from '../modules/node_modules/sample-package/change.cjs';

const seen: unknown[] = [];
class Task {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
  run(by?: unknown) {
    seen.push(this.name, by);
    return this;
  }
  get self() { return this; }
  #inner = { list: [1] };
  static inner(task: Task | undefined) { return task?.#inner.list.slice().concat(2).length; }
}
let queue: any = [new Task('a'), new Task('b'), new Task('c'), new Task('d')];
queue?.shift().run();
queue?.pop().run(1);
queue?.splice(0, 1)[0].self.run(queue.length).run(2);
const [removed] = [queue?.splice(0, 1)[0]];
seen.push(removed, queue);
queue?.shift()?.run();
queue?.push(new Task('e')).toFixed();
queue?.shift()?.run().self?.run('again').run('last');

const map: any = new Map([['k', [1]]]);
map?.get('k').push(2);
map?.set(1, 2).set(3, 4).delete(1);
map?.set(5, []).get(5).push(map?.get('k').pop(), map?.size);
map?.['set']('x', 1)['set']('y', 2);
seen.push(map);

const none: any = undefined;
none?.shift().run(seen.push('never'));
seen.push(none?.a.b().c, typeof none?.a().b, none?.shift()?.run().self);
seen.push(Task.inner(new Task('f')), Task.inner(none));

const foreign: any = { change: change.change, part: { n: 1 }, of: () => foreign, list: [3, 2, 1] };
foreign?.of().change(foreign.part);
foreign?.change(foreign.part)?.nothing.at.all;
foreign.of()?.of().list.reverse().push(0).toFixed();
(foreign?.of().list).push(4);
(foreign?.of().of)().list.push(5);
delete foreign?.part.n;
seen.push(foreign);
const callback: any = (list: unknown[]) => list;
callback?.([1]).push(2);
for (const v of foreign?.of().list.splice(0, 2)) seen.push(v);
const [first] = foreign?.of().list.splice(0, 1) ?? [];
seen.push(first, ...foreign?.list.splice(0, 1).concat(foreign.list.length));
seen.push(`${foreign?.of().list.pop()}`, !foreign?.of().list.length, foreign?.of().list.push(9) + 1);

// What a method's optional call has done, and what is called of what it returned; the receiver stays.
const held: any = { change: change.change, part: { n: 1 }, list: [1], of(this: any, ...given: unknown[]) { return this === held ? { all: given, list: this.list, change: change.change } : null; } };
seen.push(held.of?.(held.part).change(held.part), held.of?.().list.push(2), held.nope?.(seen.push('never')).list.push(3));
seen.push(held.of?.(1, 2,).all.length, held.of?.(...[1, 2, 3]).all.length, held['of']?.().list.pop(), typeof held.change?.(held.part)?.n, held?.of?.(held.of?.(4).all.pop()).all);
seen.push(delete held?.of().list[0], delete held.nope?.().list.x, delete held.of?.().change, delete held.of?.().list.at, delete held?.of().all, held);

const waiting: any = { list: [{ n: 1 }, { n: 2 }, { n: 3 }] };
waiting.list.splice?.(0, 1).forEach((x: any) => { seen.push(x, waiting.list.length); });
seen.push(delete waiting.list?.shift().n, delete waiting.list?.at(0).n, waiting);

async function waits(q: any) {
  q?.push(await q?.at(0).self).toFixed();
  seen.push((await q?.shift().run()).name, q);
}
function* gives(q: any): Generator<any, void, any> {
  q?.push(yield q?.shift().run()).toFixed();
  seen.push(q);
}
const given = gives([new Task('g')]);
given.next(given.next().value);
class Holder {
  queue: any = [3];
  taken = this.queue?.splice(0, 1).concat(this.queue.length);
  with(extra = this.queue?.concat(4).concat(5)) { return extra; }
  again(this: any) { return this?.queue.concat(1).concat(2).length; }
}
const holder = new Holder();
seen.push(holder, holder.with(), holder.again());

const fails: (() => unknown)[] = [
  () => queue?.none().run(),
  () => queue?.concat().none(),
  () => queue?.concat().none.at(1),
  () => queue?.[0].run(),
  () => queue?.['none']().run(),
  () => queue?.at(100).run(),
  () => queue?.concat(1).at(0).run(2),
  () => holder.queue?.none().run(),
  () => holder?.queue.none().run(),
  () => missing?.concat().run(),
  () => queue?.concat(missing).run(),
  () => { return queue?.concat(
    1).none(); },
  () => new Map()?.set(1, 2).none(),
  () => (none ?? queue)?.none().run(),
  () => held.none?.().run() ?? held.of?.().none(),
  () => held.of?.(missing).list(),
  () => held.list?.(1).at(2),
  () => held.of?.call(null).list.pop(),
  () => (held.of as any)?.().list.at(0).x.y,
  () => delete Object.freeze(held)?.of().list.none().x,
  () => queue?.concat().none?.().run() ?? queue?.concat().none?.(1).none(),
  () => queue?.concat(1)[0].none(),
  () => queue?.concat().self.self.self,
  () => Object.defineProperty([], 'self', { get() { throw new Error('got'); } })?.concat().concat().self,
  () => (Object.defineProperty([], 'self', { get() { throw new Error('got'); } }) as any)?.self.concat().concat(),
];
declare const missing: any;
for (const f of fails)
  try {
    seen.push(f());
  } catch (error) {
    const { message, stack } = error as Error;
    seen.push(message, stack?.split('\n').slice(1, 3).map((line) => line.replace(/\(?file.*[\\/]/, '(')));
  }
const deleted: any = { self: () => deleted, a: 1, b: { c: 1, d: 2 } };
seen.push(delete (deleted?.self().a), delete (((deleted?.self().b.c))), delete deleted?.self().b.d, delete deleted?.self().b, JSON.stringify(deleted));
await waits([new Task('h')]);
console.log(seen);
