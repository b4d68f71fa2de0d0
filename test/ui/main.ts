// `npm run bench:ui [-- events…]`: how long the timeline's questions take on recordings of 10^4, 10^6 and 10^8 events, and how large the answers
// are; then the panel in Chromium: time to its first picture, and what frames cost while the playhead is dragged and the view is moved. The recordings are made by hand: a program that calls functions in calls of a thousandth of its length, and theirs, down to ten events.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unwrap } from '../../src/base/result.js';
import { threadId } from '../../src/base/units.js';
import { openRecording, type Recording } from '../../src/query/api.js';
import { SITE, SITE_FLAG } from '../../src/wire/sites.js';
import { SYSTEM } from '../../src/wire/trace.js';
import { int, StreamBuilder, TableBuilder, undef } from '../support/stream.js';
import { draft } from '../support/traceFile.js';
import { launch, measurePanel, type PanelFigures } from './browser.js';

const WIDTH = 1200;
/** As many as the runtime's own segments hold. */
const SEGMENT_EVENTS = 25_000;
const ROUNDS = 20;
const thread = threadId(1);

const sizes = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'elixirscope-bench-ui-'));
const browser = await launch();
try {
  for (const events of sizes.length > 0 ? sizes : [1e4, 1e6, 1e8]) await report(events, make(events));
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Calls nest like a tree: each of a level makes ten of the next, until they are ten events long. */
function make(events: number): string {
  const t = new TableBuilder();
  const levels = Math.max(2, Math.round(Math.log10(events)));
  const fns = Array.from({ length: levels }, (_, i) => t.fn(`level${i}`));
  const [enters, leaves, steps] = [
    fns.map((fn) => t.site(SITE.enter, fn)),
    fns.map((fn) => t.site(SITE.return, fn, { flags: SITE_FLAG.POPS })),
    fns.map((fn, i) => t.step(fn, i + 1)),
  ] as const;
  const writes = fns.map((fn, i) => t.write(t.variable('n', t.functions[fn]!.scope), i + 1));
  const path = join(folder, `${events}.escope`);
  const { writer, thread: main } = draft(t, { path });
  let s = new StreamBuilder();
  let total = 0;
  const cut = (): void => {
    writer.append(main, s.take(), true);
    total += s.seq;
    s = new StreamBuilder();
  };
  const call = (level: number): void => {
    s.event(enters[level]!, [], undef);
    for (let i = 0; i < 10 && total + s.seq < events; i++) {
      s.event(steps[level]!);
      s.event(writes[level]!, [], int(i));
      if (s.seq >= SEGMENT_EVENTS) cut();
      if (level + 1 < levels) call(level + 1);
      else if ((total + s.seq) % 5000 === 0) s.system(SYSTEM.output, 1, [1 << 1, 65]);
    }
    s.event(leaves[level]!, [], undef);
  };
  while (total + s.seq < events) {
    s.turn(total + s.seq);
    call(0);
  }
  cut();
  writer.close();
  return path;
}

async function report(events: number, path: string): Promise<void> {
  const opened = performance.now();
  const recording = unwrap(openRecording(path));
  const first = recording.timeline({ thread, axis: 'events', width: WIDTH });
  const firstMillis = performance.now() - opened;
  const megabytes = (statSync(path).size / 1e6).toFixed(0);
  process.stdout.write(
    `\n${events.toExponential(0)} events, ${megabytes} MB: opened and first picture ${firstMillis.toFixed(1)} ms, ${first.calls.depth.length} calls\n`,
  );
  process.stdout.write('shown              first       later (median of moves)     answer\n');
  for (const share of [1, 0.1, 0.01, 0.001]) if (events * share >= WIDTH) measure(recording, events, share);
  printPanel(await measurePanel(browser, recording));
  recording.close();
}

function printPanel({ firstPaint, gestures }: PanelFigures): void {
  process.stdout.write(
    `in Chromium: first picture ${firstPaint.millis.toFixed(0)} ms after opening, ${firstPaint.cpuMillis.toFixed(0)} ms of processor time\ngesture       frames   processor, a frame   95 % within    late   answers   largest\n`,
  );
  for (const { name, frames, cpuMillis, p95Millis, late, messages, largestBytes } of gestures)
    process.stdout.write(
      `${name.padEnd(12)} ${String(frames).padStart(7)} ${cpuMillis.toFixed(2).padStart(17)} ms ${p95Millis.toFixed(1).padStart(9)} ms ${`${(late * 100).toFixed(0)} %`.padStart(7)} ${String(messages).padStart(9)} ${(largestBytes / 1024).toFixed(0).padStart(6)} KB\n`,
    );
}

/** A picture of a part of the recording, then of its neighbourhood, as when it is dragged along. */
function measure(recording: Recording, events: number, share: number): void {
  const span = events * share;
  const times: number[] = [];
  let bytes = 0;
  for (let i = 0; i <= ROUNDS; i++) {
    const from = (events - span) * 0.4 + (i * span) / 50;
    const started = performance.now();
    const body = recording.timeline({ thread, axis: 'events', from, to: from + span, width: WIDTH });
    bytes = Math.max(bytes, JSON.stringify(body).length);
    times.push(performance.now() - started);
  }
  const [first = 0, ...later] = times;
  const median = later.sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
  process.stdout.write(
    `${`${(share * 100).toFixed(1)} %`.padStart(8)} ${first.toFixed(1).padStart(12)} ms ${median.toFixed(1).padStart(15)} ms ${(bytes / 1024).toFixed(0).padStart(16)} KB\n`,
  );
}
