export interface Workload {
  readonly name: string;
  readonly program: string;
  readonly package: string;
  readonly mode: 'full' | 'calls';
}

export interface Measured {
  readonly name: string;
  /** stdout and exit code equal the plain run's, byte for byte */
  readonly same: boolean;
  readonly status: number;
  readonly stderr: string;
  readonly events: number;
  /** by kind of loss */
  readonly lost: Readonly<Record<string, number>>;
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  readonly bytesPerEvent: number;
  readonly plainMillis: number;
  readonly coldMillis: number;
  readonly recordedMillis: number;
  readonly slowdown: number;
}

export const workloads: readonly Workload[];
export function install(): void;
export function measure(workload: Workload, rounds: number): Measured;
