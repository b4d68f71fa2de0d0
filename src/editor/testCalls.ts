/** Tests in the text of a file, and what runs one of them alone. Knows nothing of VS Code. */

export type Runner = 'node' | 'vitest' | 'jest' | 'mocha';

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

/** What a text imports says it, or else what its project depends on. */
export function runnerOf(text: string, packages: readonly string[]): Runner | undefined {
  const [, , from] = /\b(?:from\s*|require\()(['"])(node:test|vitest|@jest\/globals)\1/.exec(text) ?? [];
  if (from !== undefined) return from === 'node:test' ? 'node' : from === 'vitest' ? 'vitest' : 'jest';
  return (['vitest', 'jest', 'mocha'] as const).find((name) => packages.includes(name));
}

/** The part of the name that is known before it runs, for runners that look for a pattern. */
export function namePattern(name: string): string {
  const [known = ''] = name.split('${');
  return known.replaceAll(/\\(.)/g, '$1').replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
