// A script without functions whose names are not ASCII, and a server that runs until it is stopped, in a real VS Code.
//
// The tests are one journey and run in order.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { journeyIn } from './journey.mjs';
import { lineOf, workspaceOf } from './workspace.mjs';

const script = `const größen: number[] = [];
for (let i = 0; i < 5; i++) größen.push(i * 2);
let größe = größen.length;
function deep(n: number): number {
  return n === 0 ? größe : deep(n - 1);
}
größe = deep(3) + 1;
console.log('größe', größe, größen.map((g) => g + 1));
`;
const server = `import { createServer } from 'node:http';
import { writeFileSync } from 'node:fs';
let asked = 0;
const server = createServer((request, response) => {
  asked++;
  response.end(String(asked));
});
server.listen(0, '127.0.0.1', () => writeFileSync('port', String(server.address().port)));
`;
const workspace = workspaceOf('script', { 'größen.ts': script, 'server.mjs': server }, { program: '${file}' });
const printLine = lineOf(workspace, 'größen.ts', 'console.log');

let workbench;
const journey = journeyIn(workspace, 'script', (opened) => {
  workbench = opened;
});

const shownLine = async (text) =>
  (await workbench.page.locator('.editor-instance .view-line', { hasText: text }).first().innerText()).replaceAll(
    '\u00a0',
    ' ',
  );

journey('variables of a script stand beside its lines, whatever they are called', async () => {
  await workbench.openFile('größen.ts');
  await workbench.toggleBreakpoint(printLine);
  await workbench.page.keyboard.press('F5');
  await workbench.waitStoppedAt('größen.ts', printLine);
  const shown = await workbench.waitFor(
    () => shownLine('console.log'),
    (line) => line.includes('größe = 6'),
  );
  assert.match(shown, /größe = 6/);
  assert.match(shown, /größen = \(5\) \[0, 2, 4, 6, 8\]/);
  assert.match(await shownLine('deep(3)'), /größe = 6/, 'where it was written');
  assert.doesNotMatch(await shownLine('function deep'), /ƒ/, 'a function stands in the text');
  await workbench.screenshot('script-1-values');
});

journey('a name that is not ASCII has a hover', async () => {
  const { page } = workbench;
  await page.keyboard.press('Escape');
  const hover = page.locator('.monaco-hover:visible', { hasText: 'written at' }).first();
  const word = page
    .locator('.editor-instance .view-line', { hasText: 'console.log' })
    .locator('span span', { hasText: /^größen$/ });
  for (let attempt = 0; attempt < 5 && !(await hover.isVisible()); attempt++) {
    await page.mouse.move(720, 890);
    await word.first().hover();
    await hover.waitFor({ timeout: 5000 }).catch(() => undefined);
  }
  assert.match(await hover.innerText(), /größen: Array[\s\S]*größen\.ts:1/);
  await workbench.screenshotAsIs('script-2-hover');
  await page.mouse.move(720, 890);
});

journey('while a server runs, the status bar says so', async () => {
  await workbench.stopSession();
  await workbench.openFile('server.mjs');
  await workbench.page.keyboard.press('F5');
  const port = join(workspace, 'port');
  await workbench.waitFor(async () => existsSync(port) && readFileSync(port, 'utf8') !== '', Boolean);
  await waitPlayhead(/^Recording/);
  const get = async () => (await fetch(`http://127.0.0.1:${readFileSync(port, 'utf8')}/`)).text();
  assert.equal(await get(), '1');
  await workbench.screenshot('script-3-running');
  await workbench.page.keyboard.press('F6');
  await waitPlayhead(/^Live · /);
  await workbench.page
    .locator('.debug-toolbar .action-item:not(.disabled) [aria-label^="Step Back"]')
    .first()
    .waitFor();
  await workbench.page.keyboard.press('Control+F10');
  await waitPlayhead(/^\d+ \/ \d+ · /);
  // Through the recorded past, and on.
  for (let tries = 0; tries < 3 && !(await workbench.playhead()).startsWith('Recording'); tries++) {
    await workbench.page.keyboard.press('F5');
    await workbench.page.waitForTimeout(1500);
  }
  await waitPlayhead(/^Recording · /);
  assert.equal(await get(), '2', 'it answers again');
  await workbench.stopSession();
});

journey('a recording in the Explorer says what it is, and opens', async () => {
  const { page } = workbench;
  await workbench.runCommand('View: Show Explorer');
  const row = (text) => page.locator('.explorer-folders-view .monaco-list-row', { hasText: text });
  // The tree grows by the folder while somebody clicks.
  const file = row('größen').filter({ hasText: '.escope' }).first();
  for (let tries = 0; tries < 5 && !(await file.isVisible()); tries++) {
    await row('.elixirscope').click();
    await file.waitFor({ timeout: 3000 }).catch(() => undefined);
  }
  await file.click();
  const document = page.frameLocator('iframe.webview.ready').frameLocator('iframe');
  const open = document.getByRole('link', { name: 'Open Recording' });
  await open.waitFor();
  assert.equal(await page.locator('.debug-toolbar').isVisible(), false, 'a click alone opens no session');
  assert.equal(await row(/-wal|-shm/).count(), 0, 'a recording is one file');
  await workbench.inAllThemes('script-4-file');
  await open.click();
  await workbench.waitEnded();
  await waitPlayhead(/^\d+ \/ \d+ · /);
  await workbench.screenshot('script-5-opened');
});

async function waitPlayhead(wanted) {
  assert.match(
    await workbench.waitFor(
      () => workbench.playhead(),
      (text) => wanted.test(text),
    ),
    wanted,
  );
}
