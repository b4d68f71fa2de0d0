// What holds for every panel, in a real VS Code: axe in every theme, 300 pixels of width, a zoomed window, the window's reload; and the Timeline as an editor.
//
// The tests are one journey and run in order: one panel is open at a time.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { screenshots } from './browser.mjs';
import { journeyIn } from './journey.mjs';
import { findingsInAllThemes, sticksOutAt } from './looks.mjs';
import { copyOfShop, lineOf } from './workspace.mjs';

const workspace = copyOfShop('panels');

let workbench;
const journey = journeyIn(workspace, 'panels', (opened) => {
  workbench = opened;
});

/** Each panel, how it is opened, and what it shows when it is there. */
const PANELS = [
  { element: 'elixirscope-dashboard', command: 'ElixirScope: Show Dashboard', there: '.bar-row' },
  { element: 'elixirscope-query', command: 'ElixirScope: Query the Recording', there: '.chip' },
  {
    element: 'elixirscope-state-diff',
    command: 'ElixirScope: What Changed Since the Previous Iteration?',
    there: '.row',
  },
  { element: 'elixirscope-timeline', command: 'ElixirScope: Open Timeline in an Editor', there: '#chart' },
];

const PICTURE_HEIGHT = 440;

const panelOf = ({ element }) => workbench.webview(element, 'editor');

async function open(panel) {
  await workbench.runCommand(panel.command);
  await panelOf(panel).locator(panel.there).first().waitFor();
  if (panel.element !== 'elixirscope-query') return;
  await panelOf(panel).getByLabel('Saved queries').selectOption({ label: 'Console output' });
  await panelOf(panel).locator('.table .row').first().waitFor();
}

journey('the shop is recorded, and stands in a loop', async () => {
  const line = lineOf(workspace, 'src/orders.ts', 'total -= off');
  await workbench.debugToSecondHit(line);
  await workbench.runToEnd('to pay -13.00 EUR');
  await workbench.runBackTo('orders.ts', line);
});

for (const panel of PANELS) {
  const name = panel.element.replace('elixirscope-', '');

  journey(`${name}: nothing is wrong for screen readers in any theme`, async () => {
    await open(panel);
    assert.deepEqual(await findingsInAllThemes(workbench, panel.element), []);
    await workbench.inAllThemes(`panels-${name}`);
  });

  journey(`${name}: 300 pixels are enough, and so is a window that is zoomed to twice its size`, async () => {
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await workbench.runCommand('View: Toggle Panel Visibility');
    // For the README.
    const { height, ...rest } = await panelOf(panel).boundingBox();
    const clip = { ...rest, height: Math.min(height, PICTURE_HEIGHT) };
    await workbench.page.screenshot({ path: join(screenshots, `panel-${name}.png`), clip });
    const wide = await sticksOutAt(workbench, panelOf(panel), 300);
    await workbench.screenshotAsIs(`panels-${name}-300`);
    await workbench.page.setViewportSize({ width: 720, height: 450 });
    await workbench.page.waitForTimeout(400);
    await workbench.screenshotAsIs(`panels-${name}-zoomed`);
    await workbench.page.setViewportSize({ width: 1440, height: 900 });
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await workbench.runCommand('View: Toggle Panel Visibility');
    assert.deepEqual(wide, [], 'what sticks out of 300 pixels');
    if (panel !== PANELS.at(-1)) {
      await workbench.runCommand('View: Close All Editors');
      await panelOf(panel).waitFor({ state: 'detached' });
    }
  });
}

journey('the Timeline in an editor leads to calls, too, and is there again after a reload', async () => {
  const panel = panelOf(PANELS.at(-1));
  const position = async () => Number(await panel.locator('#chart').getAttribute('aria-valuenow'));
  const before = await position();
  await panel.locator('#chart').focus();
  await workbench.page.keyboard.press('Shift+E');
  const now = await workbench.waitFor(position, (seq) => seq !== before);
  assert.notEqual(now, before, 'the playhead is at an error');
  await workbench.reload();
  await panel
    .getByRole('button', { name: /^Open .*\.escope Again$/ })
    .first()
    .waitFor({ timeout: 90_000 });
  await workbench.inBothThemes('panels-reloaded');
});
