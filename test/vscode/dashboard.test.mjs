// The figures of a recording, in a real VS Code: charts, lists that lead to queries, and how they look in every theme.
//
// The tests are one journey and run in order.
import assert from 'node:assert/strict';
import { journeyIn } from './journey.mjs';
import { copyOfShop } from './workspace.mjs';

const workspace = copyOfShop('dashboard');

let workbench;
const journey = journeyIn(workspace, 'dashboard', (opened) => {
  workbench = opened;
});

const panel = () => workbench.webview('elixirscope-dashboard');

journey('figures of the run: totals, charts, functions, kinds, losses', async () => {
  await workbench.openFile('main.ts');
  await workbench.page.keyboard.press('F5');
  await workbench.waitEnded();
  await workbench.runCommand('ElixirScope: Show Dashboard');
  await panel().getByText('Hottest functions').waitFor();
  const totals = await workbench.waitFor(
    () => panel().locator('.totals').innerText(),
    (text) => /1,5\d\d\s+events\b/.test(text),
  );
  assert.match(totals, /1,5\d\d\s+events[\s\S]*0\s+lost/);
  assert.doesNotMatch(totals, /recorder/, 'nothing is being recorded any more');
  assert.equal(await panel().getByRole('img').count(), 3);
  assert.match(await panel().getByRole('img').first().getAttribute('aria-label'), /^Events per second: at most /);
  assert.match(
    await panel().getByTitle('Find the calls of Cart.add', { exact: true }).innerText(),
    /Cart\.add cart\.ts:\d+\s+6 calls/,
  );
  await workbench.inAllThemes('dashboard-1');
});

journey('nothing is wrong for screen readers, and a narrow panel stays usable', async () => {
  assert.deepEqual(await workbench.seriousFindings('elixirscope-dashboard'), []);
  const { page } = workbench;
  await page.setViewportSize({ width: 900, height: 900 });
  await page.waitForTimeout(500);
  await workbench.screenshotAsIs('dashboard-2-narrow');
  await page.setViewportSize({ width: 1440, height: 900 });
});

journey('a function leads to the query for its calls', async () => {
  await panel().getByTitle('Find the calls of Cart.add', { exact: true }).focus();
  await workbench.page.keyboard.press('Enter');
  const query = workbench.page.locator('.tab[aria-label^="Query"]');
  await query.waitFor();
  const rows = async () => {
    const frames = workbench.page.frames().map((frame) => frame.locator('elixirscope-query .table .row').count());
    return (await Promise.all(frames)).reduce((sum, count) => sum + count, 0);
  };
  assert.equal(await workbench.waitFor(rows, (count) => count === 6), 6);
});
