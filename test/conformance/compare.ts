/** Runs variants plain and recorded, in company, and again alone where the outcomes differ. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BatchEnd, runBatch, type Way } from './batch.js';
import { howTheyDiffer, type Outcome } from './outcome.js';
import type { Suite, Variant } from './suite.js';
import { writeWorkspace } from './workspace.js';

export interface Compared {
  readonly variant: Variant;
  readonly plain: Outcome;
  readonly recorded: Outcome;
  /** empty if they are the same */
  readonly difference: string;
  /** why it was not instrumented: text that does not parse never is */
  readonly uninstrumented?: string | undefined;
  /** the tests that ran before it in the same process are needed to see the difference */
  readonly onlyInCompany: boolean;
}

export interface CompareOptions {
  readonly driver: string;
  readonly harness: Suite['harness'];
  readonly timeoutMillis: number;
}

export async function compare(variants: readonly Variant[], options: CompareOptions): Promise<Compared[]> {
  const inCompany = await compareTogether(variants, options);
  const compared: Compared[] = [];
  for (const one of inCompany) {
    if (one.difference === '') compared.push(one);
    else {
      const [alone] = await compareTogether([one.variant], options);
      compared.push(alone!.difference === '' ? { ...one, onlyInCompany: true } : alone!);
    }
  }
  return compared;
}

async function compareTogether(variants: readonly Variant[], options: CompareOptions): Promise<Compared[]> {
  const { driver, harness, timeoutMillis } = options;
  const folder = mkdtempSync(join(tmpdir(), 'elixirscope-conformance-'));
  try {
    const workspace = writeWorkspace(folder, variants, { driver, harness, asyncMillis: timeoutMillis / 2 });
    const outcomes = (way: Way): Promise<BatchEnd> => runBatch(workspace, { way, timeoutMillis });
    const [plain, recorded] = await Promise.all([outcomes('plain'), outcomes('recorded')]);
    return variants.map((variant, id) => {
      const [before, after] = [plain.outcomes.get(id)!, recorded.outcomes.get(id)!];
      const uninstrumented = recorded.uninstrumented.get(id);
      const difference = howTheyDiffer(before, after);
      return { variant, plain: before, recorded: after, difference, uninstrumented, onlyInCompany: false };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
