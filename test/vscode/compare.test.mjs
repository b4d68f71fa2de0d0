// Two runs side by side, in a real VS Code.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { journeyIn } from './journey.mjs';
import { copyOfShop, lineOf, recordingsOf } from './workspace.mjs';

const workspace = copyOfShop('compare');

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

journey('where two runs part', async () => {
  await workbench.openFile('main.ts');
  await workbench.page.keyboard.press('F5');
  await workbench.continueUntilOutput('to pay -13.00 EUR');
  await workbench.waitEnded();
  await workbench.stopSession();
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
  await workbench.inBothThemes('compare-1-runs');
  await workbench.page.locator('.notification-toast .monaco-button', { hasText: 'Go There' }).first().click();
  await workbench.waitStoppedAt('money.ts', lineOf(workspace, 'src/money.ts', 'total += cents(item)'));
});
