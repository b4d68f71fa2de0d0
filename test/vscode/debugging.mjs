// What a person does and sees of the debugger: breakpoints, where it stands, its toolbar and variables.
import assert from 'node:assert/strict';
import { QuickInput } from './quickInput.mjs';

/** What stands there between two stops. */
const isRunning = (playhead) => playhead.startsWith('Recording');

export class Debugging extends QuickInput {
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
      (playhead) => playhead !== before && !isRunning(playhead),
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

  /** Debugs the shop up to the second time that a line of `orders.ts` is reached. */
  async debugToSecondHit(line) {
    await this.openFile('orders.ts');
    await this.toggleBreakpoint(line);
    await this.openFile('main.ts');
    await this.page.keyboard.press('F5');
    await this.waitStoppedAt('orders.ts', line);
    await this.continueTo('orders.ts', line);
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

  toolbarButton(label) {
    return this.page.locator(`.debug-toolbar .action-label[aria-label^="${label}"]`).first();
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
}
