// Methods of strings, numbers and the like that are written down, by all ways to write the name.
const name = 'at';
console.log('abc'['at'](1), 'abc'[name](1), `abc`['at'](1), `a${name}`['slice'](1), 'abc'.at(1), ('abc')['at'](2));
console.log(1['toString'](), 1.5['toFixed'](0), 1..toFixed(2), (1)['toFixed'](1), 0x10['toString'](2), (-1)['toFixed'](1));
console.log(10n['toString'](16), true['toString'](), (!1)['toString'](), /a/['test']('a'), [1]['concat'](2), 'abc'?.['at'](0), 'a,b'['split'](','));
console.log('abc'[Symbol.iterator]()['next'](), 'abc'['replace'](/b/, (x) => x['toUpperCase']()), 'a'['concat'](...['b', 'c']));
for (const attempt of [() => null['a'](), () => 'a'['none'](), () => 1['none'](), () => 'a'.none(), () => (void 0)['b']()]) {
  try { attempt(); } catch (error) { console.log(error.message); }
}
