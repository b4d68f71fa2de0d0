// Twenty things that people ask of a debugger, done by hand in a real VS Code; TASKS.md lists them, each has a picture.
//
// The tests are one journey and run in order: five on the running shop, then in its recording, the last on a program with a child process.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './install.mjs';
import { journeyIn } from './journey.mjs';
import { copyOfShop, lineOf } from './workspace.mjs';

const workspace = copyOfShop('tasks');
for (const name of ['family.ts', 'squares.ts', 'sums.test.mts']) {
  const text = readFileSync(join(repository, 'test', 'fixtures', 'dap', name), 'utf8');
  // The shop has no types of Node's.
  writeFileSync(join(workspace, 'src', name), `// @ts-nocheck\n${text}`);
}
const line = (file, text) => lineOf(workspace, `src/${file}`, text);
const priceLine = line('orders.ts', 'total -= off');

let workbench;
const journey = journeyIn(workspace, 'tasks', async (opened) => {
  workbench = opened;
  // All scopes, the call stack and the breakpoints are in sight at once.
  await workbench.page.setViewportSize({ width: 1440, height: 1300 });
});

const listed = readFileSync(join(repository, 'test', 'vscode', 'TASKS.md'), 'utf8')
  .split('\n')
  .flatMap((row) => /^\| (\d+) \| ([^|]+?) \|/.exec(row)?.slice(1) ?? []);
let number = 0;

/** A task of the table: its title is there under its number, and its picture is taken at the end, with what it has left on the screen. */
function task(title, action) {
  const own = ++number;
  const two = String(own).padStart(2, '0');
  journey(`${two} ${title}`, async () => {
    assert.equal(listed[listed.indexOf(String(own)) + 1], title, `task ${own} of TASKS.md`);
    await action();
    await workbench.screenshot(`task-${two}`);
    await workbench.page.keyboard.press('Escape');
  });
}

const key = (name) => workbench.page.keyboard.press(name);
const row = (text) => workbench.page.locator('.quick-input-widget .monaco-list-row', { hasText: text }).first();
const notification = (text) => workbench.page.locator('.notification-toast:visible', { hasText: text }).first();
const printed = (text) => workbench.page.locator('.repl .monaco-list-row', { hasText: text }).first();

const CURSOR_TRIES = 5;
const SETTLE_MILLIS = 500;

/** Puts the cursor on a name, where it stands first on a line; again where VS Code goes back to the place of the last stop meanwhile. */
async function cursorOn(file, at, name) {
  const text = readFileSync(join(workspace, 'src', file), 'utf8').split('\n')[at - 1];
  const column = text.search(new RegExp(`\\b${name}\\b`)) + 1;
  const tab = workbench.page.locator('.tab.active.selected', { hasText: file });
  const place = workbench.page.locator('.statusbar-item', { hasText: `Ln ${at}, Col ${column}` });
  for (let i = 0; i < CURSOR_TRIES; i++) {
    await workbench.openFile(file);
    await workbench.goToLine(`${at}:${column}`);
    await workbench.page.waitForTimeout(SETTLE_MILLIS);
    if ((await tab.isVisible()) && (await place.isVisible())) return;
  }
  throw new Error(`the cursor does not stay at ${file}:${at}`);
}

/** Suggestions that come while somebody types would take the Enter; an Escape without any closes the box. */
async function typeAndEnter(text) {
  await workbench.page.keyboard.type(text);
  const suggestions = workbench.page.locator('.suggest-widget.visible').first();
  await suggestions.waitFor({ timeout: 1500 }).catch(() => undefined);
  if (await suggestions.isVisible()) await key('Escape');
  await suggestions.waitFor({ state: 'hidden' });
  await key('Enter');
}

async function inConsole(text, answer) {
  await workbench.runCommand('Debug Console: Focus on Debug Console View');
  await workbench.page.locator('.repl-input-wrapper .monaco-editor').first().click();
  await typeAndEnter(text);
  await printed(answer).waitFor();
}

/** The box that opens below a line for a condition or a message. VS Code moves the cursor into it 150 ms after it is shown: until then, keys write into the file. */
async function inBreakpointBox(command, text) {
  await workbench.runCommand(command);
  const box = workbench.page.locator('.breakpoint-widget .monaco-editor').first();
  await workbench.page.locator('.breakpoint-widget .monaco-editor.focused').waitFor();
  await typeAndEnter(text);
  await box.waitFor({ state: 'hidden' });
}

/** A check box of the Breakpoints view. */
async function filter(name, isWanted) {
  const box = workbench.page
    .locator('.debug-breakpoints .monaco-list-row', { hasText: name })
    .locator('[role="checkbox"], input')
    .first();
  await box.waitFor();
  if ((await box.getAttribute('aria-checked')) !== String(isWanted)) await box.click();
}

