/** The program's text as a tree, parsed when somebody asks for it. Loads the TypeScript compiler: import this lazily. */
import { ts } from 'ts-morph';
import type { Recording, SourcePlace } from '../query/api.js';

export class Syntax {
  readonly #recording: Pick<Recording, 'source'>;
  readonly #files = new Map<string, ts.SourceFile | undefined>();

  constructor(recording: Pick<Recording, 'source'>) {
    this.#recording = recording;
  }

  file(path: string): ts.SourceFile | undefined {
    if (!this.#files.has(path)) {
      const text = this.#recording.source(path);
      const kind = /\.[cm]?jsx?$|\.tsx$/.test(path) ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
      const file = text === undefined ? undefined : ts.createSourceFile(path, text, parsedAs(path), true, kind);
      this.#files.set(path, file);
    }
    return this.#files.get(path);
  }

  /** The innermost node that spans a place. */
  nodeAt({ path, line, column, endLine, endColumn }: SourcePlace): ts.Node | undefined {
    const file = this.file(path);
    if (file === undefined) return undefined;
    const start = file.getPositionOfLineAndCharacter(line - 1, column - 1);
    const end = file.getPositionOfLineAndCharacter(endLine - 1, endColumn - 1);
    let found: ts.Node = file;
    for (let inner: ts.Node | undefined = file; inner !== undefined; ) {
      found = inner;
      inner = ts.forEachChild(found, (child) =>
        child.getStart(file) <= start && child.end >= end ? child : undefined,
      );
    }
    return found;
  }
}

/** Without imports and exports only its name says that a file is an ES module: in a script `await [x]` is an element of something called so. */
const parsedAs = (path: string): ts.CreateSourceFileOptions => ({
  languageVersion: ts.ScriptTarget.Latest,
  ...(/\.m[jt]s$/.test(path) && {
    setExternalModuleIndicator: (file) => void Object.assign(file, { externalModuleIndicator: true }),
  }),
});

/** Without what changes no value: parentheses, types, `!`. */
export function bare(expression: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(expression) ||
    ts.isAsExpression(expression) ||
    ts.isNonNullExpression(expression) ||
    ts.isSatisfiesExpression(expression) ||
    ts.isTypeAssertionExpression(expression)
    ? bare(expression.expression)
    : expression;
}

/** `cart.items[0]`, as a path of names; undefined for anything else. */
export function pathText(expression: ts.Expression): string | undefined {
  const node = bare(expression);
  if (ts.isIdentifier(node)) return node.text;
  if (node.kind === ts.SyntaxKind.ThisKeyword) return 'this';
  if (ts.isPropertyAccessExpression(node)) {
    const object = pathText(node.expression);
    return object && `${object}.${node.name.text}`;
  }
  if (!ts.isElementAccessExpression(node)) return undefined;
  const object = pathText(node.expression);
  const key = node.argumentExpression;
  if (object === undefined || !(ts.isNumericLiteral(key) || ts.isStringLiteral(key))) return undefined;
  return `${object}[${ts.isStringLiteral(key) ? JSON.stringify(key.text) : key.text}]`;
}

const MAX_TEXT = 100;

/** A node's text in one line. */
export function shortText(node: ts.Node): string {
  const text = node.getText().replaceAll(/\s+/g, ' ');
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
}
