// What is missing from a recording, in the Timeline of a real VS Code: a pattern and a name for each reason.
//
// The tests are one journey and run in order.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { journeyIn } from './journey.mjs';
import { copyOfShop } from './workspace.mjs';

const workspace = copyOfShop('gaps');
const path = join(workspace, '.vscode', 'launch.json');
const launch = JSON.parse(readFileSync(path, 'utf8'));
Object.assign(launch.configurations[0], { sample: 2 });
writeFileSync(path, JSON.stringify(launch));

// Kills itself as from outside: nothing of the process hears of it.
writeFileSync(
  join(workspace, 'killed.cjs'),
  `require('node:child_process').spawn('sh', ['-c', 'sleep 1; kill -9 ' + process.pid]);
let turns = 0;
setInterval(() => turns++, 10);
`,
);

let workbench;
const journey = journeyIn(workspace, 'gaps', (opened) => {
  workbench = opened;
});

journey('what a sample leaves out is told apart from what is lost', async () => {
  await workbench.openFile('main.ts');
  await workbench.page.keyboard.press('F5');
  await workbench.waitEnded();
  await workbench.runCommand('ElixirScope: Show Timeline');
  const panel = workbench.webview('elixirscope-timeline');
  await panel.locator('.legend', { hasText: 'Left out' }).waitFor();
  assert.equal(await panel.locator('.swatch').count(), 1, 'nothing else is missing');
  await panel.locator('.more', { hasText: /^[\d,]+ left out$/ }).waitFor();
  assert.equal(await panel.locator('.lost').count(), 0, 'nothing was lost');
  await workbench.inBothThemes('gaps-1');
  await workbench.runCommand('ElixirScope: Show Dashboard');
  const totals = workbench.webview('elixirscope-dashboard').locator('.totals');
  await totals.waitFor();
  assert.match((await totals.innerText()).replaceAll('\n', ' '), /\b0 lost [\d,]+ left out\b/);
});

journey('of a program that was killed the last moments may be missing', async () => {
  await workbench.stopSession();
  await workbench.openFile('killed.cjs');
  await workbench.runCommand('ElixirScope: Record and Debug File');
  await workbench.waitEnded();
  await workbench.runCommand('ElixirScope: Focus on Health View');
  const health = workbench.page.locator('.pane', { has: workbench.page.locator('.pane-header[aria-label^="Health"]') });
  await health.locator('.monaco-list-row', { hasText: 'Not complete' }).filter({ hasText: 'SIGKILL ended' }).waitFor();
  await workbench.inBothThemes('gaps-2-killed');
});
