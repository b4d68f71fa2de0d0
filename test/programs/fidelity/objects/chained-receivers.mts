// Behind `?.`: methods, and arguments, that assign the variable by which the receiver was named. What they have changed is seen where it is.

class Stack extends Array<number> {
  override push(...values: number[]) {
    let length = 0;
    for (const v of values) length = super.push(v);
    current = other;
    return length;
  }
}
const seen: unknown[] = [];
const other: any = [10, 20];
let current: any = new Stack();
const first = current;
current?.push(1);
seen.push(first, other);
current = first;
current?.push(2, 3);
seen.push(first, other);

let list: any = [1];
const before = list;
list?.push((list = [5, 6], 7));
seen.push(before, list);
let map: any = new Map([[1, 2]]);
const firstMap = map;
map?.set(1, (map = new Map([[3, 4]]), 5));
seen.push(firstMap, map);
map?.delete((map = firstMap, 3));
seen.push(firstMap, map);

const held: any = { list: [1], map: new Map() };
const [heldList, heldMap] = [held.list, held.map];
held?.list.push(9);
seen.push(heldList, held);
held.list?.push((held.list = heldList, 10));
seen.push(heldList, held);
held?.map?.set('a', (held.map = new Map(), 1));
seen.push(heldMap, held);
let holder: any = { inner: { list: [0] } };
const firstHolder = holder;
holder?.inner.list.push((holder = { inner: { list: [] } }, 11));
seen.push(firstHolder, holder);
holder = undefined;
holder?.inner.list.push(1);
seen.push((holder as any)?.push(2));
try {
  held?.nothing.push(3);
} catch (error) {
  seen.push((error as Error).message);
}
try {
  held?.list.none(3);
} catch (error) {
  seen.push((error as Error).message);
}

console.log(seen);
