/**
 * `npm run soak [-- --minutes 10] [--max-size MEGABYTES]`: full speed under a retention limit. `npm run soak -- --bursts [--seconds 30] [--overflow POLICY]…`: a steady load
 * and twenty times as much. Prints what it saw; the exit code is 1 if anything was lost, or memory grew.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BURST, burst } from './burst.js';
import { type Growth, isFlat, soak } from './soak.js';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    'max-size': { type: 'string', default: '256' },
    bursts: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '30' },
    rounds: { type: 'string', default: '60' },
    overflow: { type: 'string', multiple: true, default: ['block', 'drop-newest', 'drop-oldest'] },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'elixirscope-soak-'));
const out = join(folder, 'soak.escope');
const say = (text: string): boolean => process.stdout.write(`${text}\n`);
const number = (n: number): string => n.toLocaleString('en-US', { maximumFractionDigits: 1 });
const losses = (lost: Readonly<Record<string, number>>): string =>
  Object.entries(lost)
    .map(([kind, n]) => `${number(n)} (${kind})`)
    .join(', ') || '0';

try {
  const good = values.bursts ? await bursts() : await longRun();
  process.exitCode = good ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function longRun(): Promise<boolean> {
  const maxMegabytes = Number(values['max-size']);
  const result = await soak({ seconds: Number(values.minutes) * 60, maxMegabytes, out });
  const memory = ({ early, late }: Growth): string =>
    `${number(early)} MB in the second quarter, ${number(late)} MB in the last`;
  say(`${values.minutes} minutes at full speed, at most ${maxMegabytes} MB:`);
  say(
    `  events      ${number(result.events)}, ${number(result.eventsPerSecond)} a second; ${number(result.dropped)} dropped by the limit`,
  );
  say(
    `  lost        ${losses(result.lost)} of those that are kept; ${result.reachesEnd ? 'the last one is there' : 'THE END IS MISSING'}`,
  );
  say(`  checksums   ${result.sound ? 'all fit' : 'DAMAGED'}`);
  say(`  file        ${number(result.fileMegabytes)} MB at most, with its log`);
  say(`  program     ${memory(result.program)}`);
  say(`  recorder    ${memory(result.recorder)}`);
  const isWhole = Object.keys(result.lost).length === 0 && result.sound && result.reachesEnd;
  return isWhole && isFlat(result);
}

async function bursts(): Promise<boolean> {
  let good = true;
  for (const overflow of values.overflow) {
    const burstSeconds = Number(values.seconds);
    const steadySeconds = Math.max(5, burstSeconds / 2);
    const rounds = Number(values.rounds);
    const result = await burst({ out, steadySeconds, burstSeconds, rounds, options: ['--overflow', overflow] });
    say(`--overflow ${overflow}, ${BURST} times the load for ${burstSeconds} s:`);
    say(
      `  recorded    ${number(result.steadyEventsPerSecond)} events a second before, ${number(result.burstEventsPerSecond)} in the burst`,
    );
    say(`  behind      ${number(result.lagSeconds)} s at most`);
    say(`  recovery    ${result.recoverySeconds === undefined ? 'NONE' : `${number(result.recoverySeconds)} s`}`);
    say(`  lost        ${losses(result.lost)}`);
    good &&= result.recoverySeconds !== undefined && (overflow !== 'block' || Object.keys(result.lost).length === 0);
  }
  return good;
}
