// Chromium on a served VS Code, and the workbench as a person sees it: keys, palette, views, screenshots.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { installChromium, repository } from './install.mjs';

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
  await page.goto(`${server.address}/?folder=${encodeURI(folder)}${query}`);
  await page.locator('.monaco-workbench .part.editor').waitFor({ timeout: 60_000 });
  await page.locator('.statusbar-item').first().waitFor({ timeout: 60_000 });
  return new Workbench(page);
}

export class Workbench {
  constructor(page) {
    this.page = page;
  }

  async openFile(name) {
    await this.quickPick('Control+p', name);
    await this.page.locator('.editor-instance .monaco-editor .view-line').first().waitFor();
    await this.page.locator(`.tab.active[data-resource-name="${name.split('/').at(-1)}"]`).waitFor();
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

  async quickPick(key, text, prefix = '') {
    const widget = await this.openQuickInput(key);
    await widget.locator('input').first().fill(`${prefix}${text}`);
    await widget
      .locator('.monaco-list-row', { hasText: text.split('/').at(-1) })
      .first()
      .waitFor();
    await this.page.keyboard.press('Enter');
    await widget.waitFor({ state: 'hidden' });
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
    const widget = await this.openQuickInput('Control+g');
    await widget.locator('input').first().fill(`:${line}`);
    await this.page.keyboard.press('Enter');
    await widget.waitFor({ state: 'hidden' });
  }

  async toggleBreakpoint(line) {
    await this.goToLine(line);
    await this.page.keyboard.press('F9');
  }

  /** The line that the debugger's yellow bar is on, once the session is stopped. */
  async stoppedLine() {
    const arrow = this.page.locator(
      '.margin-view-overlays .codicon-debug-stackframe, .margin-view-overlays .codicon-debug-breakpoint-stackframe-dot, .cgmr.codicon-debug-stackframe',
    );
    await arrow.first().waitFor({ timeout: 30_000 });
    return this.page.evaluate(() => {
      const bar = document.querySelector('.cgmr[class*="stackframe"]');
      return Number(bar?.parentElement?.querySelector('.line-numbers')?.textContent);
    });
  }

  /** Waits until the bar is on the line, and says where it is when it is not. */
  async waitStoppedAt(line) {
    const deadline = Date.now() + 30_000;
    let seen = Number.NaN;
    while (Date.now() < deadline) {
      seen = await this.stoppedLine();
      if (seen === line) return;
      await this.page.waitForTimeout(100);
    }
    throw new Error(`the debugger should stop at line ${line}, but it is at line ${seen}`);
  }

  /** Names and values of the rows of the Variables view that are open. */
  async variables() {
    const rows = this.page.locator('.debug-variables .monaco-list-row .expression');
    const pairs = await rows.evaluateAll((list) =>
      list.map((row) => [
        row.querySelector('.name')?.textContent?.replace(/:$/, '').trim() ?? '',
        row.querySelector('.value')?.textContent ?? '',
      ]),
    );
    return Object.fromEntries(pairs);
  }

  async waitVariable(name, value) {
    const deadline = Date.now() + 20_000;
    let seen = {};
    while (Date.now() < deadline) {
      seen = await this.variables();
      if (seen[name] === value) return;
      await this.page.waitForTimeout(100);
    }
    throw new Error(`${name} should be ${value}; the Variables view shows ${JSON.stringify(seen)}`);
  }

  async statusBar() {
    const texts = await this.page.locator('.statusbar-item').allInnerTexts();
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  }

  toolbarButton(label) {
    return this.page.locator(`.debug-toolbar .action-label[aria-label^="${label}"]`).first();
  }

  async screenshot(name) {
    mkdirSync(screenshots, { recursive: true });
    // Hovers and the caret make pictures differ from run to run.
    await this.page.mouse.move(720, 890);
    await this.page.waitForTimeout(400);
    const path = join(screenshots, `${name}.png`);
    await this.page.screenshot({ path });
    return path;
  }
}
