// Starts VS Code's server with ElixirScope in it, on data folders of its own, and stops it again.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cache, installVSCode, repository } from './install.mjs';

/** Settings that keep the workbench quiet: no chat, no welcome page, no tips over the pictures. */
const quietSettings = {
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'git.enabled': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'update.mode': 'none',
};

/**
 * @param {{ name: string, port?: number, settings?: object, withExtension?: boolean, smokeTestDriver?: boolean, keepData?: boolean }} options
 *   `name` picks the data folder, which starts empty unless `keepData` is set. `withExtension: false` when the page
 *   itself loads the extension in development mode (the extension-host suite does).
 */
export async function startServer(options) {
  const { name, port, settings = {}, withExtension = true, smokeTestDriver = false, keepData = false } = options;
  const vscodeRoot = installVSCode();
  const data = join(cache, 'data', name);
  const extensions = join(data, 'extensions');
  if (!keepData) rmSync(data, { recursive: true, force: true });
  mkdirSync(join(data, 'data', 'User'), { recursive: true });
  mkdirSync(join(data, 'data', 'Machine'), { recursive: true });
  mkdirSync(extensions, { recursive: true });
  const userSettings = join(data, 'data', 'User', 'settings.json');
  if (!keepData || !existsSync(userSettings)) {
    writeFileSync(userSettings, JSON.stringify({ ...quietSettings, ...settings }, null, 2));
  }
  if (withExtension) registerExtension(extensions);
  const chosenPort = port ?? (await freePort());
  const child = spawn(
    process.execPath,
    [
      join(vscodeRoot, 'out', 'server-main.js'),
      ...['--host', '127.0.0.1', '--port', String(chosenPort), '--without-connection-token'],
      ...['--accept-server-license-terms', '--telemetry-level', 'off', '--disable-workspace-trust'],
      ...['--server-data-dir', data, '--extensions-dir', extensions],
      ...(smokeTestDriver ? ['--enable-smoke-test-driver'] : []),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: serverEnvironment() },
  );
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log += chunk));
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const address = `http://127.0.0.1:${chosenPort}`;
  await answering(address, child, () => log);
  return {
    address,
    authority: `127.0.0.1:${chosenPort}`,
    data,
    log: () => log,
    exited,
    stop: async () => {
      child.kill('SIGTERM');
      const killer = setTimeout(() => child.kill('SIGKILL'), 3000);
      await exited;
      clearTimeout(killer);
    },
  };
}

/** The list of installed extensions names this checkout: the server loads it from here as it would an installed one. */
function registerExtension(extensions) {
  const { publisher, name, version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
  const entry = {
    identifier: { id: `${publisher}.${name}` },
    version,
    location: { $mid: 1, path: repository, scheme: 'file' },
    metadata: { installedTimestamp: Date.now(), source: 'vsix' },
  };
  writeFileSync(join(extensions, 'extensions.json'), JSON.stringify([entry]));
}

/**
 * The environment of VS Code and of every program debugged in it: the user's, without what npm added for its scripts
 * except the PATH, which carries the Node 24 of this checkout (debuggees need 22.15 or newer).
 */
function serverEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|VSCODE_|INIT_CWD$|NODE_OPTIONS$)/.test(name));
  const bin = join(repository, 'node_modules', '.bin');
  const path = [bin, ...(process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== bin)].join(delimiter);
  // VSCODE_CLI: take this environment as it is; otherwise the server asks a login shell, which sets another PATH.
  return { ...Object.fromEntries(kept), PATH: path, VSCODE_CLI: '1' };
}

async function answering(address, child, log) {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`VS Code's server ended at once (${child.exitCode}):\n${log()}`);
    try {
      const response = await fetch(`${address}/version`);
      if (response.ok) return;
    } catch {
      // Not listening yet.
    }
    await sleep(100);
  }
  child.kill('SIGKILL');
  throw new Error(`VS Code's server did not answer on ${address} within a minute:\n${log()}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
