/** `npm run packages [-- name…]`: records real packages whole and prints a table. Exit code 1 if anything differs or is lost. */
import { install, type Measurement, measure, PACKAGES } from './measure.js';

const REPEATS = 3;
const COLUMNS = [
  'package',
  'mode',
  'same output',
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
  const lost = Object.entries(one.eventsLost).filter(([, count]) => count > 0);
  const seconds = (millis: number): string => `${(millis / 1000).toFixed(2)} s`;
  return [
    one.name,
    one.mode,
    one.hasSameOutput ? 'yes' : 'NO',
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
    console.log(cells.map((cell, i) => (i < 3 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '));
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
const isLossless = ({ eventsLost }: Measurement): boolean => Object.values(eventsLost).every((count) => count === 0);
if (!measured.every((one) => one.hasSameOutput && one.files > 0 && isLossless(one))) process.exitCode = 1;
