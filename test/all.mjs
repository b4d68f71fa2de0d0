// `npm test`: every check and every test, in order of how fast they fail. A failing stage does not keep the others from
// running. The last line is `N passed, N failed` summed over the suites; each static check counts as one.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addCounts, forgetCounts, readCounts } from './counts.mjs';

const repository = join(dirname(fileURLToPath(import.meta.url)), '..');
const vitestReport = join(repository, 'test-results', 'vitest.json');

const stages = [
  { name: 'typecheck', script: 'typecheck' },
  { name: 'lint', script: 'lint' },
  { name: 'import rules', script: 'check:imports' },
  { name: 'dead code', script: 'check:dead' },
  { name: 'build', script: 'build' },
  {
    name: 'unit and integration',
    script: 'test:unit',
    args: ['--', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
    counts: countsOfVitest,
  },
  { name: 'editor', script: 'test:editor', counts: () => readCounts('editor') },
];

rmSync(vitestReport, { force: true });
forgetCounts('editor');
const results = stages.map(runStage);
process.stdout.write('\n');
for (const { name, counts, seconds } of results) {
  const skipped = counts.skipped === 0 ? '' : `, ${counts.skipped} skipped`;
  process.stdout.write(
    `${name.padEnd(22)} ${counts.passed} passed, ${counts.failed} failed${skipped} (${seconds.toFixed(0)} s)\n`,
  );
}
const total = addCounts(results.map(({ counts }) => counts));
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 ? 0 : 1;

function runStage({ name, script, args = [], counts }) {
  process.stdout.write(`\n=== ${name} ===\n`);
  const start = performance.now();
  const command = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(command, ['run', '--silent', script, ...args], {
    cwd: repository,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const seconds = (performance.now() - start) / 1000;
  return { name, seconds, counts: honest(counts?.(), status === 0) };
}

/** A stage that failed counts at least one failure, whatever it managed to report. */
function honest(counts, succeeded) {
  const found = counts ?? { passed: succeeded ? 1 : 0, failed: 0, skipped: 0 };
  return succeeded || found.failed > 0 ? found : { ...found, failed: 1 };
}

function countsOfVitest() {
  if (!existsSync(vitestReport)) return undefined;
  const report = JSON.parse(readFileSync(vitestReport, 'utf8'));
  const { numPassedTests, numFailedTests, numPendingTests = 0, numTodoTests = 0 } = report;
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}
