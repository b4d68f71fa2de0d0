'use strict'; // Where V8 says that the text of an eval is no code, in what is returned and in default values: with calls alone, too.
const first = (f) => { try { f(); console.log('none'); } catch (e) { console.log(e.stack.split('\n')[1].split(':').slice(-2).join(':')); } };
first(() => { return [1, eval('bad(')]; });
first(() => { return { [1 + eval('bad(')]: 1 }; });
first(() => { return { a: eval('bad(') }; });
first(() => [1, eval('bad(')]);
first(() => { return [eval('bad(')]; });
first(() => { const a = [1, eval('bad(')]; });
first(() => { return 1 + eval('bad('); });
first(() => { return eval('1') + missing; });
first(() => { return first.none.x + eval('1'); });
first(() => { return first.none() || eval('1'); });
first((a = 1 + eval('bad(')) => a);
first(({ a = 1 + eval('bad(') } = {}) => a);
