/** Early errors: TypeScript's parser accepts much that no engine runs, and with probes in it such a text would run. */
import { compileFunction } from 'node:vm';
import { parse } from 'acorn';

/** Why V8 refuses the JavaScript text, after its place in it; undefined if it does not. */
export function refusal(text: string, format: 'module' | 'commonjs'): string | undefined {
  if (format === 'commonjs' && isCompiled(text)) return undefined;
  try {
    parse(text, { ecmaVersion: 'latest', sourceType: format });
    return undefined;
  } catch (e) {
    // That the parser's recursion goes too deep says nothing about the text.
    if (!(e instanceof SyntaxError) || e.message.startsWith('Not enough stack space')) return undefined;
    const { loc } = e as SyntaxError & { readonly loc: { readonly line: number; readonly column: number } };
    return `${loc.line}:${loc.column + 1}: ${e.message.replace(/ \(\d+:\d+\)$/, '')}`;
  }
}

/** V8 itself is asked first: it takes a tenth of the time. It compiles modules for loaders only, and does not tell where an error is. */
function isCompiled(text: string): boolean {
  try {
    compileFunction(text, ['exports', 'require', 'module', '__filename', '__dirname']);
    return true;
  } catch {
    return false;
  }
}
