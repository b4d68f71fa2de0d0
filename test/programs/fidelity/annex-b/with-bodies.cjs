// What runs inside `with`: every kind of statement and assignment, closures, generators, patterns, and proxies that are asked for each name once.
const asked = [];
const watched = (name, o) =>
  new Proxy(o, {
    has(t, key) { if (key !== 'asked') asked.push(`${name}.has ${String(key)}`); return Reflect.has(t, key); },
    get(t, key, receiver) { asked.push(`${name}.get ${String(key)}`); return Reflect.get(t, key, receiver); },
    set(t, key, value, receiver) { asked.push(`${name}.set ${String(key)}`); return Reflect.set(t, key, value, receiver); },
    deleteProperty(t, key) { asked.push(`${name}.delete ${String(key)}`); return Reflect.deleteProperty(t, key); },
  });
let outerLet = 1;
var outerVar = 2, free;
const state = { count: 0, list: [3, 1], inner: { deep: 1 }, add(n) { this.count += n; return this.count; } };
function bodies(o, parameter) {
  let local = 'local';
  with (o) {
    count++;
    count += 2;
    outerLet = count;
    outerVar += add(outerLet);
    parameter = count--;
    ({ count, other: outerVar = 9 } = { count: 40 });
    list.push(count, list.length);
    list[0] = local;
    inner.deep++;
    var declared = list.slice(), count = 50, fresh = inner;
    let block = [list, inner];
    const shown = block.map((x) => x === list);
    for (let i = 0; i < 2; i++) { add(i); local = i; }
    for (var key in inner) local = key;
    for (count of [7, 8]) free = count;
    if (count > 7) { let nested = add(1); local = nested; } else free = 0;
    try { missing(); } catch (error) { local = error.message; } finally { free = local.length; }
    label: for (;;) { count = 1; break label; }
    delete inner.deep;
    local ||= 1;
    free ??= 2;
    free &&= count;
    return finish();
    function finish() { local += '!'; return [count, local, parameter, typeof nowhere, shown, declared, fresh, block.length]; }
  }
}
console.log(bodies(watched('state', state), 0), state, outerLet, outerVar, free);
console.log(asked.length, asked.join(' '));
asked.length = 0;

function* generated(o) { with (o) { const got = yield a; b = got; yield* [a, b]; return a + b; } }
const g = generated(watched('g', { a: 1, b: 2 }));
console.log(g.next(), g.next(5), g.next(), g.next(), g.next(), asked.join(' '));
asked.length = 0;

function closures(o, mine) {
  const made = [];
  with (o) {
    for (let i = 0; i < 2; i++) made.push(() => [i, ++shared, mine++]);
    [shared, mine] = [mine * 10, shared / 10];
    switch (shared) { case 10: let inSwitch = mine; made.push(() => inSwitch); break; default: made.length = 0; }
    var arrow = (x = shared) => { let y = x + mine; shared = y; return y; };
    class Inside { field = shared; get twice() { return this.field * 2; } }
    made.push(arrow, () => new Inside().twice);
  }
  return made;
}
const object = { shared: 10 };
for (const f of closures(object, 1)) console.log(f(), object.shared);

function twoOfThem(o, p) {
  let both = 0;
  with (o) {
    let between = 'between';
    with (p) {
      both = x + y;
      between = both;
      x = y = both;
      var inBoth = [between, x, y];
      const read = () => (between += x);
      read();
    }
    both = between;
  }
  return [both, inBoth];
}
const first = { x: 1 }, second = { y: 2, both: undefined };
console.log(twoOfThem(watched('o', first), second), first, second, asked.join(' '));

with ('text') { var size = length, upper = toUpperCase(); }
with ([5, 2, 9]) { sort(); push(length); var joined = join(); }
with (function named() {}) var called = name;
console.log(size, upper, joined, called);
with ({ eval: (x) => `not evaluated: ${x}`, arguments: 'mine' }) { var own = eval('1 + 1'), args = arguments; }
function evaluates(o) { let seen = 1; with (o) { var sum = eval('seen = value + 1; value = seen; seen'); } return [sum, seen]; }
const valued = { value: 4 };
console.log(own, args, evaluates(valued), valued);
for (const bad of [null, undefined]) try { with (bad) free = 1; } catch (error) { console.log(error.message); }
try { with (watched('t', {})) nothing.at.all; } catch (error) { console.log(error.message); }
try { with ({ f: 1 }) f(); } catch (error) { console.log(error.message, error.stack.split('\n')[1].replace(/.*[/\\]/, '')); }
async function waits(o) { with (o) { await null; n = await n; local = n; } return o.n; var local; }
waits({ n: Promise.resolve(8) }).then(console.log);
