/**
 * Decisions taken from a list of numbers. fast-check makes the list and shrinks it, and with it the program: after the list's end every
 * decision is the first and simplest one.
 */
export class Choices {
  private taken = 0;

  constructor(private readonly numbers: readonly number[]) {}

  get isExhausted(): boolean {
    return this.taken >= this.numbers.length;
  }

  /** 0 … n - 1 */
  below(n: number): number {
    return (this.numbers[this.taken++] ?? 0) % n;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  /** `percent` of 100 times true; false is simpler */
  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent;
  }
}
