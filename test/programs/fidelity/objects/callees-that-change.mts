// Functions of other code that are called by a name which means another function once they have returned, or by no name at all: what they have changed is seen.
import change from '../modules/node_modules/sample-package/change.cjs';

const own = (o: { n: number }) => o.n;
const seen: unknown[] = [];

let assigned: any = change.change;
const first = { n: 1 };
assigned(first, () => { assigned = own; });
seen.push(first);

assigned = change.change;
const second = { n: 1 };
assigned((assigned = own, second));
seen.push(second);

(globalThis as any).ofAll = change.change;
declare let ofAll: any;
const third = { n: 1 };
ofAll(third, () => { ofAll = own; });
seen.push(third);

function local(f: any, o: { n: number }) {
  f((f = own, o));
  seen.push(o);
  const changes = (given = f(o)) => given;
  seen.push(changes());
}
local(change.change, { n: 1 });

function parameter(f: any, o: { n: number }, given = f(o, () => { f = own; })) {
  seen.push(o, given);
}
parameter(change.change, { n: 1 });

class Field {
  given = assigned(first, () => { assigned = own; });
  after = first.n;
}
assigned = change.change;
seen.push(new Field());

let replaced = function named(): unknown { return own; };
function declared() {}
// @ts-expect-error: functions that are declared can be assigned in sloppy code and in modules
declared = change.changerOf(second);
declared();
seen.push(second);

const fourth = { n: 1 };
new (change.classFor(fourth))();
seen.push(fourth);
new (change.classFor(fourth) as any)(replaced);
seen.push(fourth);
change.changerOf(fourth)();
seen.push(fourth);
(0, change.changerOf(fourth))();
seen.push(fourth);
(seen.length > 0 ? change.changerOf(fourth) : own)(fourth);
seen.push(fourth);

const map = new Map([[1, fourth]]);
const mapOf = () => map;
mapOf()?.clear();
seen.push(map);
mapOf()?.set(2, fourth);
seen.push(map);
const holder = { map };
const holderOf = () => holder;
holderOf()?.map.clear();
seen.push(map);

class Base {
  readonly label: unknown;
  constructor(label?: unknown) { this.label = label; }
  method() { return this; }
}
class Middle extends Base {}
class Fields { own = 1; }
for (const Class of [Base, Middle, Fields] as any[]) {
  const Extended = change.extended(Class) as any;
  const made = new Extended(1, 2);
  seen.push(made);
  const { held } = change.holderOf(Extended) as any;
  seen.push(held);
}
function Old(this: any) { this.old = true; }
const old = new (change.extended(Old as any))(1);
seen.push(old);
console.log(seen);
