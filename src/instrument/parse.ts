/** TypeScript's parser, and where it differs from engines: what it refuses and they run, and the other way round (refused.ts). */
import { ts } from 'ts-morph';
import { fail, ok, type Result } from '../base/result.js';

/** Scripts may have the comments of old web pages, which TypeScript does not know. Every offset stays. */
const withoutHtmlComments = (path: string, source: string): string =>
  /\.c?js$/.test(path) && source.includes('<!--') ? source.replace(/^([ \t]*)<!--/gm, '$1//--') : source;

/** What TypeScript calls errors, and engines run: octal literals and escapes in sloppy scripts, `o?.#name`. */
const NO_ERRORS = new Set([1121, 1487, 1488, 1489, 18030]);

export function parse(path: string, source: string, format: 'module' | 'commonjs'): Result<ts.SourceFile> {
  const file = createFile(path, withoutHtmlComments(path, source), format, { setParentNodes: true });
  const error = firstError(file);
  if (error === undefined) return ok(file);
  const { line, character } = file.getLineAndCharacterOfPosition(error.start);
  return fail(
    'syntax-error',
    `${path}:${line + 1}:${character + 1}: ${ts.flattenDiagnosticMessageText(error.messageText, ' ')}`,
  );
}

/** A file without imports and exports is an ES module only if it is told so; in a script `await (x)` is a call. */
export function createFile(
  path: string,
  text: string,
  format: 'module' | 'commonjs',
  { setParentNodes = false } = {},
): ts.SourceFile {
  const options: ts.CreateSourceFileOptions = {
    languageVersion: ts.ScriptTarget.ESNext,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
    ...(format === 'module' && {
      setExternalModuleIndicator: (file) => void Object.assign(file, { externalModuleIndicator: true }),
    }),
  };
  return withoutDoubles(ts.createSourceFile(path, text, options, setParentNodes, scriptKind(path)));
}

/** TypeScript keeps what it found wrong with a text to itself. */
interface Diagnosed {
  readonly parseDiagnostics: readonly ts.DiagnosticWithLocation[];
}

export function firstError(file: ts.SourceFile): ts.DiagnosticWithLocation | undefined {
  return (file as ts.SourceFile & Diagnosed).parseDiagnostics.find((d) => !NO_ERRORS.has(d.code));
}

/**
 * Where TypeScript parses again, because of an `await` at the top level, it can leave the last statements in the list twice, with what it called errors
 * when `await` was a name to it. An error that is one is found by V8 as well (refused.ts).
 */
export function withoutDoubles(file: ts.SourceFile): ts.SourceFile {
  const { statements } = file;
  let end = 0;
  const once = statements.filter((s) => {
    const isNew = s.pos >= end;
    if (isNew) end = s.end;
    return isNew;
  });
  if (once.length === statements.length) return file;
  const double = statements.find((s, i) => s !== once[i])?.pos ?? 0;
  const { parseDiagnostics } = file as ts.SourceFile & Diagnosed;
  return Object.assign(file, {
    statements: ts.setTextRange(ts.factory.createNodeArray(once), statements),
    parseDiagnostics: parseDiagnostics.filter(({ start }) => start < double),
  });
}

function scriptKind(path: string): ts.ScriptKind {
  if (/\.[cm]?ts$/.test(path)) return ts.ScriptKind.TS;
  if (path.endsWith('.tsx')) return ts.ScriptKind.TSX;
  return path.endsWith('.jsx') ? ts.ScriptKind.JSX : ts.ScriptKind.JS;
}
