// Chromium on a served VS Code, and the workbench as a person sees it: menus, themes, webviews, screenshots.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { Debugging } from './debugging.mjs';
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

/** In a browser, VS Code writes what panels remember every five seconds, when it has nothing else to do; a reload does not wait for that. */
const STATE_MILLIS = 7000;

export class Workbench extends Debugging {
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

  /** What panels remember is there again. */
  async reload() {
    await this.page.waitForTimeout(STATE_MILLIS);
    await this.page.reload();
    await this.page.locator('.statusbar-item').first().waitFor();
  }

  async statusBar() {
    const texts = await this.page.locator('.statusbar-item').allInnerTexts();
    return texts.map((text) => text.trim()).filter((text) => text !== '');
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
