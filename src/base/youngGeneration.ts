/** V8's young generation, which begins with 1 MB: a program that loads 200 modules fills it ten times, and nearly all of that stays. */

/** That it is to grow by, and V8's own. */
const GROWTH = 8;
const USUAL_GROWTH = 2;
/** V8 lets it grow when as much as it holds has outlived it: what is looked after twice. */
const LENGTH = 4000;
const COUNT = 60;

/**
 * Lets it grow at once to what it would grow to by and by, where V8's flags may be changed. The factor is a flag for this moment alone: V8 does not use what it
 * has kept compiled, Node's own modules above all, under other flags. `setFlag`: of V8
 */
export function growYoungGeneration(setFlag: (flag: string) => void): void {
  setFlag(`--semi-space-growth-factor=${GROWTH}`);
  const kept: number[][] = [];
  for (let i = 0; i < COUNT; i++) kept[i] = new Array<number>(LENGTH).fill(0.5);
  setFlag(`--semi-space-growth-factor=${USUAL_GROWTH}`);
}
