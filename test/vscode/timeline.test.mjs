// The Timeline panel in a real VS Code, on a recording of the shop: what it shows, where it leads, and how it looks in every theme.
//
// The tests are one journey and run in order.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './install.mjs';
import { journeyIn } from './journey.mjs';
import { pressAndComeBack } from './keys.mjs';
import { copyOfShop } from './workspace.mjs';

const workspace = copyOfShop('timeline');
const shop = join(repository, 'test', 'programs', 'shop');

let workbench;
const journey = journeyIn(workspace, 'timeline', (opened) => {
  workbench = opened;
});

/** VS Code has opened the editor at the place where it stopped: what is typed now goes where the test means it to go. */
async function settled() {
  await workbench.page.locator('.editor-instance .monaco-editor.focused').waitFor();
  await workbench.page.waitForTimeout(500);
}

/** The panel's own document. */
const panel = () => workbench.webview('elixirscope-timeline');
const slider = () => panel().locator('#chart');

async function position() {
  return workbench.waitFor(
    async () => Number(await slider().getAttribute('aria-valuenow')),
    (seq) => seq > 0,
  );
}

async function movesFrom(seq) {
  const moved = await workbench.waitFor(position, (now) => now !== seq);
  assert.notEqual(moved, seq, 'the playhead has moved');
  return moved;
}

journey('without a recording it says what to do', async () => {
  await workbench.openFile('main.ts');
  await workbench.runCommand('ElixirScope: Show Timeline');
  await panel().getByText('See what your program did').waitFor();
  await panel().getByText('Record and Debug File').waitFor();
  await workbench.inAllThemes('timeline-1-empty');
});

journey('the whole run appears when the program has ended', async () => {
  await workbench.openFile('main.ts');
  await workbench.page.keyboard.press('F5');
  await workbench.waitEnded();
  await workbench.runCommand('ElixirScope: Show Timeline');
  await slider().waitFor();
  assert.ok((await position()) > 1000, 'the playhead is at the end');
  await workbench.inAllThemes('timeline-2-whole');
});

/** A place on the canvas: a share of its width, pixels from its top. */
async function at(share, y) {
  const box = await slider().boundingBox();
  return [box.x + box.width * share, box.y + y];
}

const RULER = 15;
const FIRST_ROW = 34 + 22 + 3 * 17 + 4 + 9;

journey('dragging the playhead moves the session, and the editor follows', async () => {
  const { mouse } = workbench.page;
  const end = await position();
  await mouse.move(...(await at(0.9, RULER)));
  await mouse.down();
  for (let share = 0.9; share > 0.44; share -= 0.02) await mouse.move(...(await at(share, RULER)));
  await mouse.up();
  const middle = await movesFrom(end);
  assert.ok(
    await workbench.waitFor(position, (seq) => seq > 550 && seq < 720),
    `the playhead is where it was dropped, at ${middle}`,
  );
  const { file } = await workbench.waitFor(
    () => workbench.stoppedAt(),
    (place) => place !== undefined,
  );
  assert.ok(file.endsWith('.ts'), `the editor shows ${file}`);
});

journey('a click on a call goes to it, and says what it is', async () => {
  const { mouse } = workbench.page;
  const before = await position();
  await mouse.move(...(await at(0.43, FIRST_ROW)));
  await panel().locator('.hover .title').waitFor();
  assert.match(await panel().locator('.hover').innerText(), /Orders\.place\s+orders\.ts:\d+\s+\d+ events/);
  await workbench.screenshotAsIs('timeline-3-hover');
  await mouse.click(...(await at(0.43, FIRST_ROW)));
  await movesFrom(before);
  const { file } = await workbench.waitFor(
    () => workbench.stoppedAt(),
    (place) => place?.file === 'orders.ts',
  );
  assert.equal(file, 'orders.ts', 'where the call is');
});

journey('a double click focuses on the call, Escape shows everything again', async () => {
  const max = Number(await slider().getAttribute('aria-valuemax'));
  await workbench.page.mouse.dblclick(...(await at(0.43, FIRST_ROW)));
  const button = panel().locator('[label^="End the Focus"]');
  await button.waitFor();
  await settled();
  await workbench.inAllThemes('timeline-4-focus');
  await slider().focus();
  await workbench.page.keyboard.press('Escape');
  await panel().locator('[label^="Focus on What"]').waitFor();
  assert.equal(Number(await slider().getAttribute('aria-valuemax')), max);
});

journey('everything has a key', async () => {
  const { keyboard } = workbench.page;
  await slider().focus();
  await keyboard.press('Home');
  const start = await workbench.waitFor(position, (seq) => seq < 60);
  assert.ok(start < 60, `Home goes to the start, not to ${start}`);
  await keyboard.press('ArrowRight');
  assert.ok((await movesFrom(start)) > start, 'the right arrow goes on');
  await keyboard.press('e');
  const error = await workbench.waitFor(position, (seq) => seq > 1200);
  assert.ok(error > 1200, `E goes to the error, not to ${error}`);
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowDown');
  assert.match(await panel().getByRole('status').innerText(), /row 2/);
  for (let i = 0; i < 5; i++) await keyboard.press('+');
  await workbench.page.waitForTimeout(2500);
  await workbench.page.waitForTimeout(300);
  await workbench.inBothThemes('timeline-5-near');
  await panel().locator('[label^="Show Everything"]').click();
});

