/** TypeScript's parser, and where it differs from engines: what it refuses and they run, and the other way round (refused.ts). */
import { ts } from 'ts-morph';
import { fail, ok, type Result } from '../base/result.js';
import { languageOf } from './erase.js';

/** Scripts may have the comments of old web pages, which TypeScript does not know. Every offset stays. */
const withoutHtmlComments = (path: string, source: string): string =>
  /\.c?js$/.test(path) && source.includes('<!--') ? source.replace(/^([ \t]*)<!--/gm, '$1//--') : source;

/** What TypeScript calls errors, and engines run: octal literals and escapes in sloppy scripts, `o?.#name`. */
const NO_ERRORS = new Set([1121, 1487, 1488, 1489, 18030]);

export function parse(path: string, source: string, format: 'module' | 'commonjs'): Result<ts.SourceFile> {
  const text = withoutHtmlComments(path, source);
  const file = ts.createSourceFile(path, text, languageOf(format), true, scriptKind(path));
  const { parseDiagnostics } = file as ts.SourceFile & {
    readonly parseDiagnostics: readonly ts.DiagnosticWithLocation[];
  };
  const first = parseDiagnostics.find((d) => !NO_ERRORS.has(d.code));
  if (first === undefined) return ok(withoutDoubles(file));
  const { line, character } = file.getLineAndCharacterOfPosition(first.start);
  return fail(
    'syntax-error',
    `${path}:${line + 1}:${character + 1}: ${ts.flattenDiagnosticMessageText(first.messageText, ' ')}`,
  );
}

/** Where TypeScript parses again, because of an `await` at the top level, it can leave the last statement in the list twice. */
function withoutDoubles(file: ts.SourceFile): ts.SourceFile {
  const { statements } = file;
  const once = statements.filter((s, i) => i === 0 || s.pos >= (statements[i - 1]?.end ?? 0));
  return once.length === statements.length
    ? file
    : Object.assign(file, { statements: ts.setTextRange(ts.factory.createNodeArray(once), statements) });
}

function scriptKind(path: string): ts.ScriptKind {
  if (/\.[cm]?ts$/.test(path)) return ts.ScriptKind.TS;
  if (path.endsWith('.tsx')) return ts.ScriptKind.TSX;
  return path.endsWith('.jsx') ? ts.ScriptKind.JSX : ts.ScriptKind.JS;
}
