/**
 * Node's own type stripping keeps every line where it is, but refuses enums; this hook replaces an enum by code of as many lines and
 * leaves the rest to Node. (Node's own transform would move all lines.)
 */
import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';

const ENUM = /^(export )?(?:const )?enum (\w+) \{([^}]*)\}/gm;

export function keepLines(): void {
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
}

function enumCode(text: string, exported = '', name: string, body: string): string {
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
