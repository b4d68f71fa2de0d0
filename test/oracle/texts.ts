/** What the text of a program tells, by TypeScript's parser: independent of the recording. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { blockNames, boundNames, declaredNames, isNamedInFunction, listedNames } from './declaredNames.js';
import type { Location, TextPlace } from './protocol.js';

interface FilePlace extends TextPlace {
  readonly path: string;
}

interface FileRange extends FilePlace {
  readonly endLine: number;
  readonly endColumn: number;
}

const IMPLICIT: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.SpreadElement,
  ts.SyntaxKind.ArrayBindingPattern,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.YieldExpression,
]);

export class SourceTexts {
  private readonly files = new Map<string, ts.SourceFile>();

  /** Where V8 is expected to stop for the statement, or part of one, that starts here, and whether it is a `throw`. */
  statement(path: string, line: number, column: number): { readonly breakAt: TextPlace; readonly throws: boolean } {
    const file = this.file(path);
    const start = file.getPositionOfLineAndCharacter(line - 1, column - 1);
    const node = outermostAt(file, start);
    const stop = file.getLineAndCharacterOfPosition(node === undefined ? start : breakNode(node).getStart(file));
    const throws = node !== undefined && ts.isThrowStatement(node);
    return { breakAt: { line: stop.line + 1, column: stop.character + 1 }, throws };
  }

  /** The name that the `throw` statement there evaluates first: what it throws, or what a class that it throws extends. */
  thrownName({ path, line, column }: FilePlace): string | undefined {
    const file = this.file(path);
    const node = outermostAt(file, file.getPositionOfLineAndCharacter(line - 1, column - 1));
    if (node === undefined || !ts.isThrowStatement(node)) return undefined;
    const { expression } = node;
    const thrown = ts.isClassExpression(expression)
      ? expression.heritageClauses?.[0]?.types[0]?.expression
      : expression;
    return thrown !== undefined && ts.isIdentifier(thrown) ? thrown.text : undefined;
  }

  /** The place of a loop over values: nobody stops there, it is where the loop is while it closes its iterator. */
  isLoop(path: string, line: number, column: number): boolean {
    const file = this.file(path);
    const node = outermostAt(file, file.getPositionOfLineAndCharacter(line - 1, column - 1));
    return node !== undefined && ts.isForOfStatement(node);
  }

  /**
   * True at a place before the declaration of the name that the place's scopes give it: reading it would throw. False if
   * nothing around declares it by `let`, `const`, `using` or `class`.
   */
  isBeforeDeclaration(place: FilePlace, name: string): boolean {
    const file = this.file(place.path);
    const at = file.getPositionOfLineAndCharacter(place.line - 1, place.column - 1);
    for (let node: ts.Node | undefined = innermostAt(file, at); node !== undefined; node = node.parent) {
      const end = declarationEnd(node, name);
      if (end !== undefined) return at < end;
    }
    return false;
  }

  /** In the declaration whose pattern binds the name. */
  isTakingApart({ path, line, column }: FilePlace, name: string): boolean {
    const file = this.file(path);
    let node = innermostAt(file, file.getPositionOfLineAndCharacter(line - 1, column - 1));
    while (!ts.isSourceFile(node) && !ts.isVariableDeclaration(node)) node = node.parent;
    return ts.isVariableDeclaration(node) && !ts.isIdentifier(node.name) && boundNames(node.name).includes(name);
  }

  isInSameStatement(place: FilePlace, other: TextPlace): boolean {
    const file = this.file(place.path);
    let node = innermostAt(file, file.getPositionOfLineAndCharacter(place.line - 1, place.column - 1));
    while (!ts.isSourceFile(node) && !isStatementLike(node)) node = node.parent;
    const at = file.getPositionOfLineAndCharacter(other.line - 1, other.column - 1);
    return node.getStart(file) <= at && at <= node.end && this.isInSameFunction(place.path, place, other);
  }

  /** Both places are in the body of the same function, or in none. */
  isInSameFunction(path: string, a: TextPlace, b: TextPlace): boolean {
    // At the start of a class V8 stops in the constructor that the class has if it writes none.
    if (this.isClass(path, a)) return false;
    return this.functionAround(path, a) === this.functionAround(path, b);
  }

  /**
   * V8 stops between the two places after part of the statement has run: what it changes by then (an assignment is no place of its
   * own to V8) the recording does not show yet.
   */
  changesBetween(path: string, from: TextPlace, to: Location): boolean {
    const file = this.file(path);
    const offset = ({ line, column }: TextPlace): number => file.getPositionOfLineAndCharacter(line - 1, column - 1);
    const start = offset(from);
    // At a call V8 stops when its arguments have been evaluated.
    const reached = to.type === 'call' && offset(to) >= start ? callEnd(file, offset(to)) : offset(to);
    const end = switchStop(file, offset(to)) ?? reached;
    const changes = (node: ts.Node): boolean => {
      // The place of an assignment in a sequence is its operator.
      const place = ts.isBinaryExpression(node) ? node.operatorToken : node;
      const isInside = place.getStart(file) >= start;
      if (node.getStart(file) >= end || node.end <= start || (isInside && ts.isFunctionLike(node))) return false;
      if (isInside && node.end <= end && isChange(node)) return true;
      return ts.forEachChild(node, changes) === true;
    };
    return start < end ? changes(file) : isBehindOperand(file, start);
  }

  /** The second place lies, seen from the first, in an operand or argument that is evaluated only sometimes. */
  isConditionalBetween(path: string, from: TextPlace, to: TextPlace): boolean {
    const file = this.file(path);
    const offset = ({ line, column }: TextPlace): number => file.getPositionOfLineAndCharacter(line - 1, column - 1);
    if (isBehindCondition(outermostAt(file, offset(to)))) return true;
    let node = innermostAt(file, offset(to));
    for (; node.getStart(file) > offset(from) && !ts.isSourceFile(node); node = node.parent)
      if (isConditional(node)) return true;
    return false;
  }

  /**
   * V8 keeps the variable of a `catch` where inner functions could see it, the recording only if one of them names it.
   */
  isCaughtButNotCaptured({ path, line, column }: FilePlace, name: string): boolean {
    const file = this.file(path);
    let node: ts.Node | undefined = innermostAt(file, file.getPositionOfLineAndCharacter(line - 1, column - 1));
    while (node !== undefined && !(ts.isCatchClause(node) && node.variableDeclaration?.name.getText(file) === name))
      node = node.parent;
    return node !== undefined && !isNamedInFunction(node, name);
  }

  /**
   * In a function made in a loop whose head declares these names by `let`. V8 keeps the variables of the head in a context of their own
   * around those of each round, which such a function sees instead, and shows both.
   */
  isClosureInLoop(place: FilePlace, names: readonly string[]): boolean {
    let node = this.functionAround(place.path, place)?.parent;
    for (; node !== undefined; node = node.parent) {
      const head = ts.isForStatement(node) ? node.initializer : undefined;
      if (head !== undefined && names.every((name) => listedNames(head).includes(name))) return true;
    }
    return false;
  }

  /** In the constructor of a class that extends another, or in an arrow inside it. */
  isInDerivedConstructor(place: FilePlace): boolean {
    let around = this.functionAround(place.path, place);
    while (around !== undefined && ts.isArrowFunction(around)) around = functionAround(around);
    if (around === undefined || !ts.isConstructorDeclaration(around)) return false;
    return around.parent.heritageClauses?.some(({ token }) => token === ts.SyntaxKind.ExtendsKeyword) ?? false;
  }

  /**
   * Of an arrow function V8 takes `this` from the context that the function was made in, and looks no further; of an async one it takes the
   * receiver of the call (DebugStackTraceIterator::GetReceiver in src/debug). So it shows none in async arrows, and in arrows inside arrows,
   * or inside blocks, that have variables of their own to keep.
   */
  isFarFromThis(place: FilePlace): boolean {
    const around = this.functionAround(place.path, place);
    if (around === undefined || !ts.isArrowFunction(around)) return false;
    const isAsync = around.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false;
    const outer = functionAround(around);
    return isAsync || (outer !== undefined && ts.isArrowFunction(outer)) || isInKeptBlock(around, outer);
  }

  /** In an arrow function, or a function called as such, that does not ask for `this`. */
  isWithoutThis(place: FileRange): boolean {
    const around = this.functionEntered(place) ?? this.functionAround(place.path, place);
    if (around === undefined || ts.isArrowFunction(around)) return around !== undefined;
    return (ts.isFunctionDeclaration(around) || ts.isFunctionExpression(around)) && !mentionsThis(around);
  }

  /**
   * At a `switch` and at the end of a `return` V8 looks for scopes from the function's own on: blocks inside of it whose variables are in
   * a context come after it, and may come twice.
   */
  hasBlocksLast({ path, line, column }: FilePlace): boolean {
    const file = this.file(path);
    const at = file.getPositionOfLineAndCharacter(line - 1, column - 1);
    const node = outermostAt(file, at);
    return (node !== undefined && ts.isSwitchStatement(node)) || endsReturn(innermostAt(file, at - 1), at);
  }

  /** The frame has left blocks there, or is about to: a loop that closes its iterator, a `throw` out of one, a statement behind which resources are disposed. */
  isLeavingBlocks({ path, line, column }: FilePlace): boolean {
    if (this.isLoop(path, line, column)) return true;
    const file = this.file(path);
    const statement = outermostAt(file, file.getPositionOfLineAndCharacter(line - 1, column - 1));
    if (statement === undefined || isDisposing(statement)) return statement !== undefined;
    const around = ts.findAncestor(statement, (node) => ts.isForOfStatement(node) || ts.isFunctionLike(node));
    return ts.isThrowStatement(statement) && around !== undefined && ts.isForOfStatement(around);
  }

  /** The statement that starts here may call iterators or disposers that its text does not name. */
  hasImplicitCalls({ path, line, column }: FilePlace): boolean {
    const file = this.file(path);
    const statement = outermostAt(file, file.getPositionOfLineAndCharacter(line - 1, column - 1));
    const calls = (node: ts.Node): boolean =>
      IMPLICIT.has(node.kind) ||
      isArrayAssignment(node) ||
      (!ts.isFunctionLike(node) && ts.forEachChild(node, calls) === true);
    return statement === undefined || calls(statement) || isDisposing(statement);
  }

  private isClass(path: string, { line, column }: TextPlace): boolean {
    const file = this.file(path);
    const node = outermostAt(file, file.getPositionOfLineAndCharacter(line - 1, column - 1));
    return node !== undefined && ts.isClassLike(node);
  }

  /** While the default values of its parameters are evaluated, a function's frame is all of it. */
  private functionEntered({ path, line, column, endLine, endColumn }: FileRange): ts.Node | undefined {
    const file = this.file(path);
    const node = innermostAt(file, file.getPositionOfLineAndCharacter(line - 1, column - 1));
    const isAll = node.end === file.getPositionOfLineAndCharacter(endLine - 1, endColumn - 1);
    return isAll && (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node)) ? node : undefined;
  }

  private functionAround(path: string, { line, column }: TextPlace): ts.Node | undefined {
    const file = this.file(path);
    const at = file.getPositionOfLineAndCharacter(line - 1, column - 1);
    const node = innermostAt(file, at);
    // A function that starts here is what the statement makes; V8 stops before.
    return ts.isFunctionLike(node) && node.getStart(file) < at ? node : functionAround(node);
  }

  private file(path: string): ts.SourceFile {
    const known = this.files.get(path) ?? ts.createSourceFile(path, readFileSync(path, 'utf8'), parsedAs(path), true);
    this.files.set(path, known);
    return known;
  }
}

