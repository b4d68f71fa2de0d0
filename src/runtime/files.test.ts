import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, matchesGlob } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { choose, declaredFormat, detectFormat } from './formats.js';
import { mappedByPaths, mappedByTypeScript } from './resolve.js';

function project(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'elixirscope-files-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

describe('which files are recorded', () => {
  const workspace = join('/', 'w');
  const selection = { workspace, include: ['**/*'], exclude: ['**/node_modules/**', 'gen/**'] };
  const cases: readonly (readonly [string, string])[] = [
    ['a.ts', 'included'],
    ['src/deep/a.js', 'included'],
    ['node_modules/p/i.js', 'excluded'],
    ['src/node_modules/p/i.js', 'excluded'],
    ['gen/a.ts', 'excluded'],
    ['../other/a.ts', 'outside'],
  ];
  for (const [file, expected] of cases) {
    it(file, () => expect(choose(join(workspace, file), selection)).toBe(expected));
  }

  it('the usual globs match what Node says they do', () => {
    const names = ['a', '.a', 'node_modules', 'Node_modules', 'b.ts', '.node_modules', 'node_modules.ts'];
    const below = (paths: readonly string[]): string[] =>
      paths.flatMap((path) => names.map((name) => `${path}/${name}`));
    const paths = [...names, ...below(names), ...below(below(names))];
    for (const glob of ['**/*', '**/node_modules/**']) {
      const chosen = paths.filter(
        (path) => choose(join(workspace, path), { workspace, include: [glob], exclude: [] }) === 'included',
      );
      expect(chosen).toEqual(paths.filter((path) => matchesGlob(path, glob)));
    }
  });
});

describe('module format', () => {
  it('by extension and nearest package.json', () => {
    const root = project({
      'package.json': '{"type":"module"}',
      'a.js': '',
      'sub/package.json': '{"name":"x"}',
      'sub/b.js': '',
      'cjs/package.json': '{"type":"commonjs"}',
    });
    expect(declaredFormat(join(root, 'a.js'))).toBe('module');
    expect(declaredFormat(join(root, 'a.cts'))).toBe('commonjs');
    expect(declaredFormat(join(root, 'sub/b.js'))).toBeUndefined();
    expect(declaredFormat(join(root, 'cjs/deep/c.ts'))).toBe('commonjs');
  });

  const texts: readonly (readonly [string, string, string])[] = [
    ['a.ts', "import { x } from './x.js';", 'module'],
    ['a.ts', 'export const a: number = 1;', 'module'],
    ['a.ts', "const x = require('x');", 'commonjs'],
    ['a.ts', "import type { X } from './x.js';\nexport interface Y {}\nexport type Z = X;", 'commonjs'],
    ['a.ts', "import type from './x.js';", 'module'],
    ['a.ts', "import { type X } from './x.js';", 'module'],
    ['a.ts', "import type { X } from './x.js';\nexport const a: X = 1;", 'module'],
    ['a.js', '// import x from "y"\nmodule.exports = 1;', 'commonjs'],
    ['a.js', 'const text = `\nimport x from "y"\n`;', 'commonjs'],
    ['a.js', 'await 0;', 'module'],
  ];
  for (const [file, text, expected] of texts) {
    it(`${file}: ${JSON.stringify(text)}`, () => expect(detectFormat(file, text)).toBe(expected));
  }
});

describe('resolution of TypeScript projects', () => {
  const root = project({
    'tsconfig.json': '// comment\n{ "extends": "./base.json", "compilerOptions": { "strict": true, }, }',
    'base.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@app/*": ["src/*"], "exact": ["src/b.ts"] } } }',
    'src/a.ts': '',
    'src/b.ts': '',
    'src/dir/index.tsx': '',
    'src/js.js': '',
  });
  const from = pathToFileURL(join(root, 'src/a.ts')).href;
  const url = (name: string): string => pathToFileURL(join(root, name)).href;

  it('./b.js is b.ts', () => expect(mappedByTypeScript('./b.js', from)).toBe(url('src/b.ts')));
  it('no extension', () => expect(mappedByTypeScript('./b', from)).toBe(url('src/b.ts')));
  it('a directory', () => expect(mappedByTypeScript('./dir', from)).toBe(url('src/dir/index.tsx')));
  it('baseUrl', () => expect(mappedByTypeScript('src/b', from)).toBe(url('src/b.ts')));
  it('paths with a star', () => expect(mappedByPaths('@app/b', from)).toBe(url('src/b.ts')));
  it('paths without', () => expect(mappedByPaths('exact', from)).toBe(url('src/b.ts')));
  it('nothing to map', () => expect(mappedByPaths('left-pad', from)).toBeUndefined());
  it('importers in JavaScript are left to Node', () =>
    expect(mappedByTypeScript('./b', url('src/js.js'))).toBeUndefined());
});
