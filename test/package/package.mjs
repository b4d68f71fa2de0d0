// `npm run package`: an installable .vsix with the bundles, their runtime packages, and nothing else.
//
// The package is put together in a folder of its own, so that what it contains is listed here and not what happens to
// lie in the checkout. The engine's bundle carries every package except the SQLite driver, whose native binaries (all
// platforms, prebuilt) have to stay files: it lies in dist/node_modules, where Node finds it from the bundle.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const stage = join(repository, 'test-results', 'package');
const manifest = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));

/** Files of node_modules that the product loads at run time. */
const packages = [{ name: 'better-sqlite3', files: ['package.json', 'LICENSE', 'lib', 'prebuilds'] }];

rmSync(stage, { recursive: true, force: true });
mkdirSync(stage, { recursive: true });
copyProduct();
writeManifest();
const target = join(repository, `${manifest.name}-${manifest.version}.vsix`);
vsce(['package', '--no-dependencies', '--out', target]);

function copyProduct() {
  for (const name of ['README.md', 'CHANGELOG.md', 'LICENSE', 'media']) {
    if (existsSync(join(repository, name))) cpSync(join(repository, name), join(stage, name), { recursive: true });
  }
  const tests = join(repository, 'dist', 'test');
  cpSync(join(repository, 'dist'), join(stage, 'dist'), {
    recursive: true,
    filter: (path) => path !== tests && !path.endsWith('.map'),
  });
  for (const { name, files } of packages) {
    for (const file of files) {
      const from = join(repository, 'node_modules', name, file);
      cpSync(from, join(stage, 'dist', 'node_modules', name, file), { recursive: true });
    }
  }
}

/** Scripts and development packages mean nothing to who installs the extension. */
function writeManifest() {
  const {
    scripts: _scripts,
    dependencies: _deps,
    devDependencies: _dev,
    allowScripts: _allow,
    files: _files,
    ...kept
  } = manifest;
  writeFileSync(join(stage, 'package.json'), `${JSON.stringify(kept, null, 2)}\n`);
  // Everything in the staged folder belongs in; without this file vsce would apply exclusions of its own.
  writeFileSync(join(stage, '.vscodeignore'), '!dist/node_modules/**\n');
}

function vsce(args) {
  const program = join(repository, 'node_modules', '@vscode', 'vsce', 'vsce');
  const { status } = spawnSync(process.execPath, [program, ...args], { cwd: stage, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
