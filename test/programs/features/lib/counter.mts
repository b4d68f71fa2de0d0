export let count = 0;
export function increment(by = 1): number {
  count += by;
  return count;
}
export default class Counter {
  static made = 0;
  constructor() {
    Counter.made++;
  }
}
export const enumLike = { A: 'a', B: 'b' } as const;
export type Letter = (typeof enumLike)[keyof typeof enumLike];
