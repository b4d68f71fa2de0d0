// Needs dist/runtime (npm run build): sessions launch real programs.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { removeFolders, temporaryFolder } from '../../test/support/traceFile.js';
import { CODE_FILE } from './compiledCode.js';
import { runtimePath } from './launch.js';
import { startRecording } from './start.js';

afterAll(removeFolders);

async function launch(cwd: string): Promise<void> {
  const session = await startRecording({
    launch: { kind: 'program', program: 'a.js', args: [] },
    cwd,
    runtimeExecutable: process.execPath,
    stdio: 'pipe',
  });
  expect(await session.exited).toEqual({ code: 0, signal: undefined });
}

test('V8 takes the code of the whole runtime from the second launch on, and makes its own where that is damaged', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'a.js'), 'module.exports = 1;\n');
  await launch(cwd);
  const folder = join(cwd, '.elixirscope/cache/compiled');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
  const source = crc32(readFileSync(runtimePath()));
  const ofRuntime = files.filter(
    (path) => statSync(path).isFile() && readFileSync(path).readUInt32LE(CODE_FILE.sourceChecksum) === source,
  );
  expect(ofRuntime).toHaveLength(1);
  const [path] = ofRuntime as [string];
  const code = readFileSync(path);
  expect(code.length).toBeGreaterThan(500_000);
  expect(code.readUInt32LE(CODE_FILE.checksum)).toBe(crc32(code.subarray(CODE_FILE.data)));
  await launch(cwd);
  // Node writes what V8 refuses again.
  expect(readFileSync(path).equals(code)).toBe(true);

  const damaged = Buffer.from(code);
  damaged[damaged.length >> 1]! ^= 1;
  writeFileSync(path, damaged);
  await launch(cwd);
  expect(readFileSync(path).length).toBeLessThan(500_000);
});
