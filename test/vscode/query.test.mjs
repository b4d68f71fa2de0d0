// Queries over a recording, in a real VS Code: conditions clicked together, their text, results that lead to the moments, files of them.
//
// The tests are one journey and run in order.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { journeyIn } from './journey.mjs';
import { pressAndComeBack } from './keys.mjs';
import { copyOfShop, lineOf } from './workspace.mjs';

const workspace = copyOfShop('query');

let workbench;
const journey = journeyIn(workspace, 'query', (opened) => {
  workbench = opened;
});

const panel = () => workbench.webview('elixirscope-query');
const text = () => panel().getByLabel('Query as text');
const rows = () => panel().locator('.table .row');
const chip = (name) => panel().getByRole('button', { name, exact: true });

async function found(count) {
  const seen = await workbench.waitFor(
    () => rows().count(),
    (n) => n === count,
  );
  assert.equal(seen, count, `events found for ${await text().inputValue()}`);
}

journey('without a recording it says what to do', async () => {
  await workbench.openFile('main.ts');
  await workbench.runCommand('ElixirScope: Query the Recording');
  await panel().getByText('Ask the recording').waitFor();
  await workbench.screenshot('query-1-empty');
});

journey('conditions are clicked together, and are text at the same time', async () => {
  await workbench.page.locator('.tab[data-resource-name="main.ts"]').click();
  await workbench.page.keyboard.press('F5');
  await workbench.waitEnded();
  await chip('What').click();
  await chip('write').click();
  await chip('put').click();
  await chip('Name').click();
  await panel().getByLabel('Name, operand').fill('total');
  await chip('Value').click();
  await panel().getByLabel('Operator').last().selectOption('below');
  await panel().getByLabel('Value, operand').fill('0');
  assert.equal(await text().inputValue(), '["write", "put"].includes(kind) && name === "total" && value < 0');
  await panel().locator('#run').click();
  await found(2);
  assert.match(await rows().first().innerText(), /write\s+total\s+-300[\s\S]*orders\.ts:58/);
  await workbench.inAllThemes('query-2-built');
});

journey('a result leads to its moment', async () => {
  await rows().last().locator('button.link').click();
  await workbench.waitStoppedAt('orders.ts', lineOf(workspace, 'src/orders.ts', 'total -= off'));
  await panel().locator('.row.reached').waitFor();
});

journey('the text is read as conditions, and says what is wrong with it', async () => {
  await text().fill('kind === "return" && value.total > 5000');
  await panel().locator('.condition').nth(1).waitFor();
  assert.equal(await panel().getByLabel('Expression').last().inputValue(), 'value.total > 5000');
  await text().fill('kind === "return" && total > 1');
  await panel().getByText('`total` is no field of an event').waitFor();
  await workbench.screenshot('query-3-failure');
  await text().fill('kind === "return" && value.total > 5000');
  await panel().getByText('`total` is no field').waitFor({ state: 'detached' });
  await text().press('Enter');
  await found(2);
});

journey('a template finds what was thrown; a query is saved', async () => {
  await panel().getByLabel('Saved queries').selectOption({ label: 'Everything that was thrown' });
  await found(1);
  await panel().locator('[label="Save This Query"]').click();
  await workbench.answerBox('thrown');
  await panel().locator('[label="Forget This Saved Query"]').waitFor();
});

journey('what was found is written to a file', async () => {
  await panel().locator('[label="Export as CSV"]').click();
  const box = workbench.page.locator('.quick-input-widget input').first();
  // The box is open before it holds the proposed path.
  const proposed = await workbench.waitFor(
    () => box.inputValue(),
    (path) => path.endsWith('events.csv'),
  );
  const file = join(workspace, 'events.csv');
  assert.equal(proposed, file, 'where the file would go');
  await workbench.acceptBox();
  await workbench.waitFor(
    async () => existsSync(file),
    (exists) => exists,
  );
  const [head, line] = readFileSync(file, 'utf8').split('\r\n');
  assert.equal(head, 'thread,seq,time_ms,kind,function,file,line,column,name,value,text');
  assert.match(line, /,throw,Stock\.reserve,src\/stock\.ts,12,.*OutOfStock: 5 of 'kettle' missing/);
});

journey('everything has a key', async () => {
  const { keyboard } = workbench.page;
  await text().fill('kind === "output"');
  await text().press('Enter');
  await workbench.waitFor(
    () => rows().count(),
    (n) => n > 10,
  );
  await rows().first().click();
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowDown');
  assert.equal(await panel().locator('.row.at').getAttribute('tabindex'), '0');
  assert.match(await panel().locator('.row.at').innerText(), /3 bags of coffee/);
  await keyboard.press('Enter');
  await workbench.waitStoppedAt('main.ts', lineOf(workspace, 'src/main.ts', 'euro(-off)'));
  await workbench.inBothThemes('query-4-output');
});

journey('who goes to moments with keys keeps the keyboard, and a click into the terminal has it', async () => {
  const { page } = workbench;
  const at = async () =>
    Number(
      await panel()
        .locator('.row.at')
        .evaluate((row) => [...row.parentElement.querySelectorAll('.row')].indexOf(row)),
    );
  await rows().nth(3).click();
  for (const next of [4, 5]) {
    await pressAndComeBack(panel(), 'Enter');
    await page.keyboard.press('ArrowDown');
    assert.equal(await at(), next, 'the arrow went on in the panel');
  }
  for (let i = 0; i < 5; i++) {
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(60);
  }
  await page.waitForTimeout(2000);
  assert.equal(await at(), 10, 'keys in quick succession, too');
  assert.equal(await page.locator('.tab.dirty').count(), 0, 'no text has changed');
  await workbench.runCommand('Terminal: Create New Terminal');
  const terminal = page.locator('.terminal-wrapper.active .xterm-screen');
  await terminal.waitFor();
  await rows().nth(6).click();
  await pressAndComeBack(panel(), 'Enter');
  await terminal.click();
  await page.waitForTimeout(1500);
  assert.equal(await page.locator('.terminal-wrapper.active :focus').count(), 1, 'the terminal has the keyboard');
});

journey('the panel has the keyboard when it is opened', async () => {
  const { keyboard } = workbench.page;
  await workbench.page.locator('.tab', { hasText: 'Query' }).click();
  await keyboard.press('Control+w');
  await panel().waitFor({ state: 'detached' });
  await workbench.runCommand('ElixirScope: Query the Recording');
  await panel().locator('.text input:focus').waitFor();
  await keyboard.type('kind === "output"');
  await keyboard.press('Enter');
  await rows().first().waitFor();
  await keyboard.press('ArrowDown');
  await panel().locator('.row.at:focus').waitFor();
  await pressAndComeBack(panel(), 'Enter');
  await panel().locator('.row.at:focus').waitFor();
});

journey('nothing is wrong for screen readers, and a narrow panel stays usable', async () => {
  assert.deepEqual(await workbench.seriousFindings('elixirscope-query'), []);
  const { page } = workbench;
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await page.setViewportSize({ width: 700, height: 800 });
  await page.waitForTimeout(500);
  await workbench.screenshotAsIs('query-5-narrow');
  await page.setViewportSize({ width: 1440, height: 900 });
});

journey('after a reload of the window the query is there again', async () => {
  await workbench.reload();
  const again = panel().getByRole('button', { name: /^Open .*\.escope Again$/ });
  // The extension is started last, and only because of its panel.
  await again.first().waitFor({ timeout: 90_000 });
  await again.first().click();
  await text().waitFor();
  assert.equal(await text().inputValue(), 'kind === "output"');
});
