// The workbench opens with the extension in it: commands, toolbar entries, launch configurations.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchBrowser, openWorkbench } from './browser.mjs';
import { startServer } from './server.mjs';
import { copyOfShop } from './workspace.mjs';

let server;
let browser;
let workbench;

before(async () => {
  server = await startServer({ name: 'smoke' });
  browser = await launchBrowser();
  workbench = await openWorkbench(browser, server, copyOfShop('smoke'));
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

test('the extension is installed: its commands are in the palette', async () => {
  const labels = await workbench.commands('ElixirScope');
  assert.ok(labels.includes('ElixirScope: Open Recording…'), `the palette shows ${labels}`);
  assert.ok(labels.includes('ElixirScope: Show Log'), `the palette shows ${labels}`);
});

test('reverse steps are not offered without a session', async () => {
  const labels = await workbench.commands('ElixirScope');
  assert.ok(!labels.some((label) => label.includes('Step Back')), `the palette shows ${labels}`);
});

test('a TypeScript file can be recorded from its title bar and takes breakpoints', async () => {
  await workbench.openFile('discounts.ts');
  await workbench.page.locator('.editor-actions [aria-label^="Record and Debug File"]').waitFor();
  await workbench.toggleBreakpoint(27);
  await workbench.page.locator('.cgmr.codicon-debug-breakpoint').waitFor();
  await workbench.toggleBreakpoint(27);
  await workbench.page.locator('.cgmr.codicon-debug-breakpoint').waitFor({ state: 'detached' });
});

test('the extension activates: its output channel opens', async () => {
  await workbench.runCommand('ElixirScope: Show Log');
  await workbench.page.locator('.part.panel .action-item.checked', { hasText: /output/i }).waitFor();
  await workbench.page.locator('.part.panel select[aria-label]').filter({ hasText: 'ElixirScope' }).first().waitFor();
  await workbench.screenshot('smoke-log');
});
