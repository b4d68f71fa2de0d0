// `npm run package` makes a .vsix that VS Code installs and that works on its own: installed outside the checkout, where
// none of our node_modules can help it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { installVSCode, repository } from './install.mjs';

const { name, version, publisher } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'elixirscope-vsix-'));
const installed = join(folder, 'extensions', `${publisher}.${name}-${version}`);

before(() => run(process.execPath, [join(repository, 'test', 'package', 'package.mjs')]));
after(() => rmSync(folder, { recursive: true, force: true }));

test('VS Code installs it', () => {
  const server = join(installVSCode(), 'out', 'server-main.js');
  const vsix = join(repository, `${name}-${version}.vsix`);
  const folders = ['--server-data-dir', folder, '--extensions-dir', join(folder, 'extensions')];
  run(process.execPath, [server, '--accept-server-license-terms', ...folders, '--install-extension', vsix]);
  const listed = run(process.execPath, [server, '--accept-server-license-terms', ...folders, '--list-extensions']);
  assert.match(listed.stdout, new RegExp(`^${publisher}\\.${name}$`, 'm'));
});

test('it contains what it needs and nothing else', () => {
  const files = readdirSync(installed, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(installed.length + 1));
  const expected =
    /^(package\.json|README\.md|readme\.md|CHANGELOG\.md|changelog\.md|LICENSE(\.txt)?|\.vsixmanifest|dist[\\/](extension\.cjs|cli[\\/]([\w-]+\.js|(commands|compiler)\.cjs)|runtime[\\/](main|drain)\.cjs|webview[\\/]((timeline|stateDiff|query|dashboard)\.js|codicons\.css|codicon\.ttf)|node_modules[\\/]better-sqlite3[\\/].+)|media[\\/].+\.(svg|png))$/;
  assert.deepEqual(
    files.filter((file) => !expected.test(file)),
    [],
  );
});

test('its engine records a program and reads the recording', () => {
  const program = join(folder, 'shop');
  cpSync(join(repository, 'test', 'programs', 'shop'), program, { recursive: true });
  const cli = join(installed, 'dist', 'cli', 'main.js');
  const recorded = run(process.execPath, [cli, 'record', '--out', 'run.escope', 'src/main.ts'], program);
  assert.match(recorded.stdout, /to pay -13\.00 EUR/);
  const info = run(process.execPath, [cli, 'state', 'run.escope', '--at', 'end', '--json'], program);
  assert.equal(JSON.parse(info.stdout).frames[0].file, 'src/main.ts');
});

function run(command, args, cwd = folder) {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8' });
  assert.equal(result.status, 0, `${args.join(' ')} failed:\n${result.stdout}${result.stderr}`);
  return result;
}
