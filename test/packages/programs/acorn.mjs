// Parses acorn's own bundle and counts what is in it.
import { readFileSync } from 'node:fs';
import { parse } from 'acorn';

const source = readFileSync(new URL('../node_modules/acorn/dist/acorn.mjs', import.meta.url), 'utf8');
const tree = parse(source, { ecmaVersion: 'latest', sourceType: 'module', locations: true });
const counts = new Map();
function visit(node) {
  counts.set(node.type, (counts.get(node.type) ?? 0) + 1);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (child && typeof child.type === 'string') visit(child);
  }
}
visit(tree);
for (const [type, count] of [...counts].sort()) console.log(type, count);
console.log(tree.end, tree.loc.end.line, tree.body.length);
