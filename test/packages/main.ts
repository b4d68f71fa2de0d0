/** `npm run packages [-- name…]`: records real packages whole and prints a table. Exit code 1 if anything differs or is lost. */
import { PACKAGES } from './list.js';
import { install, type Measurement, measure } from './measure.js';

const REPEATS = 3;
const COLUMNS = [
  'package',
  'mode',
  'same output',
  'exit code',
  'files',
  'events',
  'lost',
  'bytes/event',
  'MB',
  'plain',
  'recorded',
  'slowdown',
  'first run',
];

function row(one: Measurement): string[] {
  const lost = Object.entries(one.lost);
  const seconds = (millis: number): string => `${(millis / 1000).toFixed(2)} s`;
  return [
    one.name,
    one.mode,
    one.difference === '' ? 'yes' : 'NO',
    String(one.exitCode),
    String(one.files),
    one.events.toLocaleString('en'),
    lost.length === 0 ? '0' : lost.map(([kind, count]) => `${count} ${kind}`).join(' '),
    one.bytesPerEvent.toFixed(2),
    one.megabytes.toFixed(1),
    seconds(one.plainMillis),
    seconds(one.recordedMillis),
    `${(one.recordedMillis / one.plainMillis).toFixed(1)}x`,
    seconds(one.firstMillis),
  ];
}

function print(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((cells) => cells[column]!.length)));
  for (const cells of rows)
    console.log(cells.map((cell, i) => (i < 4 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '));
}

install();
const wanted = process.argv.slice(2);
const measured: Measurement[] = [];
for (const real of PACKAGES.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  process.stderr.write(`${real.name} …\n`);
  measured.push(await measure(real, REPEATS));
}
print([COLUMNS, ...measured.map(row)]);
for (const { name, difference } of measured) if (difference !== '') console.log(`\n${name}: ${difference}`);
const isFine = ({ difference, files, lost }: Measurement): boolean =>
  difference === '' && files > 0 && Object.keys(lost).length === 0;
if (!measured.every(isFine)) process.exitCode = 1;
