/**
 * Types erased, where taking them out of the tree (untyped.ts) is not enough. Two ways:
 * - {@link strip}: blanks in their place, by amaro, which is what Node itself does: every offset stays what it was. For all files that Node could run.
 * - {@link erase}: TypeScript's own transpiler, one file at a time (`isolatedModules` semantics): for JSX, decorators, enums, namespaces,
 *   parameter properties, `import x = require()`, and fields by assignment.
 */
import { ts } from 'ts-morph';
import type { transformSync } from './amaro.js';

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
export const isStrippable = (path: string, compilerOptions: ts.CompilerOptions): boolean =>
  /\.[cm]?ts$/.test(path) && compilerOptions.useDefineForClassFields !== false;

let blank: typeof transformSync | undefined;

export async function loadStripper(): Promise<void> {
  blank ??= (await import('./amaro.js')).transformSync;
}

/** Thrown where {@link loadStripper} has not been called. */
export class StripperMissing extends Error {}

/** The text with blanks for its types; undefined if that is not enough to make it run, or the project wants more than that. */
export function strip({ path, text, format, compilerOptions }: EraseInput): string | undefined {
  if (!isStrippable(path, compilerOptions) || hasDecorators({ path, text })) return undefined;
  if (blank === undefined) throw new StripperMissing('types cannot be blanked yet');
  try {
    const { code } = blank(text, { mode: 'strip-only' });
    // Imports of types alone leave a script.
    return format === 'commonjs' && isModuleSyntax(path, code) ? undefined : code;
  } catch {
    return undefined;
  }
}

/** Whether imports that nothing uses go, as TypeScript has it, or stay, as Node has it: what the project says. */
export const elidesImports = (compilerOptions: ts.CompilerOptions): boolean =>
  Object.keys(compilerOptions).length > 0 &&
  compilerOptions.verbatimModuleSyntax !== true &&
  compilerOptions.erasableSyntaxOnly !== true;

/** A file without imports and exports is an ES module only if it is told so; in a script `await (x)` is a call. */
export const languageOf = (format: 'module' | 'commonjs'): ts.CreateSourceFileOptions => ({
  languageVersion: ts.ScriptTarget.ESNext,
  jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  ...(format === 'module'
    ? {
        setExternalModuleIndicator: (file: ts.SourceFile) =>
          void Object.assign(file, { externalModuleIndicator: true }),
      }
    : {}),
});

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
function hasDecorators({ path, text }: Pick<EraseInput, 'path' | 'text'>): boolean {
  if (!text.includes('@')) return false;
  const found = (node: ts.Node): boolean =>
    ts.isDecorator(node) || (ts.forEachChild(node, (c) => found(c) || undefined) ?? false);
  return found(ts.createSourceFile(path, text, ts.ScriptTarget.ESNext));
}

const isModuleSyntax = (path: string, text: string): boolean =>
  ts.isExternalModule(ts.createSourceFile(path, text, ts.ScriptTarget.ESNext));
