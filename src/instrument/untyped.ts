/**
 * Types taken out of a file and of its tree at once: the text is what amaro makes of it, and the tree what parsing that text would give, which need not be
 * done then. Where blanks are not enough, or could make one statement of two, the file is left to amaro.
 */
import { ts } from 'ts-morph';
import { partitionPoint } from '../base/search.js';
import { hasModifier, isTypeOnly } from './nodes.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Everything that may be of a node and is no code. */
type Typed = Mutable<ts.Node> & {
  modifiers?: ts.NodeArray<ts.ModifierLike> | undefined;
  typeParameters?: ts.NodeArray<ts.Node> | undefined;
  typeArguments?: ts.NodeArray<ts.Node> | undefined;
  questionToken?: ts.Node | undefined;
  exclamationToken?: ts.Node | undefined;
  type?: ts.Node | undefined;
};

/** Text from `start` to `end` goes; the last token in front of it ends at `before`, and so does everything that began or ended in the blank. */
interface Blank {
  before: number;
  readonly start: number;
  readonly end: number;
}

/** True if the file has no types any more. Otherwise nothing more can be done with its tree. */
export function untype(file: ts.SourceFile): boolean {
  return !UNUSUAL.test(file.text) && new Untyper(file).run();
}

/** A byte order mark, and comments of old web pages. */
const UNUSUAL = /^\uFEFF|<!--/;

const MODIFIERS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AbstractKeyword,
  ts.SyntaxKind.DeclareKeyword,
  ts.SyntaxKind.OverrideKeyword,
  ts.SyntaxKind.PrivateKeyword,
  ts.SyntaxKind.ProtectedKeyword,
  ts.SyntaxKind.PublicKeyword,
  ts.SyntaxKind.ReadonlyKeyword,
]);

