// Searching a recording in the Timeline panel, and marks in it, in a real VS Code.
//
// The tests are one journey and run in order.
import assert from 'node:assert/strict';
import { journeyIn } from './journey.mjs';
import { copyOfShop, lineOf } from './workspace.mjs';

const workspace = copyOfShop('search');

let workbench;
const journey = journeyIn(workspace, 'search', (opened) => {
  workbench = opened;
});

const panel = () => workbench.webview('elixirscope-timeline');
const box = () => panel().locator('#search input');
const found = () => panel().locator('.found');
const playhead = async () => Number(await panel().locator('#chart').getAttribute('aria-valuenow'));

async function lookFor(text, expected) {
  await box().fill(text);
  await found().getByText(expected).waitFor();
}

/** Presses a key in the box until the playhead has moved, and gives where it is. */
async function moved(key) {
  const before = await playhead();
  await box().press(key);
  return workbench.waitFor(playhead, (now) => now !== before);
}

journey('the search opens in the panel, and counts what it finds', async () => {
  await workbench.openFile('main.ts');
  await workbench.page.keyboard.press('F5');
  await workbench.waitEnded();
  await workbench.waitStoppedAt('main.ts', lineOf(workspace, 'src/main.ts', 'waiting for the warehouse') + 3);
  await workbench.runCommand('ElixirScope: Search the Recording');
  await box().waitFor();
  await lookFor('reserve', '6 found');
  await lookFor('kettle', '8 found');
  await lookFor('to pay', '3 found');
  await lookFor('nobody says this', 'Nothing found');
  await lookFor('euro', /^\d+ found$/);
  await workbench.inAllThemes('search-1-found');
});

journey('Enter goes from one to the next, and the editor follows', async () => {
  await lookFor('total = 1587', '1 found');
  await moved('Enter');
  await workbench.waitStoppedAt('orders.ts', lineOf(workspace, 'src/orders.ts', 'total -= off'));
  await found().getByText('1 of 1').waitFor();
  await workbench.page.waitForTimeout(500);
  await lookFor('out of stock', 'Nothing found');
  await lookFor('kettle', '8 found');
  await workbench.runCommand('ElixirScope: Go to the Start of the Recording');
  const first = await moved('Enter');
  const second = await moved('Enter');
  assert.ok(second > first, `${second} is after ${first}`);
  assert.equal(await moved('Shift+Enter'), first);
  // The stop has had its way with the focus, and the panel has it back.
  await workbench.page.waitForTimeout(1500);
  await workbench.inBothThemes('search-2-at-a-result');
});

journey('marks stand in a lane of their own', async () => {
  // It asks for the note in the same box.
  await workbench.pick('F1', 'ElixirScope: Mark This Moment…', '>');
  await workbench.page.getByText('kept beside the recording').waitFor();
  await workbench.answerBox('the warehouse is empty');
  await panel().locator('[data-lane="marks"]').waitFor();
  const lane = await panel().locator('[data-lane="marks"]').boundingBox();
  const chart = await panel().locator('#chart').boundingBox();
  // Where the playhead is, the mark is.
  const share = (await playhead()) / Number(await panel().locator('#chart').getAttribute('aria-valuemax'));
  await workbench.page.mouse.move(chart.x + share * chart.width, lane.y + lane.height / 2, { steps: 3 });
  await panel().locator('.hover', { hasText: 'the warehouse is empty' }).waitFor();
  await workbench.screenshotAsIs('search-3-mark');
});

journey('nothing is wrong for screen readers, and a narrow panel stays usable', async () => {
  assert.deepEqual(await workbench.seriousFindings('elixirscope-timeline'), []);
  await workbench.page.setViewportSize({ width: 700, height: 700 });
  await workbench.screenshot('search-4-narrow');
  await workbench.page.setViewportSize({ width: 1440, height: 900 });
});

journey('Escape closes the search', async () => {
  await box().press('Escape');
  await box().waitFor({ state: 'hidden' });
});
