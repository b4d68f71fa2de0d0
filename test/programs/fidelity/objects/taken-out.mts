// What a setter or trap of other code makes of a literal that is assigned to it, takes out of it, and changes later.
import hold from '../modules/node_modules/sample-package/hold.cjs';

const holders = [hold.setter(), hold.trap(), hold.lazy()] as any[];
const seen: unknown[] = [];
for (const holder of holders) {
  holder.value = { part: { a: 1 }, list: [{ b: 2 }] };
  // What it has defined itself, it has not been given, as far as anybody can see.
  if (holder !== holders[2]) hold.change();
  const { part, list } = hold.taken();
  seen.push(part, list);
  const { value } = holder;
  seen.push(value);
  seen.push(Object.keys(value));
}
const known = { n: 1 };
const { marked } = hold as any;
marked.mark = known;
seen.push(known);
hold.change();
seen.push(known);
const other = { n: 2 };
marked['mar' + 'k'] = other;
seen.push(other);
console.log(seen);
