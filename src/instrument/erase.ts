/**
 * Types erased. Two ways:
 * - {@link strip}: blanks in their place: every offset stays what it was. For all files that Node could run.
 * - {@link erase}: TypeScript's own transpiler, one file at a time (`isolatedModules` semantics): for JSX, decorators, enums, namespaces,
 *   parameter properties, `import x = require()`, and fields by assignment.
 */
import { blankSourceFile } from 'ts-blank-space';
import { ts } from 'ts-morph';
import { createFile, firstError, withoutDoubles } from './parse.js';

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

/** Whether it may be enough to leave types out of a file. */
const isStrippable = (path: string, compilerOptions: ts.CompilerOptions): boolean =>
  /\.[cm]?ts$/.test(path) && compilerOptions.useDefineForClassFields !== false;

/** The text with blanks for its types; undefined if that is not enough to make it run, or the project wants more than that. */
export function strip({ path, text, format, compilerOptions }: EraseInput): string | undefined {
  if (!isStrippable(path, compilerOptions)) return undefined;
  // Node takes a byte order mark away with the types.
  const file = createFile(path, text.replace(/^\uFEFF/, ''), format);
  if (firstError(file) !== undefined || hasDecorators(file) || hasModifierNames(file)) return undefined;
  let isEnough = true;
  const code = blankSourceFile(file, () => {
    isEnough = false;
  });
  // Imports of types alone leave a script.
  const isScript =
    format === 'module' || !ts.isExternalModule(file) || !ts.isExternalModule(createFile(path, code, format));
  return isEnough && isScript ? code : undefined;
}

/** Whether imports that nothing uses go, as TypeScript has it, or stay, as Node has it: what the project says. */
export const elidesImports = (compilerOptions: ts.CompilerOptions): boolean =>
  Object.keys(compilerOptions).length > 0 &&
  compilerOptions.verbatimModuleSyntax !== true &&
  compilerOptions.erasableSyntaxOnly !== true;

export function erase(input: EraseInput): Erased {
  const chosen = CHOSEN.map((name) => [name, input.compilerOptions[name]] as const).filter(([, v]) => v !== undefined);
  const output = ts.transpileModule(input.text, {
    fileName: input.path,
    reportDiagnostics: false,
    transformers: { before: [() => withoutDoubles] },
    compilerOptions: {
      esModuleInterop: true,
      jsx: ts.JsxEmit.React,
      // As Node does it: a script is strict only if it says so.
      alwaysStrict: false,
      ...Object.fromEntries(chosen),
      // verbatimModuleSyntax forbids import/export in CommonJS output; format was decided before.
      ...(input.format === 'commonjs' ? { verbatimModuleSyntax: false } : {}),
      target:
        input.text.includes('@') && hasDecorators(createFile(input.path, input.text, input.format))
          ? ts.ScriptTarget.ES2022
          : ts.ScriptTarget.ESNext,
      moduleDetection: input.format === 'module' ? ts.ModuleDetectionKind.Force : ts.ModuleDetectionKind.Legacy,
      module: moduleKind(input),
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

/** As Node has it, `import()` stays one in CommonJS; a project that is compiled to CommonJS has it changed to `require`. */
function moduleKind({ format, compilerOptions }: EraseInput): ts.ModuleKind {
  if (format === 'module') return ts.ModuleKind.ESNext;
  return compilerOptions.module === ts.ModuleKind.CommonJS ? ts.ModuleKind.CommonJS : ts.ModuleKind.NodeNext;
}

/** No engine runs decorators yet, so a file that has them is compiled to a language without. */
const hasDecorators = (file: ts.SourceFile): boolean => contains(file, /@/, ts.isDecorator);

/** Fields `get: A` of classes that are written without semicolons: the name would belong to the next member. */
const hasModifierNames = (file: ts.SourceFile): boolean =>
  contains(
    file,
    /\b(?:get|set|static)\s*[?!:]/,
    (node) =>
      ts.isPropertyDeclaration(node) &&
      /^(?:get|set|static)$/.test(node.name.getText(file)) &&
      node.initializer === undefined &&
      !file.text.endsWith(';', node.end),
  );

/** `hint`: what is in the text of every such node. */
function contains(file: ts.SourceFile, hint: RegExp, isSuch: (node: ts.Node) => boolean): boolean {
  const found = (node: ts.Node): boolean =>
    isSuch(node) || (ts.forEachChild(node, (c) => found(c) || undefined) ?? false);
  return hint.test(file.text) && found(file);
}