function outermostAt(file: ts.SourceFile, start: number): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (found !== undefined || node.getStart(file) > start || node.end <= start) return;
    if (node.getStart(file) === start) found = node;
    else ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return found;
}

/** Where V8 names the start of a statement: it takes the head of a loop for each iteration, and a pattern for its assignments. */
function breakNode(node: ts.Node): ts.Node {
  if (ts.isForInStatement(node) || ts.isForOfStatement(node)) return node.expression;
  const first = ts.isVariableStatement(node) ? node.declarationList.declarations[0] : undefined;
  return first?.initializer !== undefined && !ts.isIdentifier(first.name) ? first.initializer : node;
}

function endsReturn(inner: ts.Node, end: number): boolean {
  for (let node = inner; node.end <= end && !ts.isSourceFile(node); node = node.parent)
    if (node.end === end && (ts.isReturnStatement(node) || ts.isArrowFunction(node.parent))) return true;
  return false;
}

/** Its own `this`: functions inside that are not arrows, fields and static blocks have another. */
const mentionsThis = (node: ts.Node): boolean =>
  ts.forEachChild(node, (child) => {
    if (child.kind === ts.SyntaxKind.ThisKeyword) return true;
    if (ts.isClassElement(child)) return child.name !== undefined && mentionsThis(child.name);
    return (ts.isArrowFunction(child) || !ts.isFunctionLike(child)) && mentionsThis(child);
  }) === true;

