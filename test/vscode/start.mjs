// `npm start`: opens VS Code on the sample workspace with the extension loaded, ready for F5.
//
// The desktop's `code` if there is one and a screen to show it on; otherwise VS Code in the browser, whose address is
// printed and which serves until Ctrl+C.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { repository } from './install.mjs';
import { startServer } from './server.mjs';

const workspace = join(repository, 'test', 'programs', 'shop');
const hasScreen = process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
// VS Code refuses to start as root without more ado, and root on a screen is not how people develop.
const isRoot = process.getuid?.() === 0;

if (hasScreen && !isRoot && desktopCode()) openDesktop();
else await serveBrowser();

function desktopCode() {
  return spawnSync('code', ['--version'], { shell: process.platform === 'win32' }).status === 0;
}

function openDesktop() {
  process.stdout.write(`Opening VS Code on ${workspace}. Open src/main.ts and press F5.\n`);
  const args = [`--extensionDevelopmentPath=${repository}`, workspace];
  spawn('code', args, { stdio: 'inherit', shell: process.platform === 'win32' }).on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}

async function serveBrowser() {
  const port = process.env.PORT === undefined ? 8123 : Number(process.env.PORT);
  const server = await startServer({ name: 'start', port, keepData: true });
  const page = `${server.address}/?folder=${encodeURI(workspace)}`;
  process.stdout.write(`\nVS Code with ElixirScope is ready. Open this address in a browser:\n\n  ${page}\n\n`);
  process.stdout.write('Open src/main.ts and press F5. Press Ctrl+C here to stop.\n');
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.stop());
  if (hasScreen && !isRoot) openBrowser(page);
  await server.exited;
}

function openBrowser(page) {
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform] ?? 'xdg-open';
  // Nothing is lost when no browser opens: the address has been printed.
  spawn(opener, [page], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
