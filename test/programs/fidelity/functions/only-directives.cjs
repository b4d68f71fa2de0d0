// Bodies that hold nothing but directives, up to the closing brace.
function plain() {'use strict';}
function bare() {'use strict'}
function two() {'use strict';'other';}
class Base { constructor() {'empty';} method() {'other'} }
class Derived extends Base { constructor() {'use strict';} }
async function later() {'a';}
function* generator() {'b';}
const arrow = () => {'use strict';};
console.log(plain(), bare(), two(), new Base().method(), arrow(), [...generator()]);
later().then(console.log);
try {
  new Derived();
} catch (error) {
  console.log(error.stack.split('\n').slice(0, 2).join('\n').replace(__dirname, ''));
}
for (const key in plain) console.log(key);
