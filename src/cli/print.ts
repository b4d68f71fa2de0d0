/** Writing to standard output: as fast as the reader reads, and without an error when it stops reading (`| head`). */
import { UserError } from '../base/result.js';

let failure: NodeJS.ErrnoException | undefined;
process.stdout.on('error', (error) => {
  failure ??= error;
});

/** Writes a text; false when nobody reads any more. */
export async function print(text: string): Promise<boolean> {
  if (failure === undefined) await written(text);
  if (failure === undefined) return true;
  if (failure.code === 'EPIPE') return false;
  throw new UserError('output', `Not all of it could be printed: ${failure.message}. Write it to another place.`);
}

/** Until there is room for more. */
const written = (text: string): Promise<void> =>
  new Promise((goOn) => {
    const hasRoom = process.stdout.write(text, (error) => {
      failure ??= error ?? undefined;
      goOn();
    });
    if (hasRoom) goOn();
  });

export const printJson = (value: unknown): Promise<boolean> => print(`${JSON.stringify(value, null, 2)}\n`);

/** Items as lines, or with `json` as one JSON array with an item on each line. Takes them one by one, never all at once. */
export async function printStream<T>(
  items: Iterable<T>,
  how: {
    readonly json: boolean;
    readonly limit: number;
    readonly line: (item: T) => string;
    readonly value: (item: T) => unknown;
  },
): Promise<void> {
  let count = 0;
  if (how.json) await print('[');
  for (const item of items) {
    if (count === how.limit) break;
    const text = how.json ? `${count === 0 ? '\n' : ',\n'}${JSON.stringify(how.value(item))}` : `${how.line(item)}\n`;
    count++;
    if (!(await print(text))) return;
  }
  if (how.json) await print(count === 0 ? ']\n' : '\n]\n');
}

/** Rows as columns, the first ones left, numbers right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>((all, row) => row.map((cell, i) => Math.max(all[i] ?? 0, cell.length)), []);
  return rows
    .map((row) =>
      row
        .map((cell, i) => (/^[\d,.]+$/.test(cell) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}
