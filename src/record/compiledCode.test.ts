// Needs dist/runtime (npm run build): sessions launch real programs.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { removeFolders, temporaryFolder } from '../../test/support/traceFile.js';
import { USUAL_CODE } from '../wire/control.js';
import { keepUnderUsualFlags } from './compiledCode.js';
import { startRecording } from './start.js';

afterAll(removeFolders);

const FLAGS_AT = 32;

/** A program of so many modules, and one that runs them all. */
function project(modules: number): string {
  const cwd = temporaryFolder();
  const names = Array.from({ length: modules }, (_, index) => `part${index}`);
  for (const name of names) writeFileSync(join(cwd, `${name}.ts`), `export const ${name} = (n: number) => n + 1;\n`);
  const imports = names.map((name) => `import { ${name} } from './${name}.ts';\n`).join('');
  writeFileSync(
    join(cwd, 'a.ts'),
    `${imports}if ([${names.join(', ')}].some((part) => part(1) !== 2)) process.exit(3);\n`,
  );
  writeFileSync(join(cwd, 'package.json'), '{ "type": "module" }');
  return cwd;
}

async function launch(cwd: string): Promise<void> {
  const session = await startRecording({
    launch: { kind: 'program', program: 'a.ts', args: [] },
    cwd,
    runtimeExecutable: process.execPath,
    stdio: 'pipe',
  });
  expect(await session.exited).toEqual({ code: 0, signal: undefined });
}

/** Node's folder of V8's code. */
function codeFolder(cwd: string): string {
  const folder = join(cwd, '.elixirscope/cache/compiled');
  return join(folder, readdirSync(folder)[0]!);
}

const filesOf = (folder: string): readonly string[] => readdirSync(folder).filter((name) => name !== USUAL_CODE);

/** How many files there are under flags that are named so. */
function countByFlags(folder: string): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const name of filesOf(folder)) {
    const flags = readFileSync(join(folder, name)).readUInt32LE(FLAGS_AT);
    counts.set(flags, (counts.get(flags) ?? 0) + 1);
  }
  return counts;
}

test('code of many modules is used under the usual flags from the second launch on, as it was compiled at the first', async () => {
  const cwd = project(20);
  await launch(cwd);
  const folder = codeFolder(cwd);
  expect(readFileSync(join(folder, USUAL_CODE), 'utf8').split('\n')).toHaveLength(21);
  expect(countByFlags(folder).size).toBe(1);
  const times = (): readonly number[] => filesOf(folder).map((name) => statSync(join(folder, name)).mtimeMs);
  const before = times();
  await launch(cwd);
  // Node writes what V8 refuses again.
  expect(times()).toEqual(before);
  writeFileSync(join(cwd, 'part3.ts'), 'export const part3 = (n: number) => n + 1; // changed\n');
  await launch(cwd);
  await launch(cwd);
  expect([...countByFlags(folder).values()].sort()).toEqual([1, before.length - 1].sort());
});

test('few modules, and files that are not as expected, are left alone', async () => {
  const cwd = project(3);
  await launch(cwd);
  const folder = codeFolder(cwd);
  expect(readdirSync(folder)).not.toContain(USUAL_CODE);
  const contents = (): readonly string[] => filesOf(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
  const [first, second] = filesOf(folder);
  writeFileSync(join(folder, first!), 'short');
  const broken = readFileSync(join(folder, second!));
  broken.writeUInt8(broken.at(-1)! ^ 1, broken.length - 1);
  writeFileSync(join(folder, second!), broken);
  const before = contents();
  const names = Array.from({ length: 20 }, (_, index) => `${index} 1`);
  keepUnderUsualFlags(join(folder, 'none'), names);
  keepUnderUsualFlags(join(folder, '..'), names);
  const changed = contents().filter((content, index) => content !== before[index]);
  expect(contents()[0]).toBe('short');
  expect(contents()[1]).toBe(before[1]);
  // The three modules and the program, without those that are broken; what else there is was compiled under the usual flags.
  expect(changed.length).toBeLessThanOrEqual(4);
});
