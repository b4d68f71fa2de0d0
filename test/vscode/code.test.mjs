// What the recording says in the code itself, in a real VS Code: values where they were given, how often functions were called and lines ran.
//
// The tests are one journey and run in order.
import assert from 'node:assert/strict';
import { journeyIn } from './journey.mjs';
import { copyOfShop, lineOf } from './workspace.mjs';

const workspace = copyOfShop('code');
const priceLine = lineOf(workspace, 'src/orders.ts', 'total -= off');

let workbench;
const journey = journeyIn(workspace, 'code', (opened) => {
  workbench = opened;
});

/** Text of the editor's line that has some text, with what is shown beside it. */
const shownLine = (text) =>
  workbench.page.locator('.editor-instance .view-line', { hasText: text }).first().innerText();
const lens = (text) =>
  workbench.page.locator('.editor-instance .codelens-decoration:visible', { hasText: text }).first();

/** What decorations have written before or behind the code. */
const decorations = (side) =>
  workbench.page.evaluate(
    (pseudo) =>
      [...document.querySelectorAll('.editor-instance .view-line span[class*="ced-"]')].map((span) =>
        getComputedStyle(span, pseudo)
          .content.replaceAll(/["\u00a0 ]+/g, ' ')
          .trim(),
      ),
    side,
  );

/** Number of the line with the dotted frame. */
const framedLine = () =>
  workbench.page.evaluate(() => {
    const frames = [...document.querySelectorAll('.editor-instance .view-overlays [class*="ced-"]')];
    const frame = frames.find((element) => getComputedStyle(element).borderTopStyle === 'dotted');
    const numbers = [...document.querySelectorAll('.editor-instance .line-numbers')];
    const row = numbers.find((element) => {
      const [a, b] = [element.getBoundingClientRect(), frame?.getBoundingClientRect()];
      return b !== undefined && Math.abs(a.top - b.top) < 4;
    });
    return row === undefined ? undefined : Number(row.textContent);
  });

journey('each variable stands at the line that gave it its value', async () => {
  await workbench.debugToSecondHit(priceLine);
  const shown = await workbench.waitFor(
    () => shownLine('total -= off'),
    (line) => line.replaceAll('\u00a0', ' ').includes('off = 1500'),
  );
  const text = shown.replaceAll('\u00a0', ' ');
  assert.match(text, /total = 3087/);
  assert.match(text, /off = 1500/);
  const unreached = (await shownLine('nextNumber()')).replaceAll('\u00a0', ' ');
  assert.doesNotMatch(unreached, /total = /, 'a line that this call has not come to shows nothing');
  assert.equal(await workbench.page.getByText('belongs to an earlier stop').count(), 0, 'a late answer is no error');
});

journey(
  'the statement that ran before the one at the playhead is framed, or named where it is in another file',
  async () => {
    const framed = await workbench.waitFor(
      () => framedLine(),
      (line) => line === priceLine - 1,
    );
    assert.equal(framed, priceLine - 1, 'the line that is framed');
    await workbench.inAllThemes('code-5-came-from');
    for (const line of [priceLine - 1, priceLine - 2]) {
      await workbench.page.keyboard.press('Control+F10');
      await workbench.waitStoppedAt('orders.ts', line);
    }
    const said = await workbench.waitFor(
      () => decorations('::after'),
      (texts) => texts.some((text) => text.startsWith('←')),
    );
    assert.ok(
      said.some((text) => /^← discounts\.ts:\d+$/.test(text)),
      `beside the statement stands ${said}`,
    );
    await workbench.screenshot('code-6-came-from-elsewhere');
    for (const line of [priceLine - 1, priceLine]) {
      await workbench.page.keyboard.press('F10');
      await workbench.waitStoppedAt('orders.ts', line);
    }
  },
);

journey('functions say how often they were called, and lead to a call', async () => {
  await lens('1 call').waitFor();
  await workbench.inBothThemes('code-1-values');
  const before = await workbench.playhead();
  await lens('1 call').locator('a').first().click();
  await workbench.page.locator('.quick-input-widget .monaco-list-row', { hasText: '1 of 1' }).first().waitFor();
  await workbench.page.locator('.quick-input-widget .monaco-list-row', { hasText: 'customer = ' }).first().waitFor();
  await workbench.screenshotAsIs('code-2-calls');
  await workbench.page.locator('.quick-input-widget .monaco-list-row', { hasText: '1 of 1' }).first().click();
  const now = await workbench.waitFor(
    () => workbench.playhead(),
    (playhead) => playhead !== before,
  );
  assert.notEqual(now, before, 'the playhead is at the call');
});

journey('a column shows which lines ran, and how often', async () => {
  await workbench.runCommand('ElixirScope: Toggle Which Lines Ran');
  await workbench.page.waitForTimeout(1500);
  await workbench.inAllThemes('code-3-coverage');
  const before = await decorations('::before');
  assert.ok(
    before.some((text) => /^[1-9]\d*$/.test(text)),
    `some lines ran: ${before}`,
  );
  assert.ok(before.includes('–'), `some lines did not: ${before}`);
  await workbench.runCommand('ElixirScope: Toggle Which Lines Ran');
});

journey('what changed since the last stop is also a diff of the two states, as text', async () => {
  // From the call's first statement, where the playhead is now, to where it was before.
  await workbench.runCommand('ElixirScope: What Changed Since the Last Stop?');
  await workbench.webview('elixirscope-state-diff').locator('[label^="Show as Text"]').click();
  const diff = workbench.page.locator('.monaco-diff-editor');
  await diff.waitFor();
  // The editor is narrow beside the tree: what is gone stands above what came.
  const text = async (lines) =>
    (await diff.locator(`.editor.modified ${lines}`).first().innerText()).replaceAll('\u00a0', ' ');
  const later = await workbench.waitFor(
    () => text('.lines-content > .view-lines'),
    (lines) => lines.includes('total = 3087'),
  );
  assert.match(later, /off = 1500/);
  const earlier = await text('.view-lines.line-delete');
  assert.match(earlier, /Orders\.#price {2}orders\.ts:51/);
  assert.doesNotMatch(earlier, /total = \d/);
  await workbench.inAllThemes('code-4-diff');
});

journey('an expression is listed as it was each time that a line ran, and leads there', async () => {
  const ask = async (line, expression) => {
    await workbench.openFile('orders.ts');
    await workbench.goToLine(line);
    await workbench.pick('F1', 'ElixirScope: Values of an Expression at This Line…', '>');
    const input = workbench.page.locator('.quick-input-widget input[placeholder*="cart.total"]');
    await input.fill(expression);
    await input.press('Enter');
  };
  const never = lineOf(workspace, 'src/orders.ts', 'throw error');
  await ask(never, 'error');
  await workbench.page.getByText(`The statement at line ${never} did not run.`).first().waitFor();
  await ask(priceLine, 'total - off');
  await workbench.page.locator('.quick-input-widget .monaco-list-row', { hasText: '1587' }).first().waitFor();
  await workbench.screenshotAsIs('code-2b-sampled');
  await workbench.chooseRow('3087');
  await workbench.waitStoppedAt('orders.ts', priceLine);
  await workbench.waitVariable('off', '343');
});
