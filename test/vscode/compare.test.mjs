// Moments and runs side by side, in a real VS Code: a call's entry and end, two iterations, and where two runs part.
//
// The tests are one journey and run in order.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { journeyIn } from './journey.mjs';
import { copyOfShop, lineOf, recordingsOf } from './workspace.mjs';

const workspace = copyOfShop('compare');
const priceLine = lineOf(workspace, 'src/orders.ts', 'total -= off');

let workbench;
const journey = journeyIn(workspace, 'compare', (opened) => {
  workbench = opened;
});

/** Both sides of the diff editor that is open, once the right one has a text. */
async function sides(expected) {
  const diff = workbench.page.locator('.monaco-diff-editor');
  await diff.waitFor();
  const side = async (name) =>
    (await diff.locator(`.editor.${name} .view-lines`).innerText()).replaceAll('\u00a0', ' ');
  const right = await workbench.waitFor(
    () => side('modified'),
    (text) => text.includes(expected),
  );
  return [await side('original'), right];
}

journey('what a call changed: its entry beside its end', async () => {
  await workbench.debugToSecondHit(priceLine);
  await workbench.runCommand('ElixirScope: What Changed Since the Previous Iteration?');
  const [before, now] = await sides('total = 3087');
  assert.match(before, /off = 343[\s\S]*total = 3430/);
  assert.match(now, /off = 1500[\s\S]*total = 3087/);
  await workbench.inBothThemes('compare-1-iterations');
  await workbench.runCommand('View: Close Editor');
  await workbench.runCommand('Disable All Breakpoints');
  await workbench.continueUntilOutput('to pay -13.00 EUR');
  await workbench.waitEnded();
  await workbench.runCommand('Enable All Breakpoints');
  await workbench.waitVerifiedBreakpoints(1);
  await workbench.page.keyboard.press('Control+F5');
  await workbench.waitStoppedAt('orders.ts', priceLine);
  await workbench.runCommand('ElixirScope: What Did This Call Change?');
  const [entry, end] = await sides('total = -1300');
  assert.match(entry, /total = <not initialized yet>/);
  assert.match(end, /total = -1300/);
  await workbench.inBothThemes('compare-2-call');
  await workbench.runCommand('View: Close Editor');
});

journey('where two runs part', async () => {
  await workbench.runCommand('Remove All Breakpoints');
  await workbench.page.keyboard.press('Shift+F5');
  await workbench.page.locator('.debug-toolbar').waitFor({ state: 'hidden' });
  const catalog = join(workspace, 'src/catalog.ts');
  writeFileSync(catalog, readFileSync(catalog, 'utf8').replace('price: 990', 'price: 890'));
  const [first] = recordingsOf(workspace);
  await workbench.page.keyboard.press('F5');
  await workbench.continueUntilOutput('to pay');
  await workbench.waitEnded();
  await workbench.waitFor(
    () => workbench.playhead(),
    (text) => text !== '',
  );
  await workbench.runCommandAndChoose('ElixirScope: Compare with Another Recording', basename(first));
  const message = workbench.page.locator('.notification-list-item-message', { hasText: 'equal events' }).first();
  await message.waitFor();
  assert.match((await message.textContent()) ?? '', /After [\d,]+ equal events, what .* is 1780 in .* and 1980 in/);
  const [here, there] = await sides('990');
  assert.match(here, /890/);
  assert.match(there, /990/);
  await workbench.inBothThemes('compare-3-runs');
  await workbench.page.locator('.notification-toast .monaco-button', { hasText: 'Go There' }).first().click();
  await workbench.waitStoppedAt('money.ts', lineOf(workspace, 'src/money.ts', 'total += cents(item)'));
});
