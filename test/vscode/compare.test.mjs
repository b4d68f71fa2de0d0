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
  const [here, there] = await sides('1980');
  assert.match(here, /→ 1780/);
  assert.match(there, /→ 1980/);
  await workbench.inBothThemes('compare-1-runs');
  await workbench.page.locator('.notification-toast .monaco-button', { hasText: 'Go There' }).first().click();
  await workbench.waitStoppedAt('money.ts', lineOf(workspace, 'src/money.ts', 'total += cents(item)'));
});

journey('from difference to difference, and back', async () => {
  const { page } = workbench;
  const tab = page.locator('.tab', { hasText: '↔' });
  const action = (label) => page.locator(`.editor-actions .action-label[aria-label^="${label}"]`).first();
  const shown = async (number) => {
    const name = await workbench.waitFor(
      () => tab.allInnerTexts(),
      ([text, ...others]) => text.includes(`difference ${number}`) && others.length === 0,
    );
    assert.match(name.join(), new RegExp(`^[^,]*difference ${number}\\b[^,]*$`));
    return sides('What ran from here');
  };
  // VS Code's debug toolbar may lie on it.
  await tab.dispatchEvent('mousedown', { button: 0 });
  const first = await shown(1);
  assert.match(first[0], /^After [\d,]+ equal events/);
  assert.equal(await action('Previous Difference').getAttribute('aria-disabled'), 'true');
  await action('Next Difference').click();
  const second = await shown(2);
  assert.match(second[0], /^After [\d,]+ more equal events/);
  assert.notEqual(second[0], second[1]);
  await workbench.inBothThemes('compare-2-next');
  await action('Previous Difference').click();
  assert.deepEqual(await shown(1), first);
  await workbench.runCommand('ElixirScope: Next Difference of the Two Runs');
  await shown(2);
  const before = await workbench.playhead();
  await action('Go to This Difference').click();
  const after = await workbench.waitFor(
    () => workbench.playhead(),
    (text) => text !== before,
  );
  assert.notEqual(after, before);
});

journey('until there are no more', async () => {
  const { page } = workbench;
  const end = page.locator('.notification-list-item-message', { hasText: /no more differences|before they end/ });
  const tab = page.locator('.tab', { hasText: '↔' });
  for (let number = 3; (await end.count()) === 0; number++) {
    assert.ok(number < 100, 'two runs of the shop have few differences');
    await workbench.runCommand('ElixirScope: Next Difference of the Two Runs');
    await workbench.waitFor(
      async () => (await end.count()) > 0 || (await tab.allInnerTexts()).at(-1).includes(`difference ${number}`),
      (is) => is,
    );
  }
  await end.first().waitFor();
});