/** What begins a statement or member and would go on the one before it. */
const GOES_ON = /[([`+\-*/'"]|in\b|instanceof\b/y;

const TRIVIA = /(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*/y;

class Untyper {
  readonly #file: ts.SourceFile;
  readonly #text: string;
  readonly #blanks: Blank[] = [];
  #isSure = true;

  constructor(file: ts.SourceFile) {
    this.#file = file;
    this.#text = file.text;
  }

  run(): boolean {
    this.#visit(this.#file);
    if (!this.#isSure) return false;
    if (this.#blanks.length === 0) return true;
    this.#blanks.sort((a, b) => a.start - b.start);
    let last: Blank | undefined;
    for (const blank of this.#blanks) {
      if (last !== undefined && blank.before <= last.end) blank.before = last.before;
      last = blank;
    }
    if (!this.#blanks.every((blank, i) => this.#isHarmless(blank, this.#blanks[i + 1]))) return false;
    this.#move(this.#file);
    (this.#file as Mutable<ts.SourceFile>).text = this.#blanked();
    return true;
  }

  #visit(node: ts.Node): void {
    if (!this.#isSure) return;
    switch (node.kind) {
      case ts.SyntaxKind.EnumDeclaration:
      case ts.SyntaxKind.ModuleDeclaration:
      case ts.SyntaxKind.ImportEqualsDeclaration:
      case ts.SyntaxKind.NamespaceExportDeclaration:
      case ts.SyntaxKind.TypeAssertionExpression:
      case ts.SyntaxKind.InterfaceDeclaration:
      case ts.SyntaxKind.TypeAliasDeclaration:
      case ts.SyntaxKind.Decorator:
        this.#isSure = false;
        return;
      case ts.SyntaxKind.ExportAssignment:
        if ((node as ts.ExportAssignment).isExportEquals === true) this.#isSure = false;
        break;
      case ts.SyntaxKind.ExpressionWithTypeArguments:
        if (!ts.isHeritageClause(node.parent)) this.#isSure = false;
        break;
      case ts.SyntaxKind.SourceFile:
      case ts.SyntaxKind.Block:
      case ts.SyntaxKind.CaseClause:
      case ts.SyntaxKind.DefaultClause:
        this.#keep((node as ts.Block).statements, (s) => !isErased(s));
        break;
      case ts.SyntaxKind.NamedImports:
      case ts.SyntaxKind.NamedExports:
        this.#visitSpecifiers((node as ts.NamedImports | ts.NamedExports).elements);
        break;
      case ts.SyntaxKind.ClassDeclaration:
      case ts.SyntaxKind.ClassExpression:
        this.#visitClass(node as ts.ClassLikeDeclaration);
        break;
      case ts.SyntaxKind.Parameter:
        this.#visitParameter(node as ts.ParameterDeclaration);
        break;
      case ts.SyntaxKind.ArrowFunction:
        this.#visitArrow(node as ts.ArrowFunction);
        break;
      default:
    }
    this.#untype(node as Typed);
    ts.forEachChild(node, (child) => this.#visitChild(child, node));
  }

  #visitChild(child: ts.Node, parent: ts.Node): void {
    let inner = child;
    while (ts.isAsExpression(inner) || ts.isSatisfiesExpression(inner) || ts.isNonNullExpression(inner)) {
      const { expression } = inner;
      const start = this.#nextToken(expression.end);
      this.#blanks.push({ before: expression.end, start, end: inner.end });
      inner = expression;
    }
    if (inner !== child) {
      replaceChild(parent, child, inner);
      (inner as Mutable<ts.Node>).parent = parent;
    }
    this.#visit(inner);
  }

  #visitClass(node: ts.ClassLikeDeclaration): void {
    this.#keep(node.members, (m) => !isTypeOnly(m));
    // A semicolon takes the place of such a modifier.
    if (node.members.some((m) => mayGoOn(m) && hasTypeModifier(m))) this.#isSure = false;
    const { heritageClauses } = node;
    if (heritageClauses === undefined) return;
    this.#keep(heritageClauses, ({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
    if (heritageClauses.length === 0) delete (node as Mutable<ts.ClassLikeDeclaration>).heritageClauses;
  }

  /** A comma goes with the name in front of it. */
  #visitSpecifiers(elements: ts.NodeArray<ts.ImportSpecifier | ts.ExportSpecifier>): void {
    const list = elements as unknown as (ts.ImportSpecifier | ts.ExportSpecifier)[] & { hasTrailingComma: boolean };
    if (!list.some((e) => e.isTypeOnly)) return;
    if (list.at(-1)?.isTypeOnly) list.hasTrailingComma = list.some((e) => !e.isTypeOnly);
    let kept = 0;
    for (const e of list) {
      const next = this.#nextToken(e.end);
      const end = this.#text[next] === ',' ? next + 1 : e.end;
      if (!e.isTypeOnly) list[kept++] = e;
      else this.#blanks.push({ before: e.pos, start: e.getStart(this.#file), end });
    }
    list.length = kept;
  }

  #visitParameter({ name, modifiers }: ts.ParameterDeclaration): void {
    if (modifiers !== undefined || (ts.isIdentifier(name) && name.text === 'this')) this.#isSure = false;
  }

  /** No line may end between its parameters and its arrow, or after `async`. */
  #visitArrow({ type, typeParameters, pos, equalsGreaterThanToken }: ts.ArrowFunction): void {
    if (type === undefined && typeParameters === undefined) return;
    if (this.#text.slice(pos, equalsGreaterThanToken.pos).trimStart().includes('\n')) this.#isSure = false;
  }

  /** The parts of a node that are types. */
  #untype(node: Typed): void {
    if (node.modifiers !== undefined) this.#untypeModifiers(node);
    if (node.typeParameters !== undefined) this.#untypeList(node.typeParameters);
    if (node.typeArguments !== undefined) this.#untypeList(node.typeArguments);
    node.typeParameters &&= undefined;
    node.typeArguments &&= undefined;
    if (node.questionToken !== undefined && node.kind !== ts.SyntaxKind.ConditionalExpression) {
      this.#blank(node.questionToken);
      node.questionToken = undefined;
    }
    if (node.exclamationToken !== undefined) {
      this.#blank(node.exclamationToken);
      node.exclamationToken = undefined;
    }
    if (node.type !== undefined) {
      const colon = node.type.pos - 1;
      this.#blanks.push({ before: this.#endBefore(colon), start: colon, end: node.type.end });
      node.type = undefined;
    }
  }

  #untypeModifiers(node: Typed): void {
    const { modifiers } = node as { modifiers: ts.NodeArray<ts.ModifierLike> };
    this.#keep(modifiers, ({ kind }) => !MODIFIERS.has(kind));
    if (modifiers.length === 0) node.modifiers = undefined;
  }

  /** `<…>` */
  #untypeList({ pos, end }: ts.NodeArray<ts.Node>): void {
    const close = this.#nextToken(end) + 1;
    this.#blanks.push({ before: this.#endBefore(pos - 1), start: pos - 1, end: close });
  }

  #keep<T extends ts.Node>(nodes: ts.NodeArray<T>, isKept: (node: T) => boolean): void {
    const list = nodes as unknown as T[];
    let kept = 0;
    for (const node of list) {
      if (isKept(node)) list[kept++] = node;
      else this.#blank(node);
    }
    list.length = kept;
  }

  #blank(node: ts.Node): void {
    this.#blanks.push({ before: node.pos, start: node.getStart(this.#file), end: node.end });
  }

  #nextToken(offset: number): number {
    TRIVIA.lastIndex = offset;
    TRIVIA.test(this.#text);
    return TRIVIA.lastIndex;
  }

  #endBefore(offset: number): number {
    let end = offset;
    while (/\s/.test(this.#text[end - 1] ?? '')) end--;
    // A comment, maybe.
    if (this.#text[end - 1] === '/') this.#isSure = false;
    return end;
  }

  #isHarmless({ before, start, end }: Blank, following: Blank | undefined): boolean {
    // Blanks for other letters take as many bytes as those.
    if (/[^\t\n\r -~]/.test(this.#text.slice(start, end))) return false;
    if (following?.before === before) return true;
    const next = this.#nextToken(end);
    GOES_ON.lastIndex = next;
    return !(this.#text.slice(before, next).includes('\n') && GOES_ON.test(this.#text));
  }

  #move(node: ts.Node): void {
    ts.forEachChild(
      node,
      (child) => this.#move(child),
      (children) => {
        for (const child of children) this.#move(child);
        this.#moveRange(children as Mutable<ts.NodeArray<ts.Node>>);
      },
    );
    const { kind, end } = node;
    this.#moveRange(node as Mutable<ts.Node>);
    if (kind === ts.SyntaxKind.SourceFile || kind === ts.SyntaxKind.EndOfFileToken)
      (node as Mutable<ts.Node>).end = end;
  }

  #moveRange(range: Mutable<ts.ReadonlyTextRange>): void {
    range.pos = this.#moved(range.pos);
    range.end = this.#moved(range.end);
  }

  #moved(offset: number): number {
    const at = partitionPoint(0, this.#blanks.length, (i) => (this.#blanks[i] as Blank).end < offset);
    const blank = this.#blanks[at];
    return blank !== undefined && blank.before < offset ? blank.before : offset;
  }

  #blanked(): string {
    let text = '';
    let at = 0;
    for (const { start, end } of this.#blanks) {
      text += this.#text.slice(at, start) + this.#text.slice(start, end).replace(/\S/g, ' ');
      at = end;
    }
    return text + this.#text.slice(at);
  }
}

/** A statement that leaves nothing, and no more: what else is a type makes the file unsure. */
const isErased = (s: ts.Statement): boolean =>
  (isTypeOnly(s) &&
    ((!ts.isModuleDeclaration(s) && !ts.isEnumDeclaration(s)) || hasModifier(s, ts.SyntaxKind.DeclareKeyword))) ||
  (ts.isExportDeclaration(s) && s.isTypeOnly);

const mayGoOn = (m: ts.ClassElement): boolean =>
  (m.name !== undefined && ts.isComputedPropertyName(m.name)) ||
  (ts.isMethodDeclaration(m) && m.asteriskToken !== undefined);

const hasTypeModifier = (m: ts.ClassElement): boolean =>
  ts.canHaveModifiers(m) && (m.modifiers?.some(({ kind }) => MODIFIERS.has(kind)) ?? false);

function replaceChild(parent: ts.Node, child: ts.Node, other: ts.Node): void {
  const owner = parent as unknown as Record<string, unknown>;
  for (const [key, value] of Object.entries(owner)) {
    if (key === 'parent') continue;
    if (value === child) owner[key] = other;
    else if (Array.isArray(value) && value.includes(child)) value[value.indexOf(child)] = other;
  }
}
