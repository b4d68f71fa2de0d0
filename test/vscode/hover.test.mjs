// Hovers over the code of a recording, in a real VS Code: a value at its moment with links to other moments, and a function's calls.
//
// The tests are one journey and run in order.
import assert from 'node:assert/strict';
import { journeyIn } from './journey.mjs';
import { copyOfShop, lineOf } from './workspace.mjs';

const workspace = copyOfShop('hover');
const priceLine = lineOf(workspace, 'src/orders.ts', 'total -= off');

let workbench;
const journey = journeyIn(workspace, 'hover', (opened) => {
  workbench = opened;
});

/** The middle of a word on a line that is in sight. */
async function placeOf(lineText, word) {
  const place = await workbench.page.evaluate(
    ([text, name]) => {
      const lines = [...document.querySelectorAll('.editor-instance .view-line')];
      const line = lines.find((candidate) => candidate.textContent.replaceAll('\u00a0', ' ').includes(text));
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const at = new RegExp(`(?<![\\w])${name}(?![\\w])`).exec(walker.currentNode.data)?.index;
        if (at === undefined) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + name.length);
        const box = range.getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      }
    },
    [lineText, word],
  );
  assert.ok(place, `${word} is in sight`);
  return place;
}

/** Puts the mouse over a word of the editor's line that has some text, and waits for a hover that has some other. */
async function hoverOver(lineText, word, expected) {
  const { page } = workbench;
  await page.keyboard.press('Escape');
  await page.mouse.move(720, 890);
  const hover = page.locator('.monaco-hover:visible', { hasText: expected }).first();
  for (let attempt = 0; attempt < 5 && !(await hover.isVisible()); attempt++) {
    // Lines move when what stands above them comes.
    const place = await placeOf(lineText, word);
    await page.mouse.move(place.x + (attempt % 2), place.y);
    await hover.waitFor({ timeout: 5000 }).catch(() => undefined);
  }
  await hover.waitFor();
  return hover;
}

const inLightAndDark = async (name, lineText, word, expected) => {
  for (const theme of ['light', 'dark']) {
    await workbench.showTheme(theme);
    await hoverOver(lineText, word, expected);
    await workbench.screenshotAsIs(`hover-${name}-${theme}`);
  }
  return hoverOver(lineText, word, expected);
};

journey('over a number: its value, the writes around it, and a way to each', async () => {
  await workbench.debugToSecondHit(priceLine);
  const hover = await inLightAndDark('value', 'total -= off', 'total', 'total = 3087');
  const text = await hover.innerText();
  assert.match(text, /total = 3087/);
  assert.match(text, /number, as recorded/);
  const rows = await hover.locator('tbody tr').allInnerTexts();
  assert.deepEqual(
    rows.map((row) => row.split('\t').slice(1, 3)),
    [
      ['3430', 'orders.ts:53'],
      ['3087', `orders.ts:${priceLine}`],
    ],
  );
  const before = await workbench.playhead();
  await hover.locator('tbody tr').first().locator('a').click();
  await workbench.waitStoppedAt('orders.ts', 53);
  assert.notEqual(await workbench.playhead(), before);
  await workbench.waitVariable('total', '3430');
});

journey('over an object: its content', async () => {
  await workbench.page.keyboard.press('F5');
  await workbench.waitStoppedAt('orders.ts', priceLine);
  await workbench.continueTo('orders.ts', priceLine);
  const hover = await inLightAndDark('object', 'discounts.push', 'discounts', 'discounts: Array');
  assert.match(await hover.innerText(), /discounts: Array[\s\S]*name: '3 bags of coffee'/);
});

journey('over a function: its calls, with arguments and results', async () => {
  const hover = await inLightAndDark('function', 'of rulesFor(customer)', 'rulesFor', 'was called');
  assert.match(await hover.innerText(), /rulesFor was called (once|\d+ times)/);
  await hover.locator('tbody a').first().click();
  await workbench.waitFor(
    () => workbench.stoppedAt(),
    (place) => place?.file === 'discounts.ts',
  );
  assert.equal((await workbench.stoppedAt()).file, 'discounts.ts');
});

journey('keyboard: the hover of the name at the cursor', async () => {
  await workbench.goToLine(lineOf(workspace, 'src/discounts.ts', 'const rules = HOUSE_RULES'));
  for (let i = 0; i < 8; i++) await workbench.page.keyboard.press('ArrowRight');
  await workbench.runCommand('Show or Focus Hover');
  await workbench.page.locator('.monaco-hover:visible', { hasText: 'before initialization' }).first().waitFor();
});
