/** Imports and exports: which names of modules are which variables, what their names are worth when the module starts, and which of them a project's TypeScript would leave out. */
import type MagicString from 'magic-string';
import { ts } from 'ts-morph';
import { DEFAULT_EXPORT, type ExportInfo, type ImportInfo, SITE_FLAG } from '../wire/sites.js';
import type { Context } from './context.js';
import { bindingNames } from './bindings.js';
import { hasModifier, isTypeOnly } from './nodes.js';
import { lookup } from './scopes.js';

const declarationsOf = (file: ts.SourceFile): readonly ts.ImportDeclaration[] =>
  file.statements.filter(ts.isImportDeclaration);

export function importedNames({ importClause }: ts.ImportDeclaration): readonly ts.Identifier[] {
  const named = importClause?.namedBindings;
  return [
    ...(importClause?.name === undefined ? [] : [importClause.name]),
    ...(named === undefined ? [] : ts.isNamespaceImport(named) ? [named.name] : named.elements.map((e) => e.name)),
  ];
}

/**
 * Imported names are variables of the module; one that a cycle has not initialised yet is left out. `keepsUnused`: names that nothing uses are imported,
 * too, when the text runs, and mentioning them changes nothing about it.
 */
export function importWrites(ctx: Context, keepsUnused: boolean): string {
  if (!ctx.full) return '';
  const scope = ctx.analysis.module.scope;
  return declarationsOf(ctx.file)
    .flatMap(importedNames)
    .map((id) => {
      const v = lookup(scope, id.text);
      if (v?.kind !== 'import') return '';
      if (v.used || keepsUnused) return `try{${ctx.write(v, id, scope, id.text, SITE_FLAG.INIT)}}catch{}`;
      v.unwritten = 'unknown';
      return '';
    })
    .join('');
}

/** Blanks the imported names that no expression uses; an import of nothing but such names goes as a whole. */
export function dropUnusedImports(ctx: Context, text: MagicString): void {
  const scope = ctx.analysis.module.scope;
  const isUsed = (id: ts.Identifier): boolean => lookup(scope, id.text)?.used === true;
  const blank = (from: number, to: number): void => {
    if (from < to) text.update(from, to, ctx.file.text.slice(from, to).replace(/[^\r\n]/g, ' '));
  };
  for (const declaration of declarationsOf(ctx.file)) {
    const names = importedNames(declaration);
    if (names.length === 0 || names.every(isUsed)) continue;
    if (!names.some(isUsed)) {
      blank(declaration.getStart(ctx.file), declaration.end);
      continue;
    }
    const { name, namedBindings } = declaration.importClause!;
    if (name !== undefined && !isUsed(name)) blank(name.getStart(ctx.file), namedBindings!.getStart(ctx.file));
    if (namedBindings === undefined || ts.isNamespaceImport(namedBindings)) continue;
    namedBindings.elements.forEach((e, i) => {
      const next = namedBindings.elements[i + 1];
      if (!isUsed(e.name)) blank(e.getStart(ctx.file), next?.getStart(ctx.file) ?? e.end);
    });
  }
}

const specifierOf = (node: ts.Expression | undefined): string | undefined =>
  node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;

const variableOf = (ctx: Context, name: string): number => ctx.analysis.module.scope.variables.get(name)?.index ?? -1;

export function importsOf(ctx: Context): ImportInfo[] {
  return declarationsOf(ctx.file)
    .flatMap(({ importClause, moduleSpecifier }): ImportInfo[] => {
      const from = specifierOf(moduleSpecifier) ?? '';
      const entry = (id: ts.Identifier, name: string): ImportInfo => ({
        variable: variableOf(ctx, id.text),
        from,
        name,
      });
      const named = importClause?.namedBindings;
      return [
        ...(importClause?.name === undefined ? [] : [entry(importClause.name, 'default')]),
        ...(named === undefined
          ? []
          : ts.isNamespaceImport(named)
            ? [entry(named.name, '*')]
            : named.elements.map((e) => entry(e.name, (e.propertyName ?? e.name).text))),
      ];
    })
    .filter(({ variable }) => variable >= 0);
}

export function exportsOf(ctx: Context): ExportInfo[] {
  const local = (name: string, exported = name): ExportInfo[] => {
    const variable = variableOf(ctx, name);
    return variable < 0 ? [] : [{ name: exported, variable }];
  };
  return ctx.file.statements.flatMap((s): ExportInfo[] => {
    if (isTypeOnly(s)) return [];
    if (ts.isExportDeclaration(s)) return exportedBy(s, local);
    if (ts.isExportAssignment(s)) return local(DEFAULT_EXPORT, 'default');
    if (!hasModifier(s, ts.SyntaxKind.ExportKeyword)) return [];
    if (ts.isVariableStatement(s))
      return s.declarationList.declarations.flatMap((d) => bindingNames(d.name)).flatMap((id) => local(id.text));
    if (!ts.isFunctionDeclaration(s) && !ts.isClassDeclaration(s) && !ts.isEnumDeclaration(s)) return [];
    const isDefault = hasModifier(s, ts.SyntaxKind.DefaultKeyword);
    return s.name === undefined ? [] : local(s.name.text, isDefault ? 'default' : s.name.text);
  });
}

function exportedBy(s: ts.ExportDeclaration, local: (name: string, exported: string) => ExportInfo[]): ExportInfo[] {
  const from = specifierOf(s.moduleSpecifier);
  const clause = s.exportClause;
  if (clause === undefined) return from === undefined ? [] : [{ name: '*', from, imported: '*' }];
  if (ts.isNamespaceExport(clause)) return [{ name: clause.name.text, from: from ?? '', imported: '*' }];
  return clause.elements.flatMap((e) => {
    const imported = (e.propertyName ?? e.name).text;
    return from === undefined ? local(imported, e.name.text) : [{ name: e.name.text, from, imported }];
  });
}
