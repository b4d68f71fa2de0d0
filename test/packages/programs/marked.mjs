// Renders marked's own README.
import { readFileSync } from 'node:fs';
import { marked } from 'marked';

const readme = readFileSync(new URL('../node_modules/marked/README.md', import.meta.url), 'utf8');
console.log(marked.parse(readme));
console.log(marked.lexer(readme).map((token) => token.type).join(' '));
