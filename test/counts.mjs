// What a stage of the tests counted: { passed, failed, skipped }, left in test-results/ for the sum at the end.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'test-results');
const fileOf = (stage) => join(folder, `${stage}.counts.json`);

export function addCounts(list) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const counts of list) {
    for (const name of Object.keys(sum)) sum[name] += counts[name];
  }
  return sum;
}

export function writeCounts(stage, counts) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileOf(stage), JSON.stringify(counts));
}

/** The counts that a stage left, or undefined when it left none. */
export function readCounts(stage) {
  return existsSync(fileOf(stage)) ? JSON.parse(readFileSync(fileOf(stage), 'utf8')) : undefined;
}

export function forgetCounts(stage) {
  rmSync(fileOf(stage), { force: true });
}
