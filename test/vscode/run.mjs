// `npm run test:editor`: the tests in a real VS Code, then the suite inside its extension host. Prints real counts.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { addCounts, writeCounts } from '../counts.mjs';
import { runSuiteInBrowser } from './suite.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.test.mjs'))
  .map((name) => join(folder, name));

const workbench = await runWorkbenchTests(files);
const suite = await runSuiteInBrowser();
const total = addCounts([workbench, suite]);
writeCounts('editor', total);
process.stdout.write(`editor: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** One file at a time: two workbenches at once make each other slow. */
function runWorkbenchTests(files) {
  return new Promise((resolve, reject) => {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    const stream = run({ files, concurrency: 1, timeout: 600_000 });
    // A file that cannot be loaded is reported as a failing test of the file's name.
    stream.on('test:pass', ({ skip, details }) => {
      if (details.type === 'suite') return;
      if (skip === undefined) counts.passed++;
      else counts.skipped++;
    });
    stream.on('test:fail', () => counts.failed++);
    stream.on('error', reject);
    stream
      .compose(spec)
      .on('end', () => resolve(counts))
      .pipe(process.stdout);
  });
}
