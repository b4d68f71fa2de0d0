/** Types erased from TypeScript, JSX compiled: by TypeScript's own transpiler, one file at a time (`isolatedModules` semantics). */
import { ts } from 'ts-morph';

export interface Erased {
  readonly code: string;
  /** source map as JSON text, from the code to the given text */
  readonly map: string;
}

export interface EraseInput {
  readonly path: string;
  readonly text: string;
  readonly format: 'module' | 'commonjs';
  /** from the project's tsconfig, as TypeScript's enums */
  readonly compilerOptions: ts.CompilerOptions;
}

export const needsErasing = (path: string): boolean => /\.(?:[cm]?tsx?|jsx)$/.test(path);

/** Options that decide what runs; everything about output files and checking is ours. */
const CHOSEN = [
  'jsx',
  'jsxFactory',
  'jsxFragmentFactory',
  'jsxImportSource',
  'experimentalDecorators',
  'emitDecoratorMetadata',
  'useDefineForClassFields',
  'esModuleInterop',
  'verbatimModuleSyntax',
  'alwaysStrict',
] as const satisfies readonly (keyof ts.CompilerOptions)[];

export function erase(input: EraseInput): Erased {
  const chosen = CHOSEN.map((name) => [name, input.compilerOptions[name]] as const).filter(([, v]) => v !== undefined);
  const output = ts.transpileModule(input.text, {
    fileName: input.path,
    reportDiagnostics: false,
    compilerOptions: {
      esModuleInterop: true,
      jsx: ts.JsxEmit.React,
      // As Node does it: a script is strict only if it says so.
      alwaysStrict: false,
      ...Object.fromEntries(chosen),
      // verbatimModuleSyntax forbids import/export in CommonJS output; format was decided before.
      ...(input.format === 'commonjs' ? { verbatimModuleSyntax: false } : {}),
      target: hasDecorators(input) ? ts.ScriptTarget.ES2022 : ts.ScriptTarget.ESNext,
      module: input.format === 'module' ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS,
      allowJs: true,
      sourceMap: true,
      removeComments: false,
      newLine: ts.NewLineKind.LineFeed,
    },
  });
  return {
    code: output.outputText.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n'),
    map: output.sourceMapText ?? '{}',
  };
}

/** No engine runs decorators yet, so a file that has them is compiled to a language without. */
function hasDecorators({ path, text }: EraseInput): boolean {
  if (!text.includes('@')) return false;
  const found = (node: ts.Node): boolean =>
    ts.isDecorator(node) || (ts.forEachChild(node, (c) => found(c) || undefined) ?? false);
  return found(ts.createSourceFile(path, text, ts.ScriptTarget.ESNext));
}
