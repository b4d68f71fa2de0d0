/**
 * The first index of `[low, high)` that `isBefore` does not hold for, `high` if it holds for all. What it holds for comes first.
 * By halving: `isBefore` is asked at most 1 + log2(high - low) times.
 */
export function partitionPoint(low: number, high: number, isBefore: (index: number) => boolean): number {
  let from = low;
  // Not taken apart with the other: the runtime calls this, and the program may have replaced the iterator of arrays.
  let to = high;
  while (from < to) {
    const middle = from + ((to - from) >> 1);
    if (isBefore(middle)) from = middle + 1;
    else to = middle;
  }
  return from;
}
