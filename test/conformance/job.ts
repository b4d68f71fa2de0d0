/** What the runner tells the driver inside the test process, and what comes back, one JSON text per line. */
import type { Outcome } from './outcome.js';

export interface JobTest {
  readonly id: number;
  readonly file: string;
  readonly isModule: boolean;
  readonly isAsync: boolean;
  /** names in `Job.harness`, in the order in which they are evaluated */
  readonly includes: readonly string[];
}

export interface Job {
  readonly tests: readonly JobTest[];
  /** texts of the harness files by name */
  readonly harness: Readonly<Record<string, string>>;
  /** the reports are appended to this file: standard output belongs to the tests */
  readonly reports: string;
  /** how long an asynchronous test may take to call $DONE */
  readonly asyncMillis: number;
  /** folder of the tests; stack lines outside of it are the harness's or Node's */
  readonly folder: string;
}

export type Report =
  | { readonly pid: number }
  | { readonly started: number }
  | { readonly ended: number; readonly outcome: Outcome }
  /** the test left the realm changed beyond repair: the next one needs a new process */
  | { readonly spoilt: number };
