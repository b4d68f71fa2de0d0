#!/usr/bin/env node
/**
 * Looks at Node's version before anything else is loaded: an older Node lacks names that modules import, and crashes in the SQLite driver
 * instead of refusing it.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > 22 || (major === 22 && minor >= 15)) {
  // What commands load is compiled once per machine, the TypeScript compiler (14 MB) above all. It is of this process alone: programs that it starts do not see it.
  process.getBuiltinModule('node:module').enableCompileCache();
  await import('./commandScript.js');
} else {
  process.stderr.write(`elixirscope: ElixirScope needs Node 22.15 or newer, and this is ${process.version}.\n`);
  process.exitCode = 1;
}
