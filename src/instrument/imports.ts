/** Import declarations: what their names are worth when the module starts, and which of them a project's TypeScript would leave out. */
import type MagicString from 'magic-string';
import { ts } from 'ts-morph';
import { SITE_FLAG } from '../wire/sites.js';
import type { Context } from './context.js';
import { lookup } from './scopes.js';

const importsOf = (file: ts.SourceFile): readonly ts.ImportDeclaration[] =>
  file.statements.filter(ts.isImportDeclaration);

function namesOf({ importClause }: ts.ImportDeclaration): readonly ts.Identifier[] {
  const named = importClause?.namedBindings;
  return [
    ...(importClause?.name === undefined ? [] : [importClause.name]),
    ...(named === undefined ? [] : ts.isNamespaceImport(named) ? [named.name] : named.elements.map((e) => e.name)),
  ];
}

/** Imported names are variables of the module; one that a cycle has not initialised yet is left out. */
export function importWrites(ctx: Context): string {
  if (!ctx.full) return '';
  const scope = ctx.analysis.module.scope;
  return importsOf(ctx.file)
    .flatMap(namesOf)
    .map((id) => {
      const v = lookup(scope, id.text);
      return v?.used && v.kind === 'import' ? `try{${ctx.write(v, id, scope, id.text, SITE_FLAG.INIT)}}catch{}` : '';
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
  for (const declaration of importsOf(ctx.file)) {
    const names = namesOf(declaration);
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
