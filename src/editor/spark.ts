/** Numbers as a line of small bars, in text: it takes the theme's colours and any size of letters. */
const BARS = '▁▂▃▄▅▆▇█';

/** Equal numbers are bars of half the height. */
export function spark(numbers: readonly number[]): readonly string[] {
  const low = Math.min(...numbers);
  const range = Math.max(...numbers) - low;
  return numbers.map((n) => BARS[range === 0 ? 3 : Math.round(((n - low) / range) * (BARS.length - 1))]!);
}
