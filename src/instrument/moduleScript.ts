/**
 * An ES module's text as that of a script. V8 compiles modules for loaders only, but a script at once; what the two must not do is the same in a block of
 * an async arrow function, once imports have become declarations and exports are nothing but what they export.
 */
import { ts } from 'ts-morph';
import { bindingNames } from './bindings.js';
import { importedNames } from './imports.js';
import { hasModifier } from './nodes.js';

/** `import.meta`: a value, and no target of an assignment. */
const META = '(this,null)';

/** What to replace in a module's text to make it a script's. */
export interface ScriptEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** If V8 takes the script, it takes the module, too; undefined: that cannot be said of any script. */
export function moduleScript(text: string, file: ts.SourceFile): string | undefined {
  const edits = scriptEdits(text, file);
  if (edits === undefined) return undefined;
  const parts = edits.map(({ start, text: other }, i) => text.slice(edits[i - 1]?.end ?? 0, start) + other);
  return scriptOf(parts.join('') + text.slice(edits.at(-1)?.end ?? 0));
}

/** `text`: after the edits. */
export const scriptOf = (text: string): string =>
  `"use strict";async()=>{{${text.replace(/^#!/, '//').replaceAll('import.meta', META)}\n}}`;

/** In order; undefined: no script would do. */
export function scriptEdits(text: string, file: ts.SourceFile): readonly ScriptEdit[] | undefined {
  // Scripts have comments of old web pages, functions in them may call something `await`, and a function may return.
  if (text.includes('<!--') || text.includes('-->') || file.statements.some(returns)) return undefined;
  const { identifiers } = file as ts.SourceFile & { readonly identifiers: ReadonlyMap<string, string> };
  if (identifiers.has('await')) return undefined;
  const outline = new Outline(text, file);
  return file.statements.every((s) => outline.add(s)) && outline.isConsistent() ? outline.edits : undefined;
}

/** What a module imports, exports and declares, and what makes a text of it that does not say so. */
class Outline {
  readonly edits: ScriptEdit[] = [];
  readonly #declared = new Set<string>();
  /** names of variables that are exported by a list */
  readonly #listed: string[] = [];
  readonly #exported: string[] = [];

  constructor(
    private readonly text: string,
    private readonly file: ts.SourceFile,
  ) {}

  /** Nothing is exported twice, or without being declared (`var`s in blocks are not looked for). */
  isConsistent(): boolean {
    return (
      new Set(this.#exported).size === this.#exported.length && this.#listed.every((name) => this.#declared.has(name))
    );
  }

  /** False for what is not understood here. */
  add(s: ts.Statement): boolean {
    if (ts.isImportDeclaration(s)) return this.#import(s);
    if (ts.isExportDeclaration(s)) return this.#exportList(s);
    if (ts.isExportAssignment(s)) return this.#exportValue(s);
    const names = declaredNames(s);
    for (const name of names) this.#declared.add(name);
    return !hasModifier(s, ts.SyntaxKind.ExportKeyword) || this.#exportDeclaration(s, names);
  }

  #import(s: ts.ImportDeclaration): boolean {
    if (s.attributes !== undefined || s.importClause?.phaseModifier !== undefined) return false;
    const names = importedNames(s);
    for (const { text } of names) this.#declared.add(text);
    const written = names.map((id) => this.text.slice(id.getStart(this.file), id.end));
    this.#replace(s.getStart(this.file), s.end, written.length === 0 ? ';' : `;let ${written.join(',')};`);
    return true;
  }

  #exportList(s: ts.ExportDeclaration): boolean {
    const { exportClause, moduleSpecifier, attributes } = s;
    if (attributes !== undefined) return false;
    this.#replace(s.getStart(this.file), s.end, ';');
    if (exportClause === undefined) return true;
    const specifiers = ts.isNamespaceExport(exportClause) ? [exportClause] : exportClause.elements;
    for (const specifier of specifiers) {
      const local = ts.isNamespaceExport(specifier) ? specifier.name : (specifier.propertyName ?? specifier.name);
      if (!ts.isIdentifier(specifier.name) || !ts.isIdentifier(local)) return false;
      this.#exported.push(specifier.name.text);
      if (moduleSpecifier === undefined) this.#listed.push(local.text);
    }
    return true;
  }

  #exportValue(s: ts.ExportAssignment): boolean {
    this.#exported.push('default');
    this.#replace(s.getStart(this.file), s.expression.pos, ';(');
    this.#replace(s.expression.end, s.end, ');');
    return s.isExportEquals !== true;
  }

  #exportDeclaration(s: ts.Statement, names: readonly string[]): boolean {
    const modifiers = ts.canHaveModifiers(s) ? (ts.getModifiers(s) ?? []) : [];
    const isDefault = hasModifier(s, ts.SyntaxKind.DefaultKeyword);
    const last = modifiers.findLast(
      (m) => m.kind === ts.SyntaxKind.DefaultKeyword || m.kind === ts.SyntaxKind.ExportKeyword,
    );
    this.#exported.push(...(isDefault ? ['default'] : names));
    const isNamed = names.length > 0;
    this.#replace(s.getStart(this.file), last?.end ?? s.pos, isNamed ? ';' : ';(');
    if (isDefault && !isNamed) this.#replace(s.end, s.end, ');');
    return modifiers[0]?.kind === ts.SyntaxKind.ExportKeyword && (isDefault || isNamed);
  }

  #replace(start: number, end: number, text: string): void {
    this.edits.push({ start, end, text });
  }
}

function declaredNames(s: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(s))
    return s.declarationList.declarations.flatMap(({ name }) => bindingNames(name).map(({ text }) => text));
  return (ts.isFunctionDeclaration(s) || ts.isClassDeclaration(s)) && s.name !== undefined ? [s.name.text] : [];
}

/** A `return` of the module's own. */
function returns(node: ts.Node): boolean {
  if (ts.isReturnStatement(node)) return true;
  const holdsStatements =
    ts.isBlock(node) ||
    ts.isIfStatement(node) ||
    ts.isIterationStatement(node, false) ||
    ts.isTryStatement(node) ||
    ts.isCatchClause(node) ||
    ts.isSwitchStatement(node) ||
    ts.isCaseBlock(node) ||
    ts.isCaseOrDefaultClause(node) ||
    ts.isLabeledStatement(node);
  return holdsStatements && (ts.forEachChild(node, (child) => returns(child) || undefined) ?? false);
}
