// The test suite that object-inspect publishes: tape prints a line per assertion.
const { readdirSync } = require('node:fs');
const { dirname, join } = require('node:path');

const folder = join(dirname(require.resolve('object-inspect/package.json')), 'test');
for (const file of readdirSync(folder).sort()) if (file.endsWith('.js')) require(join(folder, file));
