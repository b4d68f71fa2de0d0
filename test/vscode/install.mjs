// Puts a real VS Code (code-server's build of it) and Chromium on this machine, from npm and Debian packages only.
//
// Everything lies in .vscode-test/ (ignored by git). Each step leaves a stamp, so a second call costs nothing and an
// interrupted installation goes on where it stopped. Native modules are built against the Node 24 of this checkout.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const cache = join(repository, '.vscode-test');
const codeServerVersion = '4.139.1';
const installRoot = join(cache, `code-server-${codeServerVersion}`);
export const vscodeRoot = join(installRoot, 'node_modules', 'code-server', 'lib', 'vscode');

/** Native modules that VS Code's server loads; the rest work as installed. */
const nativeModules = [
  '@parcel/watcher',
  '@vscode/spdlog',
  '@vscode/native-watchdog',
  '@vscode/deviceid',
  '@vscode/sqlite3',
  '@vscode/fs-copyfile',
];

/** Installs VS Code's server if it is not there yet and returns the folder that holds it. */
export function installVSCode() {
  step('server', () => {
    mkdirSync(installRoot, { recursive: true });
    writeFileSync(join(installRoot, 'package.json'), '{ "private": true }\n');
    // Its own install script fetches ripgrep from elsewhere and fails without; nothing here needs that script.
    npm(installRoot, ['install', `code-server@${codeServerVersion}`, '--ignore-scripts', '--no-audit', '--no-fund']);
  });
  step('dependencies', () => npm(vscodeRoot, ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund']));
  step('native', () => {
    needCommands(['make', 'g++', 'python3']);
    npm(vscodeRoot, ['rebuild', ...nativeModules]);
    const pty = join(vscodeRoot, 'node_modules', 'node-pty');
    run('npx', ['--yes', 'node-gyp', 'rebuild'], { cwd: pty, env: buildEnvironment() });
  });
  step('extensions', () =>
    npm(join(vscodeRoot, 'extensions'), ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund']),
  );
  return vscodeRoot;
}

/** The path of a Chromium on this machine; installs Debian's when there is none and we may. */
export function installChromium() {
  const names = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const found = () => names.find((name) => name !== undefined && name !== '' && existsSync(name));
  if (found() === undefined) aptInstall(['chromium']);
  const path = found();
  if (path === undefined)
    throw new Error('Chromium is missing: install it, or set CHROMIUM to the path of its binary.');
  return path;
}

function step(name, action) {
  const stamp = join(installRoot, `.done-${name}`);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === codeServerVersion) return;
  process.stderr.write(`vscode: installing (${name}) …\n`);
  action();
  writeFileSync(stamp, codeServerVersion);
}

function npm(cwd, args) {
  run('npm', args, { cwd, env: buildEnvironment() });
}

function buildEnvironment() {
  const nodeFolder = join(repository, 'node_modules', 'node');
  const nodedir = join(nodeFolder, 'node_modules', `node-${process.platform}-${process.arch}`);
  const path = `${join(nodeFolder, 'bin')}:${process.env.PATH}`;
  // npm_config_* of an outer `npm test` would reach the inner npm: prefix and workspace settings must not.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^npm_(config_(local_)?prefix|package|lifecycle)/.test(name),
  );
  return { ...Object.fromEntries(inherited), PATH: path, ...(existsSync(nodedir) && { npm_config_nodedir: nodedir }) };
}

function needCommands(commands) {
  const missing = commands.filter((name) => spawnSync('which', [name]).status !== 0);
  if (missing.length > 0) aptInstall(missing);
}

function aptInstall(packages) {
  const root = process.getuid?.() === 0;
  if (!root || spawnSync('which', ['apt-get']).status !== 0) {
    throw new Error(`Please install ${packages.join(', ')} first (as root: apt-get install ${packages.join(' ')}).`);
  }
  process.stderr.write(`vscode: apt-get install ${packages.join(' ')} …\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update'], { env });
  run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env });
}

/** Runs a command quietly; what it printed is shown only when it fails. */
function run(command, args, options) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    ...options,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status === 0) return;
  throw new Error(`${command} ${args.join(' ')} failed (${error?.message ?? status})\n${stdout}${stderr}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  installVSCode();
  installChromium();
}