async function toEnd() {
  await workbench.runCommand('ElixirScope: Go to the End (Live Edge)');
  await workbench.waitStoppedAt('main.ts', 36);
}

async function jumpTo(file, at, hit) {
  await cursorOn(file, at, '\\w+');
  await workbench.pick('F1', 'Debug: Jump to Cursor', '>');
  await row(hit).click();
  await workbench.waitStoppedAt(file, at);
}

task('Stop where a condition holds', async () => {
  await workbench.openFile('orders.ts');
  await workbench.goToLine(priceLine);
  await inBreakpointBox('Debug: Add Conditional Breakpoint', "rule.name === 'voucher WELCOME'");
  await key('F5');
  await workbench.waitStoppedAt('orders.ts', priceLine);
  await workbench.closePanes('Watch');
  await workbench.waitVariable('off', '1500');
});

task('Look at the moment before', async () => {
  for (const at of [priceLine - 1, priceLine - 2]) {
    await key('Control+F10');
    await workbench.waitStoppedAt('orders.ts', at);
  }
  for (const at of [priceLine - 1, priceLine]) {
    await key('F10');
    await workbench.waitStoppedAt('orders.ts', at);
  }
});

task('Change a value in the running program', async () => {
  await inConsole('total = 1800', '1800');
  await workbench.waitVariable('total', '1800');
});

task('Print a line for every time it ran', async () => {
  await workbench.runCommand('Remove All Breakpoints');
  await workbench.continueUntilOutput('to pay');
  await workbench.waitStoppedAt('main.ts', 36);
  await workbench.openFile('orders.ts');
  await workbench.goToLine(priceLine);
  await inBreakpointBox('Debug: Add Logpoint', '{customer.name}: {total} - {off}');
  await workbench.runCommand('Debug Console: Focus on Debug Console View');
  await printed('Ada: 3087 - 1500').waitFor();
  await workbench.runCommand('Remove All Breakpoints');
});

task('Stop in every method of a class', async () => {
  await workbench.page.locator('.pane-header[aria-label^="Breakpoints"]').hover();
  await workbench.page.locator('.action-label[aria-label^="Add Function Breakpoint"]').click();
  const name = workbench.page.locator('.debug-breakpoints .monaco-inputbox input').first();
  // Keys would be lost until VS Code has moved the cursor there.
  await name.fill('Cart.*');
  await name.press('Enter');
  await name.waitFor({ state: 'detached' });
  await key('Control+F5');
  await workbench.waitFor(
    () => workbench.stoppedAt(),
    (place) => place?.file === 'cart.ts',
  );
  assert.equal((await workbench.stoppedAt()).file, 'cart.ts');
});

task('Go to one of the times that a line ran', async () => {
  await workbench.runCommand('Remove All Breakpoints');
  await cursorOn('orders.ts', priceLine, 'total');
  await workbench.pick('F1', 'Debug: Jump to Cursor', '>');
  await row('hit 1/').waitFor();
  await workbench.screenshotAsIs('task-06-list');
  await row('hit 1/').click();
  await workbench.waitStoppedAt('orders.ts', priceLine);
  await workbench.waitVariable('total', '3430');
});

task('Who wrote this value?', async () => {
  await cursorOn('orders.ts', priceLine, 'total');
  await workbench.runCommand('ElixirScope: Who Wrote This?');
  await workbench.waitFor(
    () => workbench.variables(),
    ({ total }) => total === '3430',
  );
  await workbench.waitStoppedAt('orders.ts', line('orders.ts', 'let total'));
});

task('Where does it come from?', async () => {
  await cursorOn('orders.ts', priceLine, 'total');
  await workbench.pick('F1', 'ElixirScope: Where Does This Value Come From?', '>');
  await row('orders.ts').waitFor();
  await workbench.screenshotAsIs('task-08-list');
  await key('Escape');
});

task('Every value that a variable has had', async () => {
  await inConsole('$history(total)', '3430');
});

/** Of the Breakpoints view, rows that are scrolled away too. */
const breakpointCount = async () =>
  Number(await workbench.page.locator('.debug-breakpoints .monaco-list-row').first().getAttribute('aria-setsize'));

task('Find the write that broke it', async () => {
  const before = await breakpointCount();
  const total = workbench.page.locator('.debug-variables .monaco-list-row', { hasText: /^total/ }).first();
  await workbench.chooseInMenu(total, 'Break on Value Change');
  await workbench.waitFor(breakpointCount, (count) => count > before);
  await key('F5');
  await workbench.waitFor(
    () => workbench.variables(),
    ({ total }) => total !== '3430',
  );
  await workbench.waitVariable('total', '3087');
});

