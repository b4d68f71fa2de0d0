// `import x = require()`, `export =` and namespaces merged with the export, in CommonJS TypeScript.
import path = require('node:path');
import fs = require('node:fs');
import Lib = require('./lib/exported.cts');
const joined = path.posix.join('a', 'b');
const made = new Lib.Thing('made');
console.log(joined, typeof fs.readFileSync, Lib(2), made.name, Lib.version);
import join = path.posix.join;
const again = join('x', 'y');
console.log(again);
class Main {
  static readonly started = path.basename(__filename);
  constructor(public readonly thing = made) {}
}
const main = new Main();
console.log(Main.started, main.thing === made, require.main === module);
export = Main;
