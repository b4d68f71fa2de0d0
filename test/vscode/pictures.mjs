// `npm run pictures`: puts what the editor's tests have seen into media/, where the README and the walkthrough show it.
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { screenshots } from './browser.mjs';
import { repository } from './install.mjs';

const PICTURES = {
  'hover.png': 'hover-value-light.png',
  'lists.png': 'lists-3b-focus-dark.png',
  'compare.png': 'compare-3-runs-light.png',
};

for (const [name, taken] of Object.entries(PICTURES)) {
  const from = join(screenshots, taken);
  if (!existsSync(from)) throw new Error(`${taken} is missing: run npm run test:editor first`);
  copyFileSync(from, join(repository, 'media', name));
}