/** Where the playhead is, the selected call, and what of the text the editor's status bar says is selected. */
async function whereKeysLed() {
  const cursor = (await workbench.statusBar()).find((text) => text.startsWith('Ln '));
  return { playhead: await position(), said: await panel().getByRole('status').innerText(), cursor };
}

/** The debugger has shown the last stop, in the editor too. */
async function arrived() {
  let before;
  for (let same = 0; same < 3; ) {
    const now = JSON.stringify(await whereKeysLed());
    same = now === before ? same + 1 : 0;
    before = now;
    await workbench.page.waitForTimeout(150);
  }
}

journey('keys in quick succession are the panel’s, all of them, and none reaches the text', async () => {
  const { keyboard } = workbench.page;
  const begin = async () => {
    await slider().focus();
    await keyboard.press('Home');
    await arrived();
  };
  for (const keys of [
    Array(8).fill('ArrowRight'),
    ['e', ...Array(8).fill('ArrowDown')],
    ['End', 'Shift+O', 'x', 'Shift+O', 'Backspace', 'ArrowLeft', 'q'],
  ]) {
    await begin();
    for (const key of keys) {
      await keyboard.press(key);
      await arrived();
    }
    const slow = await whereKeysLed();
    await begin();
    for (const key of keys) {
      await keyboard.press(key);
      await workbench.page.waitForTimeout(40);
    }
    await arrived();
    assert.deepEqual(
      await whereKeysLed(),
      slow,
      `${keys.join(' ')} in quick succession lead where they lead one by one`,
    );
    await panel().locator('#chart:focus').waitFor();
  }
  assert.equal(await workbench.page.locator('.tab.dirty').count(), 0, 'no text has changed');
  // VS Code saves by itself in a browser.
  for (const name of readdirSync(join(workspace, 'src')))
    assert.equal(
      readFileSync(join(workspace, 'src', name), 'utf8'),
      readFileSync(join(shop, 'src', name), 'utf8'),
      name,
    );
});

journey('a click into the text has the keyboard, even right after a key in the panel', async () => {
  const { page } = workbench;
  await slider().focus();
  await page.keyboard.press('Home');
  await arrived();
  await slider().focus();
  await page.keyboard.press('ArrowRight');
  await page.locator('.editor-instance .view-line').nth(1).click();
  await page.waitForTimeout(1500);
  await page.locator('.editor-instance .monaco-editor.focused').waitFor();
});

journey('a click into a tree has the keyboard as soon as the stop has had it', async () => {
  const { page } = workbench;
  await slider().focus();
  await page.keyboard.press('Home');
  await arrived();
  await slider().focus();
  await pressAndComeBack(panel(), 'ArrowRight');
  const tree = page.locator('.explorer-folders-view');
  await tree.locator('.monaco-list-row', { hasText: '.vscode' }).click();
  await page.waitForTimeout(1500);
  assert.equal(await tree.locator(':focus').count(), 1, 'the Explorer has the keyboard');
});

journey('wheel and shift-wheel zoom and pan', async () => {
  const { mouse, keyboard } = workbench.page;
  const part = panel().locator('#minimap');
  await mouse.move(...(await at(0.5, FIRST_ROW)));
  for (let i = 0; i < 6; i++) await mouse.wheel(0, -120);
  const zoomed = await workbench.waitFor(
    async () => Number(await part.getAttribute('aria-valuenow')),
    (share) => share > 10,
  );
  assert.ok(zoomed > 10, `the part in sight begins further right: ${zoomed}`);
  await keyboard.down('Shift');
  await mouse.wheel(0, 400);
  await keyboard.up('Shift');
  const panned = await workbench.waitFor(
    async () => Number(await part.getAttribute('aria-valuenow')),
    (share) => share > zoomed,
  );
  assert.ok(panned > zoomed, 'shift and wheel move it');
  await panel().locator('[label^="Show Everything"]').click();
});

journey('the axis of time shows when things happened', async () => {
  await panel().locator('[label^="Axis: Events"]').click();
  await panel().locator('[label^="Axis: Time"]').waitFor();
  await workbench.page.waitForTimeout(400);
  await workbench.inBothThemes('timeline-6-time');
  await panel().locator('[label^="Axis: Time"]').click();
});

journey('nothing is wrong for screen readers', async () => {
  assert.deepEqual(await workbench.seriousFindings('elixirscope-timeline'), []);
});

journey('a narrow panel and a zoomed window stay usable', async () => {
  const { page } = workbench;
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await page.setViewportSize({ width: 380, height: 700 });
  await page.waitForTimeout(500);
  await workbench.screenshotAsIs('timeline-7-narrow');
  const box = await slider().boundingBox();
  assert.ok(box.width > 200, `the chart is ${box.width} wide`);
  await page.setViewportSize({ width: 720, height: 450 });
  await page.waitForTimeout(500);
  await workbench.screenshotAsIs('timeline-8-zoomed');
  await page.setViewportSize({ width: 1440, height: 900 });
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
});

journey('after a reload of the window the panel is there and opens the recording again', async () => {
  await workbench.reload();
  await panel()
    .getByRole('button', { name: /^Open .*\.escope Again$/ })
    .or(panel().getByText(/^Open .*\.escope Again$/))
    .first()
    .click();
  await slider().waitFor();
  assert.ok((await position()) > 1000);
  await workbench.screenshot('timeline-9-reopened');
});
