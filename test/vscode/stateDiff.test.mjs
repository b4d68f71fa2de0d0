// What changed between two moments, in a real VS Code: the tree of changes, the way to each write, and the same as text.
//
// The tests are one journey and run in order.
import assert from 'node:assert/strict';
import { journeyIn } from './journey.mjs';
import { pressAndComeBack } from './keys.mjs';
import { copyOfShop, lineOf } from './workspace.mjs';

const workspace = copyOfShop('stateDiff');
const priceLine = lineOf(workspace, 'src/orders.ts', 'total -= off');

let workbench;
const journey = journeyIn(workspace, 'stateDiff', (opened) => {
  workbench = opened;
});

const panel = () => workbench.webview('elixirscope-state-diff');
const row = (label) =>
  panel()
    .locator('.row')
    .filter({ has: workbench.page.locator(`.label[title="${label}"]`) })
    .first();

/** Before, after, and where it was written, once that is there. */
async function shown(label, written) {
  await row(label).waitFor();
  if (written !== undefined) await row(label).locator('.where', { hasText: written }).waitFor();
  const texts = await row(label).locator('.value').allInnerTexts();
  return texts.map((text) => text.trim());
}

journey('two iterations: what the last one changed, and who wrote it', async () => {
  await workbench.debugToSecondHit(priceLine);
  await workbench.runCommand('ElixirScope: What Changed Since the Previous Iteration?');
  assert.deepEqual(await shown('total', 'orders.ts'), ['3430', '3087']);
  assert.deepEqual(await shown('off', 'orders.ts'), ['343', '1500']);
  await workbench.inAllThemes('diff-1-iterations');
});

journey('a change leads to the write that made it', async () => {
  await row('total').locator('.where button').click();
  await workbench.waitStoppedAt('orders.ts', priceLine);
  await panel().locator('.row').first().waitFor();
});

journey('the same as text, and back', async () => {
  await panel().locator('[label^="Show as Text"]').click();
  const diff = workbench.page.locator('.monaco-diff-editor .editor.modified');
  const now = await workbench.waitFor(
    async () => (await diff.locator('.lines-content > .view-lines').innerText()).replaceAll('\u00a0', ' '),
    (text) => text.includes('total = 3087'),
  );
  assert.match(now, /off = 1500[\s\S]*total = 3087/);
  await workbench.inBothThemes('diff-2-text');
  assert.equal(await workbench.page.locator('.editor-actions [aria-label="Show What Changed as a Tree"]').count(), 1);
  await workbench.runCommand('ElixirScope: Show What Changed as a Tree');
  await row('total').waitFor();
});

journey('everything has a key', async () => {
  const { keyboard } = workbench.page;
  await row('total').click();
  await keyboard.press('Home');
  const first = panel().locator('.row').first();
  assert.equal(await first.getAttribute('tabindex'), '0');
  assert.equal(await first.getAttribute('aria-expanded'), 'true');
  const rows = await panel().locator('.row').count();
  await keyboard.press('ArrowLeft');
  assert.ok((await panel().locator('.row').count()) < rows, 'the left arrow closes');
  await keyboard.press('ArrowRight');
  assert.equal(await panel().locator('.row').count(), rows, 'the right arrow opens');
  await panel().locator('#filter input, .filter').first().click();
  await keyboard.type('off');
  await row('total').waitFor({ state: 'detached' });
  await row('off').waitFor();
  for (let i = 0; i < 3; i++) await keyboard.press('Backspace');
  await row('total').waitFor();
});

journey('who goes to a write with a key keeps the keyboard', async () => {
  const { keyboard } = workbench.page;
  await row('total').locator('.where button').waitFor();
  await row('total').click();
  await pressAndComeBack(panel(), 'Enter');
  const selected = await panel().locator('.row.at').innerText();
  await keyboard.press('ArrowUp');
  assert.notEqual(await panel().locator('.row.at').innerText(), selected, 'the arrow went on in the panel');
});

journey('a call: its entry and its end', async () => {
  await workbench.runToEnd('to pay -13.00 EUR');
  await workbench.runBackTo('orders.ts', priceLine);
  await workbench.runCommand('ElixirScope: What Did This Call Change?');
  assert.deepEqual(await shown('total', 'orders.ts'), ['<not initialized yet>', '-1300']);
  await panel().locator('[label="Expand All"]').click();
  await workbench.inBothThemes('diff-3-call');
});

journey('two moments are picked on the Timeline', async () => {
  await workbench.runCommand('ElixirScope: Show Timeline');
  const slider = workbench.webview('elixirscope-timeline').locator('#chart');
  const position = async () => Number(await slider.getAttribute('aria-valuenow'));
  await workbench.waitFor(position, (seq) => seq > 0);
  const compare = workbench.webview('elixirscope-timeline').locator('[label^="Compare Event"]');
  // A view that was just opened is given the focus once more when it is there.
  await workbench.waitFor(
    async () => {
      await slider.focus();
      await workbench.page.keyboard.press('d');
      await compare.waitFor({ timeout: 2000 }).catch(() => undefined);
      return compare.isVisible();
    },
    (visible) => visible,
  );
  for (let hits = 0; hits < 4; hits++) {
    const from = await position();
    await slider.focus();
    await workbench.page.keyboard.press('Shift+B');
    await workbench.waitFor(position, (seq) => seq < from);
  }
  await workbench.screenshotAsIs('diff-4-picked');
  await slider.focus();
  await workbench.page.keyboard.press('d');
  await panel().locator('.row.module').first().waitFor();
  await workbench.waitFor(
    () => row('receipts').count(),
    (count) => count > 0,
  );
  await workbench.inBothThemes('diff-5-whole');
});

journey('nothing is wrong for screen readers', async () => {
  assert.deepEqual(await workbench.seriousFindings('elixirscope-state-diff'), []);
});

journey('a narrow panel and a zoomed window stay usable', async () => {
  const { page } = workbench;
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await workbench.runCommand('View: Toggle Panel Visibility');
  await page.setViewportSize({ width: 700, height: 700 });
  await page.waitForTimeout(500);
  await workbench.screenshotAsIs('diff-6-narrow');
  await page.setViewportSize({ width: 720, height: 450 });
  await page.waitForTimeout(500);
  await workbench.screenshotAsIs('diff-7-zoomed');
  await page.setViewportSize({ width: 1440, height: 900 });
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
});

journey('after a reload of the window it is there again with its recording', async () => {
  await workbench.reload();
  const again = panel().getByRole('button', { name: /^Open .*\.escope Again$/ });
  // The extension is started last, and only because of its panel.
  await again.first().waitFor({ timeout: 90_000 });
  await workbench.screenshot('diff-8-reloaded');
  await again.first().click();
  await row('receipts').waitFor();
});
