// Chromium on a served VS Code, and the workbench as a person sees it: keys, palette, views, screenshots.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { installChromium, repository } from './install.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const screenshots = join(repository, 'test-results', 'screenshots');

export async function launchBrowser() {
  return chromium.launch({
    executablePath: installChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Opens the workbench on a folder and waits until it takes keys. */
export async function openWorkbench(browser, server, folder, query = '') {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(tellPlaces);
  // A busy machine takes half a minute for the extensions alone.
  page.setDefaultTimeout(90_000);
  await page.goto(`${server.address}/?folder=${encodeURI(folder)}${query}`);
  await page.locator('.monaco-workbench .part.editor').waitFor({ timeout: 60_000 });
  await page.locator('.statusbar-item').first().waitFor({ timeout: 60_000 });
  return new Workbench(page);
}

export class Workbench {
  constructor(page) {
    this.page = page;
  }

  /** Again where VS Code, which opens the place of the last stop when it has time, goes there meanwhile. */
  async openFile(name) {
    const tab = this.page.locator(`.tab.active[data-resource-name="${name.split('/').at(-1)}"]`).first();
    const isOpen = await this.waitFor(
      async () => {
        await this.quickPick('Control+p', name);
        await tab.waitFor({ timeout: 5000 }).catch(() => undefined);
        return tab.isVisible();
      },
      (open) => open,
    );
    assert.ok(isOpen, `${name} is open`);
    await this.page.locator('.editor-instance .monaco-editor .view-line').first().waitFor();
    // A picked file opens in preview: the tab is there before the caret is.
    await this.page.locator('.editor-instance .monaco-editor.focused').waitFor();
  }

  async runCommand(title) {
    await this.quickPick('F1', title, '>');
  }

  /** The palette's answers to a text, without choosing one. Extensions are scanned late, so no answer is asked again. */
  async commands(text) {
    const widget = await this.openQuickInput('F1');
    const labels = widget.locator('.monaco-list-row .label-name');
    const deadline = Date.now() + 20_000;
    let seen = [];
    while (Date.now() < deadline) {
      await widget.locator('input').first().fill('>');
      await widget.locator('input').first().fill(`>${text}`);
      await this.page.waitForTimeout(500);
      seen = await labels.allInnerTexts();
      if (seen.some((label) => label.includes(text))) break;
    }
    await this.page.keyboard.press('Escape');
    await widget.waitFor({ state: 'hidden' });
    return seen;
  }

  /** Runs a command that asks back in the same box, and answers with the first row that has the text. */
  async runCommandAndChoose(title, row) {
    await this.pick('F1', title, '>');
    await this.chooseRow(row);
  }

  async quickPick(key, text, prefix = '') {
    const widget = await this.pick(key, text, prefix);
    await widget.waitFor({ state: 'hidden' });
  }

  /** The box closes where the debugger takes the focus into the editor meanwhile: it is opened until the row has taken a click. */
  async pick(key, text, prefix) {
    const widget = this.page.locator('.quick-input-widget');
    // Before the list follows the text it shows what was chosen last: the row may be there without being the one that is found.
    const row = widget.locator('.monaco-list-row.focused', { hasText: text.split('/').at(-1) }).first();
    const isChosen = await this.waitFor(
      async () => {
        try {
          await this.openQuickInput(key);
          await widget.locator('input').first().fill(`${prefix}${text}`, { timeout: 3000 });
          await row.click({ timeout: 10_000 });
          return true;
        } catch {
          return false;
        }
      },
      (chosen) => chosen,
    );
    assert.ok(isChosen, `${text} is in the box, and takes a click`);
    return widget;
  }

  /** A key pressed while the workbench still starts is lost, so it is pressed until the box is there. */
  async openQuickInput(key) {
    const widget = this.page.locator('.quick-input-widget');
    for (let attempt = 0; attempt < 10 && !(await widget.isVisible()); attempt++) {
      await this.page.keyboard.press(key);
      await widget.waitFor({ state: 'visible', timeout: 2000 }).catch(() => undefined);
      // It fades out: for a moment a closed box is visible still, and inert.
      if (await widget.evaluate((box) => box.closest('[inert]') !== null || box.hasAttribute('inert'))) {
        await widget.waitFor({ state: 'hidden' });
      }
    }
    return widget;
  }

  async goToLine(line) {
    await this.openQuickInput('Control+g');
    await this.answerBox(`:${line}`);
  }

  /** Writes into the box that is open or about to open, and accepts it. */
  async answerBox(text) {
    await this.page.locator('.quick-input-widget input').first().fill(text);
    await this.acceptBox();
  }

  /** Accepts what the open box holds. It takes no Enter while it still looks at its text. */
  async acceptBox() {
    const widget = this.page.locator('.quick-input-widget');
    const isOpen = await this.waitFor(
      async () => {
        if (await widget.isVisible()) await this.page.keyboard.press('Enter');
        await widget.waitFor({ state: 'hidden', timeout: 1000 }).catch(() => undefined);
        return widget.isVisible();
      },
      (open) => !open,
    );
    assert.equal(isOpen, false, 'the box has closed');
  }

  async toggleBreakpoint(line) {
    await this.goToLine(line);
    await this.page.keyboard.press('F9');
  }

  /** File and line that the debugger's yellow bar is on, or nothing while the program runs. */
  async stoppedAt() {
    return this.page.evaluate(() => {
      const bar = document.querySelector('.editor-instance .cgmr[class*="stackframe"]');
      const file = document.querySelector('.tab.active')?.getAttribute('data-resource-name');
      const middle = (element) => element.getBoundingClientRect().top + element.getBoundingClientRect().height / 2;
      const numbers = [...document.querySelectorAll('.editor-instance .line-numbers')];
      const row = numbers.find((element) => bar !== null && Math.abs(middle(element) - middle(bar)) < 4);
      return bar === null ? undefined : { file, line: Number(row?.textContent) };
    });
  }

  /** Waits until the bar is there, and says where it is when it is not. */
  async waitStoppedAt(file, line) {
    const seen = await this.waitFor(
      () => this.stoppedAt(),
      (place) => place?.file === file && place.line === line,
    );
    assert.deepEqual(seen, { file, line }, 'where the debugger stands');
  }

  /** F5, and the stop after it even when that is on the same line again. */
  async continueTo(file, line) {
    const before = await this.playhead();
    await this.page.keyboard.press('F5');
    await this.waitFor(
      () => this.playhead(),
      (playhead) => playhead !== before,
    );
    await this.waitStoppedAt(file, line);
  }

  /** Continues, again where the recorded past ends, until the program has printed the text. */
  async continueUntilOutput(text) {
    await this.runCommand('Debug Console: Focus on Debug Console View');
    const output = this.page.locator('.repl .monaco-list-row', { hasText: text });
    for (let attempt = 0; attempt < 5 && (await output.count()) === 0; attempt++) {
      // Where nothing stands yet, the key would start the program once more.
      if ((await this.toolbarButton('Continue').count()) > 0) await this.page.keyboard.press('F5');
      await output
        .first()
        .waitFor({ timeout: 5000 })
        .catch(() => undefined);
    }
    await output.first().waitFor();
  }

  /** The program has ended and the session stays in its recording. */
  async waitEnded() {
    await this.toolbarButton('Step Back').waitFor();
    await this.page.locator('.debug-toolbar .action-item:not(.disabled) [aria-label^="Step Back"]').first().waitFor();
  }

  /** Past all breakpoints, until the program has printed its last text and ended. */
  async runToEnd(text) {
    await this.runCommand('Disable All Breakpoints');
    await this.continueUntilOutput(text);
    await this.waitEnded();
  }

  /** From there back to the last breakpoint. */
  async runBackTo(file, line) {
    await this.runCommand('Enable All Breakpoints');
    await this.page.keyboard.press('Control+F5');
    await this.waitStoppedAt(file, line);
  }

  /** By the context menu of an element. A menu takes no click in the first moments: it is tried again until the menu is gone. */
  async chooseInMenu(element, label) {
    await element.click({ button: 'right' });
    const item = this.page.locator('.monaco-menu .action-label', { hasText: label }).first();
    await item.waitFor();
    const left = await this.waitFor(
      async () => {
        await item.click({ timeout: 1000 }).catch(() => undefined);
        return item.count();
      },
      (count) => count === 0,
    );
    assert.equal(left, 0, 'the menu has closed');
  }

  /** Stops the session. The toolbar goes before VS Code has forgotten the session, and comes back if another one goes on. */
  async stopSession() {
    await this.page.keyboard.press('Shift+F5');
    await this.page.locator('.debug-toolbar').waitFor({ state: 'hidden' });
    const playhead = await this.waitFor(
      () => this.playhead(),
      (text) => text === '',
    );
    assert.equal(playhead, '', 'the session has ended');
  }

  /** Text of our status bar item. */
  async playhead() {
    const texts = await this.page.locator('.statusbar-item[id*="elixirscope.playhead"]').allInnerTexts();
    return (texts[0] ?? '').trim();
  }

  /** Asks until the answer is as wanted, or for half a minute; gives the last answer either way. */
  async waitFor(ask, wanted) {
    const deadline = Date.now() + 30_000;
    for (;;) {
      const answer = await ask();
      if (wanted(answer) || Date.now() > deadline) return answer;
      await this.page.waitForTimeout(100);
    }
  }

  /** Names and values in the Variables view, its block and function scopes opened. */
  async variables() {
    await this.openScopes();
    const rows = this.page.locator('.debug-variables .monaco-list-row .expression');
    const pairs = await rows.evaluateAll((list) =>
      list.map((row) => [
        row
          .querySelector('.name')
          ?.textContent?.replace(/[:=]?\s*$/, '')
          .trim() ?? '',
        row.querySelector('.value')?.textContent ?? '',
      ]),
    );
    return Object.fromEntries(pairs);
  }

  /** VS Code opens the innermost scope by itself; a person opens the others once. */
  async openScopes() {
    const closed = this.page
      .locator('.debug-variables .monaco-list-row[aria-level="1"][aria-expanded="false"]')
      .filter({ hasText: /^(Block|Local)/ });
    for (let left = await closed.count(); left > 0; left--) {
      // The view redraws at every stop: a row that has gone is no scope to open.
      await closed
        .first()
        .click({ timeout: 1000 })
        .catch(() => undefined);
    }
  }

  /** A person who looks at many variables makes room for them: the list shows only what is in sight. */
  async closePanes(...names) {
    for (const name of names) {
      const header = this.page.locator(`.pane-header[aria-expanded="true"][aria-label^="${name}"]`);
      if ((await header.count()) > 0) await header.first().click();
    }
  }

  async waitVariable(name, value) {
    const seen = await this.waitFor(
      () => this.variables(),
      (variables) => variables[name] === value,
    );
    assert.equal(seen[name], value, `${name} in the Variables view, which shows ${JSON.stringify(seen)}`);
  }

  async statusBar() {
    const texts = await this.page.locator('.statusbar-item').allInnerTexts();
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  }

  toolbarButton(label) {
    return this.page.locator(`.debug-toolbar .action-label[aria-label^="${label}"]`).first();
  }

  /** Chooses the first row with the text in the box that is open. */
  async chooseRow(text) {
    await this.page.locator('.quick-input-widget .monaco-list-row', { hasText: text }).first().click();
  }

  /** Two pictures, `<name>-light` and `<name>-dark`. */
  async inBothThemes(name) {
    for (const theme of ['light', 'dark']) {
      await this.showTheme(theme);
      await this.screenshot(`${name}-${theme}`);
    }
  }

  async showTheme(theme) {
    const shown = this.page.locator(theme === 'dark' ? '.monaco-workbench.vs-dark' : '.monaco-workbench.vs');
    if ((await shown.count()) > 0) return;
    await this.runCommand('Preferences: Toggle between Light/Dark Themes');
    await shown.first().waitFor();
  }

  /** Three pictures, `<name>-light`, `<name>-dark` and `<name>-contrast`. */
  async inAllThemes(name) {
    await this.inBothThemes(name);
    await this.chooseTheme('Dark High Contrast', 'hc-black');
    await this.screenshot(`${name}-contrast`);
    await this.chooseTheme('Dark Modern', 'vs-dark');
  }

  async chooseTheme(name, kind) {
    const widget = await this.openQuickInput('F1');
    await widget.locator('input').first().fill('>Preferences: Color Theme');
    await widget.locator('.monaco-list-row[aria-label^="Preferences: Color Theme"]').first().click();
    await widget.getByText('Select Color Theme').or(widget.locator('input[placeholder*="Theme"]')).first().waitFor();
    await widget.locator('input').first().fill(name);
    await widget.locator('.monaco-list-row', { hasText: name }).first().click();
    await this.page.locator(`.monaco-workbench.${kind}`).first().waitFor();
    // The theme is shown while it is being chosen: the box may be there still.
    await widget.waitFor({ state: 'hidden' });
  }

  /** Runs axe over the webview that has an element; returns what is serious. */
  async seriousFindings(element) {
    const frames = await Promise.all(
      this.page.frames().map(async (frame) => ({ frame, ours: await frame.locator(element).count() })),
    );
    const { frame } = frames.find(({ ours }) => ours > 0);
    await frame.evaluate(axe);
    const { violations } = await frame.evaluate(() => globalThis.axe.run());
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }

  /** Debugs the shop up to the second time that a line of `orders.ts` is reached. */
  async debugToSecondHit(line) {
    await this.openFile('orders.ts');
    await this.toggleBreakpoint(line);
    await this.openFile('main.ts');
    await this.page.keyboard.press('F5');
    await this.waitStoppedAt('orders.ts', line);
    await this.continueTo('orders.ts', line);
  }

  /** An element in the webview that it is all of: the Timeline's is in a view unless it was opened in an editor, all others are editors. */
  webview(element, place = element === 'elixirscope-timeline' ? 'view' : 'editor') {
    const part = place === 'view' ? 'panel' : 'editor';
    const frame = `iframe.webview.ready[data-part="workbench.parts.${part}"]`;
    return this.page.frameLocator(frame).frameLocator('iframe').locator(element);
  }

  async screenshot(name) {
    // Hovers and the caret make pictures differ from run to run.
    await this.page.mouse.move(720, 890);
    await this.page.waitForTimeout(400);
    return this.screenshotAsIs(name);
  }

  /** The pointer stays where it is, with what it hovers over. */
  async screenshotAsIs(name) {
    mkdirSync(screenshots, { recursive: true });
    const path = join(screenshots, `${name}.png`);
    await this.page.screenshot({ path });
    return path;
  }
}

/** Runs in the page. Webviews lie in one layer above the window: each gets the name of the part that it is anchored to. */
function tellPlaces() {
  const anchorOf = (style) => style.getPropertyValue('position-anchor');
  setInterval(() => {
    for (const frame of document.querySelectorAll('iframe.webview')) {
      const anchor = anchorOf(getComputedStyle(frame.parentElement));
      const below = [...document.querySelectorAll('[style*="anchor-name"]')].find((e) => e.style.anchorName === anchor);
      frame.dataset.part = below?.closest('.part')?.id ?? '';
    }
  }, 100);
}
