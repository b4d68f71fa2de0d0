// "Get started with time travel", in a real VS Code: it opens, and each step has its picture.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './install.mjs';
import { journeyIn } from './journey.mjs';
import { copyOfShop } from './workspace.mjs';

const { contributes } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
const [{ title, steps }] = contributes.walkthroughs;

let workbench;
const journey = journeyIn(copyOfShop('walkthrough'), 'walkthrough', (opened) => {
  workbench = opened;
});

journey('the walkthrough opens, and its steps have pictures', async () => {
  const { page } = workbench;
  await workbench.openFile('main.ts');
  await workbench.runCommandAndChoose('Welcome: Open Walkthrough', title);
  for (const step of steps) {
    await page.locator('.getting-started-step', { hasText: step.title }).first().click();
    const picture = page.locator(`.getting-started-media img[alt="${step.media.altText}"]`);
    await picture.waitFor();
    const width = await workbench.waitFor(
      () => picture.evaluate((image) => image.naturalWidth),
      (pixels) => pixels > 0,
    );
    assert.ok(width > 0, `${step.media.image} is shown`);
  }
  await workbench.inBothThemes('walkthrough');
});
