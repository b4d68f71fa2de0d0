// `npm run pictures`: puts what the editor's tests have seen into media/, where the README and the walkthrough show it.
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { screenshots } from './browser.mjs';
import { repository } from './install.mjs';

const PICTURES = {
  'step-back.png': 'travel-2-stepped-back-light.png',
  'timeline.png': 'timeline-3-hover.png',
  'hover.png': 'hover-value-light.png',
  'lists.png': 'lists-3b-focus-dark.png',
  'compare.png': 'compare-1-runs-light.png',
  'diff.png': 'panel-state-diff.png',
  'query.png': 'panel-query.png',
  'dashboard.png': 'panel-dashboard.png',
};

for (const [name, taken] of Object.entries(PICTURES)) {
  const from = join(screenshots, taken);
  if (!existsSync(from)) throw new Error(`${taken} is missing: run npm run test:editor first`);
  copyFileSync(from, join(repository, 'media', name));
}
