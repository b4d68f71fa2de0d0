// The tree views beside a recording, in a real VS Code: recordings, calls, errors, output and marks.
//
// The tests are one journey and run in order.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { journeyIn } from './journey.mjs';
import { copyOfShop, lineOf, recordingsOf } from './workspace.mjs';

const workspace = copyOfShop('lists');
const main = (text) => lineOf(workspace, 'src/main.ts', text);

let workbench;
const journey = journeyIn(workspace, 'lists', (opened) => {
  workbench = opened;
});

const pane = (name) =>
  workbench.page.locator('.pane', { has: workbench.page.locator(`.pane-header[aria-label^="${name}"]`) });
const rows = (name) => pane(name).locator('.monaco-list-row');
const row = (name, text) => rows(name).filter({ hasText: text }).first();

async function showLists() {
  const icon = workbench.page.locator('.activitybar .action-item a[aria-label^="ElixirScope"]');
  await icon.waitFor();
  if (!(await pane('Recordings').isVisible())) await icon.click();
  await pane('Recordings').waitFor();
}

/** Opens the panes that are named and closes the others. */
async function openPanes(...names) {
  for (const name of ['Recordings', 'Calls', 'Errors', 'Output', 'Marks', 'Health']) {
    const header = pane(name).locator('.pane-header');
    const wanted = String(names.includes(name));
    // The headers move while a pane opens: a click may have hit another one.
    const isThere = await workbench.waitFor(
      async () => {
        if ((await header.getAttribute('aria-expanded')) !== wanted) await header.click();
        return header.getAttribute('aria-expanded');
      },
      (expanded) => expanded === wanted,
    );
    assert.equal(isThere, wanted, `${name} is open`);
  }
}

async function inLightAndDark(name) {
  await workbench.inBothThemes(name);
}

journey('without a recording each view says what would be there', async () => {
  await showLists();
  await openPanes('Recordings', 'Calls', 'Errors', 'Output', 'Marks');
  await pane('Recordings').getByText('Record and Debug the File').waitFor();
  await pane('Calls').getByText('every call it made').waitFor();
  await inLightAndDark('lists-1-empty');
});

journey('calls are a tree that unfolds, and a click goes to one', async () => {
  await workbench.openFile('main.ts');
  await workbench.page.keyboard.press('F5');
  await workbench.waitEnded();
  await workbench.waitStoppedAt('main.ts', main('waiting for the warehouse') + 3);
  await showLists();
  // A list that shows where the playhead is opens for it: not while it is being closed.
  for (const name of ['Errors', 'Output']) await pane(name).locator('.monaco-list-row.selected').waitFor();
  await openPanes('Recordings', 'Calls');
  await row('Calls', 'Orders.place').waitFor();
  assert.match(await row('Calls', 'Stock.reserve').innerText(), /goes on/);
  await rows('Calls').filter({ hasText: 'total: 1587' }).first().locator('.monaco-tl-twistie').click();
  await row('Calls', 'Orders.#price').waitFor();
  await row('Calls', 'Orders.#price').click();
  await workbench.waitStoppedAt('orders.ts', lineOf(workspace, 'src/orders.ts', 'const subtotal'));
  await row('Calls', 'Orders.#price').locator('.codicon-debug-stackframe').waitFor();
  await inLightAndDark('lists-2-calls');
});

journey('calls of a function are found, wherever in the tree they are', async () => {
  await workbench.pick('F1', 'ElixirScope: Find Calls…', '>');
  const input = workbench.page.locator('.quick-input-widget input[placeholder*="Cart.add"]');
  await input.fill('cart.ADD');
  await input.press('Enter');
  const count = async () => (await row('Calls', 'Orders.place').count()) * 100 + (await rows('Calls').count());
  assert.equal(await workbench.waitFor(count, (n) => n === 6), 6, 'six calls of Cart.add, and nothing else');
  assert.match(await pane('Calls').locator('.pane-header').innerText(), /“cart\.ADD”/);
  await inLightAndDark('lists-2b-found');
  await rows('Calls').first().click();
  await workbench.waitStoppedAt('cart.ts', lineOf(workspace, 'src/cart.ts', 'add(') + 1);
  await workbench.pick('F1', 'ElixirScope: Find Calls…', '>');
  await input.fill('refund');
  await input.press('Enter');
  await pane('Calls').getByText('No function with “refund” in its name was called.').waitFor();
  await workbench.runCommand('ElixirScope: Show All Calls');
  await row('Calls', 'Orders.place').waitFor();
});