const CONDITIONS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);

/** Its parent may leave it out. */
function isConditional(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) return parent.right === node && CONDITIONS.has(parent.operatorToken.kind);
  return ts.isConditionalExpression(parent) && parent.condition !== node;
}

const isStatementLike = (node: ts.Node): boolean =>
  (ts.isStatement(node) && !ts.isBlock(node)) || ts.isClassElement(node) || ts.isFunctionLike(node);

function innermostAt(file: ts.SourceFile, at: number): ts.Node {
  let found: ts.Node = file;
  const visit = (node: ts.Node): void => {
    if (node.getStart(file) > at || node.end <= at) return;
    found = node;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return found;
}

/** Where the declaration of the name in this very scope ends; undefined: it declares no such name. */
function declarationEnd(scope: ts.Node, name: string): number | undefined {
  if (ts.isForOfStatement(scope) || ts.isForInStatement(scope)) {
    return listedNames(scope.initializer).includes(name) ? scope.expression.end : undefined;
  }
  if (ts.isForStatement(scope)) {
    const head = scope.initializer;
    return head !== undefined && listedNames(head).includes(name) ? head.end : undefined;
  }
  const statements =
    ts.isBlock(scope) || ts.isSourceFile(scope) || ts.isModuleBlock(scope)
      ? scope.statements
      : ts.isCaseBlock(scope)
        ? scope.clauses.flatMap((clause) => [...clause.statements])
        : [];
  for (const statement of statements) {
    const isClass = ts.isClassDeclaration(statement) && statement.name?.text === name;
    if (isClass || (ts.isVariableStatement(statement) && listedNames(statement.declarationList).includes(name)))
      return statement.end;
  }
  return undefined;
}

/** An `if` whose own condition is one of operands that decide lets V8 jump past the place of an `if` that follows: it stops there only now and then. */
function isBehindCondition(node: ts.Node | undefined): boolean {
  if (node === undefined || !ts.isIfStatement(node) || !ts.isBlock(node.parent)) return false;
  const before = node.parent.statements[node.parent.statements.indexOf(node) - 1];
  return before !== undefined && ts.isIfStatement(before) && hasConditions(before.expression);
}

const hasConditions = (node: ts.Node): boolean =>
  !ts.isFunctionLike(node) && (isConditional(node) || ts.forEachChild(node, hasConditions) === true);

/** Inside a block of the outer function that has variables which functions see. */
function isInKeptBlock(node: ts.Node, outer: ts.Node | undefined): boolean {
  for (let at = node.parent; at !== outer && !ts.isSourceFile(at); at = at.parent)
    if (at.parent !== outer && blockNames(at).some((name) => isNamedInFunction(at, name))) return true;
  return false;
}

/** TypeScript takes a file without imports and exports for a script, in which `await [x]` is an element of something called so. */
const parsedAs = (path: string): ts.CreateSourceFileOptions => ({
  languageVersion: ts.ScriptTarget.Latest,
  ...(/\.m[jt]s$/.test(path) && {
    setExternalModuleIndicator: (file) => void Object.assign(file, { externalModuleIndicator: true }),
  }),
});

function functionAround(node: ts.Node): ts.Node | undefined {
  const isAround = (n: ts.Node): boolean =>
    ts.isFunctionLike(n) || ts.isClassStaticBlockDeclaration(n) || ts.isPropertyDeclaration(n);
  let around = node.parent as ts.Node | undefined;
  while (around !== undefined && !isAround(around)) around = around.parent;
  return around;
}

/** At the end of a block around, what it has declared by `using` is disposed. */
function isDisposing(statement: ts.Node): boolean {
  const isUsing = (node: ts.Node): boolean =>
    ts.isVariableStatement(node) && (node.declarationList.flags & ts.NodeFlags.Using) === ts.NodeFlags.Using;
  for (let node: ts.Node | undefined = statement; node !== undefined; node = node.parent)
    if ((ts.isBlock(node) || ts.isSourceFile(node)) && node.statements.some(isUsing)) return true;
  return false;
}

const isArrayAssignment = (node: ts.Node): boolean =>
  ts.isBinaryExpression(node) &&
  node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
  ts.isArrayLiteralExpression(node.left);

/** At a `switch` whose cases declare variables V8 stops when its value is there: before it enters their block. */
function switchStop(file: ts.SourceFile, at: number): number | undefined {
  const node = outermostAt(file, at);
  if (node === undefined || !ts.isSwitchStatement(node)) return undefined;
  const declared = node.caseBlock.clauses.flatMap(({ statements }) => statements.flatMap(declaredNames));
  return declared.length > 0 ? node.expression.end : undefined;
}

/** End of the call whose callee's name is at the offset. */
function callEnd(file: ts.SourceFile, at: number): number {
  let node: ts.Node = innermostAt(file, at);
  while (!ts.isCallExpression(node) && !ts.isNewExpression(node) && !ts.isSourceFile(node)) node = node.parent;
  return ts.isSourceFile(node) ? at : node.end;
}

/**
 * The condition of a `for`, and what comes after a round, that is two operands in a row has the place of the second. Where the variables of the loop are kept for closures V8 stops
 * there only when it evaluates that one: the first has changed something by then.
 */
function isBehindOperand(file: ts.SourceFile, at: number): boolean {
  const isInHead = (node: ts.Node): boolean =>
    ts.isForStatement(node.parent) && (node.parent.condition === node || node.parent.incrementor === node);
  const found = ts.findAncestor(innermostAt(file, at), (node) => ts.isSourceFile(node) || isInHead(node));
  if (found === undefined || !ts.isBinaryExpression(found)) return false;
  const changes = (node: ts.Node): boolean =>
    isChange(node) ||
    ts.isCallExpression(node) ||
    (!ts.isFunctionLike(node) && ts.forEachChild(node, changes) === true);
  return found.operatorToken.kind === ts.SyntaxKind.CommaToken && found.right.pos <= at && changes(found.left);
}

const isChange = (node: ts.Node): boolean =>
  (ts.isBinaryExpression(node) &&
    node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    node.operatorToken.kind <= ts.SyntaxKind.LastAssignment) ||
  (ts.isPrefixUnaryExpression(node) &&
    (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken)) ||
  ts.isPostfixUnaryExpression(node) ||
  ts.isDeleteExpression(node) ||
  // It reads a property or calls an iterator, and binds a name.
  ts.isBindingElement(node) ||
  ts.isAwaitExpression(node) ||
  ts.isYieldExpression(node);
