/** Early errors: TypeScript's parser accepts much that no engine runs, and with probes in it such a text would run. */
import { compileFunction, Script } from 'node:vm';
import { parse } from 'acorn';
import type MagicString from 'magic-string';
import type { ts } from 'ts-morph';
import { COMMONJS_PARAMETERS } from '../base/commonjs.js';
import { KIT_IMPORT, KIT_VARIABLES } from './prelude.js';
import { moduleScript, scriptEdits, scriptOf } from './moduleScript.js';

type Format = 'module' | 'commonjs';

/** Why V8 refuses the JavaScript text, after its place in it; undefined if it does not. `file`: the text as TypeScript reads it, if it does. */
export const refusal = (text: string, format: Format, file: ts.SourceFile | undefined): string | undefined =>
  refusalBy(text, format, format === 'module' && file !== undefined ? moduleScript(text, file) : undefined);

/**
 * Why V8 refuses what was made of a file. `text`: of a module's code, how it was made of the file; without it, and where no script can be made of a module,
 * it is not looked at: that would take ten times as long. It takes 6 % of the time for instrumenting (684 files, 3.3 MB).
 */
export function refusalOfProbed(
  code: string,
  format: Format,
  file: ts.SourceFile,
  text: MagicString | undefined,
): string | undefined {
  if (format === 'commonjs') return refusalBy(code, format, undefined);
  const script = text === undefined ? undefined : probedScript(text, file);
  return script === undefined ? undefined : refusalBy(code, format, script);
}

/** The probes do not touch what makes a module of the text. */
function probedScript(text: MagicString, file: ts.SourceFile): string | undefined {
  const edits = scriptEdits(file.text, file);
  if (edits === undefined) return undefined;
  const script = text.clone();
  try {
    for (const { start, end, text: other } of edits)
      if (start === end) script.appendLeft(start, other);
      else script.update(start, end, other);
  } catch {
    // They do after all.
    return undefined;
  }
  return scriptOf(script.toString().replace(KIT_IMPORT, () => KIT_VARIABLES));
}

function refusalBy(text: string, format: Format, script: string | undefined): string | undefined {
  if (format === 'commonjs' ? compilesAsCommonJs(text) : compilesAsScript(script)) return undefined;
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

const compilesAsScript = (script: string | undefined): boolean =>
  script !== undefined && compiles(() => new Script(script));
