// How a panel looks and reads: in every theme, and in little room.
import assert from 'node:assert/strict';

const THEMES = [
  ['Light Modern', 'vs'],
  ['Dark High Contrast', 'hc-black'],
  ['Light High Contrast', 'hc-light'],
  ['Dark Modern', 'vs-dark'],
];

/** Serious findings of axe over the webview that has an element, in every theme. */
export async function findingsInAllThemes(workbench, element) {
  const found = [];
  for (const [name, kind] of THEMES) {
    await workbench.chooseTheme(name, kind);
    // The panel is told of the theme a moment later.
    await workbench.page.waitForTimeout(800);
    for (const finding of await workbench.seriousFindings(element)) found.push(`${name}: ${finding}`);
  }
  return found;
}

/** Makes the window as wide as it takes for a webview to have so many pixels, give or take one; returns what sticks out of it. */
export async function sticksOutAt(workbench, panel, width) {
  const { page } = workbench;
  const missing = async () => width - (await panel.evaluate(() => innerWidth));
  for (let attempt = 0; attempt < 16 && Math.abs(await missing()) > 1; attempt++) {
    // It may share the window with other editors, and have a part of what is taken away.
    const wide = page.viewportSize().width + (await missing());
    await page.setViewportSize({ width: Math.max(320, wide), height: 800 });
    await page.waitForTimeout(400);
  }
  assert.ok(Math.abs(await missing()) <= 1, `the panel is ${await missing()} pixels from ${width}`);
  return panel.evaluate((host) =>
    [
      ...host.shadowRoot.querySelectorAll(
        'button, input, select, canvas, vscode-toolbar-button, vscode-button, .row, .card, .total, .where, .status',
      ),
    ]
      .filter((element) => {
        const { left, right, width: wide } = element.getBoundingClientRect();
        return wide > 0 && (left < -1 || right > innerWidth + 1);
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}
