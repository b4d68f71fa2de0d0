// Names that an imported CommonJS module exports of others: Node looks for them in the texts of both, outside of functions only.
import { Kind, kindOf } from './lib/barrel.cjs';
import * as barrel from './lib/barrel.cjs';
import * as babel from './lib/barrel-babel.cjs';
import * as whole from './lib/barrel-whole.cjs';
import { typed } from './lib/typed.cts';
import * as script from './lib/hashbang.cjs';
console.log(Kind, kindOf('b'), typed(2), script.started);
for (const one of [barrel, babel, whole, script]) console.log(Object.keys(one).sort());
