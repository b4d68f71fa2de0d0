/** Early errors: TypeScript's parser accepts much that no engine runs, and with probes in it such a text would run. */
import { compileFunction, Script } from 'node:vm';
import { parse } from 'acorn';
import type { ts } from 'ts-morph';
import { COMMONJS_PARAMETERS } from '../base/commonjs.js';
import { moduleScript } from './moduleScript.js';

/** Why V8 refuses the JavaScript text, after its place in it; undefined if it does not. `file`: the text as TypeScript reads it, if it does. */
export function refusal(
  text: string,
  format: 'module' | 'commonjs',
  file: ts.SourceFile | undefined,
): string | undefined {
  if (format === 'commonjs' ? compilesAsCommonJs(text) : compilesAsModule(text, file)) return undefined;
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

/** V8 itself is asked first: it takes a tenth of the time, but does not tell where an error is. */
function compiles(compile: () => unknown): boolean {
  try {
    compile();
    return true;
  } catch {
    return false;
  }
}

const compilesAsCommonJs = (text: string): boolean => compiles(() => compileFunction(text, COMMONJS_PARAMETERS));

function compilesAsModule(text: string, file: ts.SourceFile | undefined): boolean {
  const script = file === undefined ? undefined : moduleScript(text, file);
  return script !== undefined && compiles(() => new Script(script));
}
