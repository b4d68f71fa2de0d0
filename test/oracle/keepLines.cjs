// Preloaded into the inspected program. Node's type stripping keeps every line where it is, but refuses enums; this hook
// replaces an enum by code of as many lines and leaves the rest to Node. (Node's own transform would move all lines.)
'use strict';
const { registerHooks, stripTypeScriptTypes } = require('node:module');
const { readFileSync } = require('node:fs');
const { fileURLToPath } = require('node:url');

const ENUM = /^(export )?(?:const )?enum (\w+) \{([^}]*)\}/gm;

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith('file:') || !/\.[cm]?ts$/.test(url) || url.includes('/node_modules/'))
      return nextLoad(url, context);
    const source = readFileSync(fileURLToPath(url), 'utf8');
    if (!source.match(ENUM)) return nextLoad(url, context);
    const code = stripTypeScriptTypes(source.replace(ENUM, enumCode), { mode: 'strip', sourceUrl: url });
    return { format: url.endsWith('.cts') ? 'commonjs' : 'module', source: code, shortCircuit: true };
  },
});

function enumCode(text, exported = '', name, body) {
  let next = '0';
  const members = body
    .split(',')
    .map((member) => member.trim())
    .filter(Boolean)
    .map((member) => {
      const [key, value = next] = member.split('=').map((part) => part.trim());
      next = `${name}.${key} + 1`;
      return /^['"]/.test(value) ? `${name}.${key} = ${value};` : `${name}[${name}.${key} = ${value}] = '${key}';`;
    });
  const lines = '\n'.repeat(text.split('\n').length - 1);
  return `${exported}var ${name}; (function (${name}) { ${members.join(' ')} })(${name} || (${name} = {}));${lines}`;
}
