/**
 * `npm run conformance -- <dir|file> [--harness DIR] [--every N] [--batch N] [--timeout SECONDS]`: runs the test262-style tests of a directory
 * plain and recorded and prints every test whose outcome differs. Exit code 1 if there is one.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Compared, compare } from './compare.js';
import { hasPassed } from './outcome.js';
import { readSuite, type Variant } from './suite.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    harness: { type: 'string' },
    every: { type: 'string', default: '1' },
    batch: { type: 'string', default: '250' },
    timeout: { type: 'string', default: '10' },
  },
});

const driver = fileURLToPath(new URL('driver.cjs', import.meta.url));

function* batches(variants: readonly Variant[], size: number): Generator<readonly Variant[]> {
  for (let i = 0; i < variants.length; i += size) yield variants.slice(i, i + size);
}

const counts = { tests: 0, same: 0, changed: 0, skipped: 0, passed: 0 };
/** tests by why they were not instrumented */
const uninstrumented = new Map<string, string[]>();

function count(compared: readonly Compared[]): void {
  for (const { variant, plain, difference, onlyInCompany, uninstrumented: reason } of compared) {
    counts.tests++;
    if (hasPassed(plain, variant.negative)) counts.passed++;
    if (reason !== undefined && variant.negative?.phase !== 'parse') {
      uninstrumented.set(reason, [...(uninstrumented.get(reason) ?? []), variant.name]);
    }
    if (difference === '') counts.same++;
    else {
      counts.changed++;
      console.log(`${variant.name}${onlyInCompany ? ' (only after other tests)' : ''}\n  ${difference}`);
    }
  }
}

for (const path of positionals) {
  const suite = readSuite({ path, harness: values.harness, every: Number(values.every) });
  counts.skipped += suite.skipped.length;
  for (const { name, reason } of suite.skipped) console.log(`${name}: skipped, ${reason}`);
  const options = { driver, harness: suite.harness, timeoutMillis: Number(values.timeout) * 1000 };
  for (const variants of batches(suite.variants, Number(values.batch))) {
    count(await compare(variants, options));
    process.stderr.write(`${counts.tests} of ${suite.variants.length}, ${counts.changed} changed\n`);
  }
}
for (const [reason, names] of uninstrumented)
  console.log(`not instrumented: ${names.length} (${reason}), ${names.slice(0, 3).join(', ')}`);
console.log(`${counts.passed} of ${counts.tests} pass when run plain`);
console.log(`tests ${counts.tests}, same ${counts.same}, changed ${counts.changed}, skipped ${counts.skipped}`);
if (counts.changed > 0 || counts.tests === 0) process.exitCode = 1;