journey('errors and output go to the statement that made them', async () => {
  await openPanes('Errors');
  await row('Errors', 'OutOfStock').click();
  await workbench.waitStoppedAt('stock.ts', lineOf(workspace, 'src/stock.ts', 'throw new OutOfStock'));
  await openPanes('Output');
  await row('Output', 'to pay -13.00 EUR').click();
  await workbench.waitStoppedAt('main.ts', main('to pay'));
  await row('Output', 'Order 1002').click();
  await workbench.waitStoppedAt('main.ts', main('Order ${'));
  await openPanes('Errors', 'Output');
  await inLightAndDark('lists-3-output');
});

journey('a focus in the Timeline narrows the lists and the counts in the code', async () => {
  await openPanes('Calls', 'Output');
  await workbench.runCommand('ElixirScope: Show Timeline');
  const panel = workbench.webview('elixirscope-timeline');
  const status = panel.getByRole('status');
  // Standing in the second order's receipt: its call, the innermost, becomes the focus. Until the calls are drawn, keys have none to choose.
  await workbench.waitFor(
    async () => {
      await panel.locator('#chart').focus();
      await workbench.page.keyboard.press('ArrowDown');
      return status.innerText();
    },
    (text) => text.includes('row 2'),
  );
  await workbench.page.keyboard.press('f');
  await workbench.waitFor(
    () => rows('Output').count(),
    (count) => count === 5,
  );
  assert.equal(await rows('Output').count(), 5, 'the lines of one receipt');
  await row('Calls', 'print').waitFor();
  await workbench.page.locator('.codelens-decoration:visible', { hasText: '1 call in focus' }).first().waitFor();
  await inLightAndDark('lists-3b-focus');
  await panel.locator('#chart').focus();
  await workbench.page.keyboard.press('Escape');
  await row('Output', 'Order 1001').waitFor();
  await workbench.runCommand('Debug Console: Focus on Debug Console View');
});

journey('marks are kept beside the recording, with what somebody wrote', async () => {
  await openPanes('Recordings', 'Marks');
  await pane('Marks').getByText('Mark This Moment…').click();
  await workbench.answerBox('the second receipt');
  await row('Marks', 'the second receipt').waitFor();
  const [recording] = recordingsOf(workspace);
  const file = join(workspace, '.elixirscope', `${recording}.marks.json`);
  await workbench.waitFor(
    () => existsSync(file),
    (there) => there,
  );
  const { marks } = JSON.parse(readFileSync(file, 'utf8'));
  assert.equal(marks.length, 1);
  assert.equal(marks[0].place.line, main('Order ${'));
  await workbench.runCommand('ElixirScope: Go to the Start of the Recording');
  await workbench.waitFor(
    () => workbench.stoppedAt(),
    (place) => place?.line !== main('Order ${'),
  );
  await inLightAndDark('lists-4-marks');
  await row('Marks', 'the second receipt').click();
  await workbench.waitStoppedAt('main.ts', main('Order ${'));
  await workbench.runCommand('ElixirScope: Export Marks');
  await workbench.page.locator('.view-line', { hasText: 'src/main.ts:19): the second receipt' }).waitFor();
});

journey('the health view says what is recorded, and what was lost', async () => {
  await openPanes('Health');
  await row('Health', '9 files recorded').waitFor();
  await row('Health', 'Nothing lost').waitFor();
  await row('Health', 'Complete').waitFor();
  await row('Health', '9 files recorded').locator('.monaco-tl-twistie').click();
  await row('Health', 'orders.ts').waitFor();
  await inLightAndDark('lists-6-health');
  await openPanes('Recordings', 'Marks');
});

journey('a recording is pinned, opened, and deleted with its marks', async () => {
  await workbench.stopSession();
  const recording = rows('Recordings').first();
  await recording.hover();
  await workbench.screenshotAsIs('lists-5-recording');
  await recording.locator('.action-label[aria-label^="Pin Recording"]').click();
  await recording.locator('.action-label[aria-label^="Unpin Recording"]').waitFor();
  await recording.click();
  await workbench.page.locator('.debug-toolbar').waitFor();
  await row('Marks', 'the second receipt').waitFor();
  await workbench.stopSession();
  await recording.hover();
  await recording.locator('.action-label[aria-label^="Delete Recording"]').click();
  await workbench.page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Delete' }).click();
  await pane('Recordings').getByText('There is no recording').waitFor();
  assert.deepEqual(recordingsOf(workspace), []);
});
