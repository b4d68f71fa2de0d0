// Tags of other code: what they do to what a template gives them, and to what they are methods of, is seen, and so is what they call back with.
import change from '../modules/node_modules/sample-package/change.cjs';

const seen: unknown[] = [];
const o = { n: 1 };
change.tag`of ${o} and ${1}`;
seen.push(o);
const given = change.tag`${(o.n, o)}`;
seen.push(given);

let named: any = change.tag;
named`${(named = String.raw, o)}`;
seen.push(o);

const holder = { held: { n: 1 }, tag: change.tagOfThis };
holder.tag`nothing given`;
seen.push(holder);
const list: any = [1];
list.push`text${2}`;
seen.push(list);

change.tag`${o}``again ${o}`;
seen.push(o);
const Made = class { n = 1 };
const made = new (change.tag`${Made}`)();
seen.push(made);
new change.tag`${Made}`();

const called: unknown[] = [];
const part = { n: 5 };
change.tagCalling`${(it: { n: number }) => { called.push(it, it.n); }} of ${part}`;
seen.push(called, part);

function* suspended(): Generator<unknown, void, { n: number }> {
  change.tag`${yield 1} ${yield 2}`;
}
const running = suspended();
const [first, second] = [{ n: 1 }, { n: 2 }];
running.next(second);
running.next(first);
running.next(second);
seen.push(first, second);

for (const f of [() => (change as any).none`${o}`, () => (undefined as any)`${o}`, () => (o as any).n`x``y`])
  try {
    f();
  } catch (error) {
    seen.push((error as Error).message, (error as Error).stack?.split('\n')[1]?.replace(/\(.*[\\/]/, '('));
  }
console.log(seen);
