// What a person does by VS Code's quick input: files, commands, lines, lists to choose from.
import assert from 'node:assert/strict';

export class QuickInput {
  constructor(page) {
    this.page = page;
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

  /** Chooses the first row with the text in the box that is open. */
  async chooseRow(text) {
    await this.page.locator('.quick-input-widget .monaco-list-row', { hasText: text }).first().click();
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
}
