/** Tests in the text of a file, and what runs one of them alone. Knows nothing of VS Code. */

export type Runner = 'node' | 'mocha';

export interface TestCall {
  /** 0-based */
  readonly line: number;
  readonly name: string;
}

const CALL = /^\s*(?:describe|suite|context|test|it|specify)(?:\.\w+)*\s*\(\s*(['"`])((?:\\.|(?!\1).)*)\1/;

/** Calls at the beginning of a line, with the name as it stands there. */
export function testCalls(text: string): readonly TestCall[] {
  return text.split('\n').flatMap((content, line) => {
    const name = CALL.exec(content)?.[2];
    return name === undefined ? [] : [{ line, name }];
  });
}

/** Undefined: a runner whose modules do not come from Node's loader cannot be recorded. `packages`: what the project depends on. */
export function runnerOf(text: string, packages: readonly string[]): Runner | undefined {
  if (/\bfrom\s*(['"])node:test\1|\brequire\((['"])node:test\2\)/.test(text)) return 'node';
  return packages.includes('mocha') && !packages.includes('vitest') && !packages.includes('jest') ? 'mocha' : undefined;
}

/** The part of the name that is known before it runs, for runners that look for a pattern. */
export function namePattern(name: string): string {
  const [known = ''] = name.split('${');
  return known.replaceAll(/\\(.)/g, '$1').replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