task('Run back to a line', async () => {
  await workbench.runCommand('Remove All Breakpoints');
  await cursorOn('discounts.ts', line('discounts.ts', 'rules.push'), 'rules');
  await workbench.runCommand('ElixirScope: Run Back to Cursor');
  await workbench.waitStoppedAt('discounts.ts', line('discounts.ts', 'rules.push'));
  await workbench.waitVariable('code', `'WELCOME'`);
});

task('Why did this line not run?', async () => {
  await cursorOn('orders.ts', line('orders.ts', 'throw error'), 'throw');
  await workbench.runCommand('ElixirScope: Why Did This Line Not Run?');
  await notification('Go There').waitFor();
  await workbench.screenshotAsIs('task-12-answer');
  await notification('Go There').getByText('Go There').click();
  await workbench.waitStoppedAt('orders.ts', line('orders.ts', 'if (error instanceof'));
});

task('Back to the exception that was caught', async () => {
  await toEnd();
  await filter('Caught Exceptions', true);
  await key('Control+F5');
  await workbench.waitStoppedAt('stock.ts', line('stock.ts', 'throw new OutOfStock'));
  await workbench.page.locator('.debug-variables .monaco-list-row', { hasText: 'OutOfStock: 5 of' }).first().waitFor();
});

task('Which statement printed this?', async () => {
  await filter('Caught Exceptions', false);
  await filter('Console Output', true);
  await toEnd();
  await key('Control+F5');
  await workbench.waitStoppedAt('main.ts', line('main.ts', 'to pay'));
  await filter('Console Output', false);
});

task('Out of an async function, to who awaits it', async () => {
  await jumpTo('stock.ts', line('stock.ts', 'return left'), 'hit 1/');
  await key('Shift+F11');
  await workbench.waitFor(
    () => workbench.stoppedAt(),
    (place) => place?.file === 'orders.ts',
  );
  assert.equal((await workbench.stoppedAt()).file, 'orders.ts');
});

task('Back to what scheduled this', async () => {
  await jumpTo('stock.ts', line('stock.ts', 'const left'), 'hit 2/');
  await workbench.runCommand('ElixirScope: Reverse to Where This Was Scheduled');
  await workbench.waitStoppedAt('stock.ts', line('stock.ts', 'setTimeout'));
});

task('Into one of the calls of a line', async () => {
  await jumpTo('main.ts', line('main.ts', 'goods'), 'hit 1/');
  await workbench.pick('F1', 'Debug: Step Into Target', '>');
  await row('euro').click();
  await workbench.waitFor(
    () => workbench.stoppedAt(),
    (place) => place?.file === 'money.ts',
  );
  assert.equal((await workbench.stoppedAt()).file, 'money.ts');
});

task('The beginning of a call', async () => {
  await jumpTo('orders.ts', priceLine, 'hit 1/');
  const frame = workbench.page.locator('.debug-call-stack .monaco-list-row', { hasText: '#price' });
  await workbench.chooseInMenu(frame.first(), 'Restart Frame');
  await workbench.waitStoppedAt('orders.ts', line('orders.ts', 'const subtotal'));
});

task('The same run, without running it', async () => {
  await workbench.stopSession();
  await workbench.openFile('orders.ts');
  await workbench.toggleBreakpoint(priceLine);
  await workbench.runCommandAndChoose('ElixirScope: Open Recording', '.escope');
  await workbench.page.locator('.debug-toolbar').waitFor();
  await workbench.toolbarButton('Reverse').click();
  await workbench.waitStoppedAt('orders.ts', priceLine);
});

task('A child process, stopped and stepped back', async () => {
  await workbench.stopSession();
  await workbench.runCommand('Remove All Breakpoints');
  await workbench.openFile('squares.ts');
  await workbench.toggleBreakpoint(line('squares.ts', 'process.send'));
  await workbench.openFile('family.ts');
  await workbench.runCommand('ElixirScope: Record and Debug File');
  await workbench.waitStoppedAt('squares.ts', line('squares.ts', 'process.send'));
  await workbench.waitVariable('square', '9');
  await key('Control+F10');
  await workbench.waitStoppedAt('squares.ts', line('squares.ts', 'const square'));
});

journey('a lens above a test records it alone', async () => {
  const { page } = workbench;
  // The child process's session ends alone, then the program's.
  const toolbar = page.locator('.debug-toolbar');
  while (await toolbar.isVisible()) {
    await key('Shift+F5');
    await page.waitForTimeout(1000);
  }
  await workbench.runCommand('Remove All Breakpoints');
  await workbench.openFile('sums.test.mts');
  await workbench.toggleBreakpoint(line('sums.test.mts', 'return total'));
  const lenses = page.locator('.codelens-decoration a', { hasText: 'Record this test' });
  await lenses.nth(2).waitFor();
  await lenses.nth(2).click();
  await workbench.waitStoppedAt('sums.test.mts', line('sums.test.mts', 'return total'));
  await workbench.waitVariable('total', '3');
  await workbench.screenshot('task-test-lens');
});
