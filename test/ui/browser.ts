// The Timeline panel itself in Chromium, over a recording: how long it takes to the first picture, and what a frame costs while the playhead is
// dragged and the view is moved. The extension host's part is played here; the engine answers as it does there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { threadId } from '../../src/base/units.js';
import type { Recording } from '../../src/query/api.js';
import type { FromTimeline, TimelineSession, ToTimeline } from '../../src/wire/timelinePanel.js';
import { installChromium, repository } from '../vscode/install.mjs';

const WIDTH = 1200;
const HEIGHT = 320;
const MOVES = 150;
const OPENINGS = 9;
/** Of a screen with 60 Hz. */
const FRAME_MILLIS = 1000 / 60;

export interface PanelFigures {
  /** from before the script is loaded to the frame behind the one that has drawn the first picture: medians of some openings */
  readonly firstPaint: Opening;
  readonly gestures: readonly GestureFigures[];
}

interface Opening {
  readonly millis: number;
  /** of the page's main thread, in processor time */
  readonly cpuMillis: number;
}

interface GestureFigures {
  readonly name: string;
  readonly frames: number;
  /** of the page's main thread, in processor time, for each frame */
  readonly cpuMillis: number;
  /** between two frames, by the clock */
  readonly p95Millis: number;
  /** share of the frames that came later than two of a screen's */
  readonly late: number;
  /** answers of the engine */
  readonly messages: number;
  readonly largestBytes: number;
}

/** What the panel draws with in VS Code. */
const THEME = `:root { --vscode-foreground: #ccc; --vscode-descriptionForeground: #999; --vscode-editor-background: #1f1f1f; --vscode-panel-background: #181818;
  --vscode-focusBorder: #0078d4; --vscode-charts-blue: #3794ff; --vscode-charts-green: #89d185; --vscode-charts-red: #f14c4c; --vscode-charts-purple: #b180d7;
  --vscode-charts-orange: #d18616; --vscode-charts-yellow: #cca700; --vscode-font-family: sans-serif; --vscode-font-size: 13px; } body { margin: 0; }`;

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: installChromium(), args: ['--no-sandbox', '--disable-gpu'] });

export async function measurePanel(browser: Browser, recording: Recording): Promise<PanelFigures> {
  const openings: Opening[] = [];
  for (let i = 0; i < OPENINGS; i++) {
    const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
    await serve(page, recording, []);
    openings.push(await open(page));
    await page.close();
  }
  const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
  const sizes: number[] = [];
  await serve(page, recording, sizes);
  await open(page);
  const gestures = [
    await measure(page, sizes, 'scrubbing', scrub),
    await measure(page, sizes, 'zooming', zoom),
    await measure(page, sizes, 'panning', pan),
  ];
  await page.close();
  const [millis, cpuMillis] = (['millis', 'cpuMillis'] as const).map((of) => median(openings.map((one) => one[of])));
  return { firstPaint: { millis: millis!, cpuMillis: cpuMillis! }, gestures };
}

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;

/** Answers the panel's messages. */
async function serve(page: Page, recording: Recording, sizes: number[]): Promise<void> {
  const send = async (message: ToTimeline): Promise<void> => {
    const text = JSON.stringify(message);
    if (message.kind === 'picture') sizes.push(text.length);
    await page.evaluate(`postMessage(${text}, '*')`);
  };
  const [thread] = recording.info().threads;
  const { events = 0, last = 0 } = thread ?? {};
  const at = (seq: number): ToTimeline => ({
    kind: 'playhead',
    position: { thread: 1, seq, endSeq: last, timeMicros: 0, live: false },
  });
  await page.exposeFunction('answer', async (text: string) => {
    const message = JSON.parse(text) as FromTimeline;
    if (message.kind === 'ready') {
      const threads = [{ id: 1, name: 'main', events }];
      const session: TimelineSession = {
        id: '1',
        name: 'run',
        running: false,
        threads,
        events,
        lost: 0,
        leftOut: 0,
        bytes: 0,
      };
      await send({ kind: 'session', session, last: null });
      await send(at(last));
    } else if (message.kind === 'picture') {
      const body = recording.timeline({ ...message.asked, thread: threadId(1) });
      await send({ kind: 'picture', id: message.id, body });
    } else if (message.kind === 'goto') await send(at(message.seq));
  });
}

async function open(page: Page): Promise<Opening> {
  await page.setContent(`<!DOCTYPE html><html><head><style>${THEME}</style></head><body></body></html>`);
  await page.addScriptTag({ path: join(repository, 'test', 'ui', 'page.js') });
  const source = readFileSync(join(repository, 'dist', 'webview', 'timeline.js'), 'utf8');
  const { busy, end } = await processorTime(page);
  const before = await busy();
  const millis = await page.evaluate<number>(`openPanel(${JSON.stringify(source)})`);
  const cpuMillis = (await busy()) - before;
  await end();
  return { millis, cpuMillis };
}

/** What the page's main thread has taken, in milliseconds. */
async function processorTime(page: Page): Promise<{ busy: () => Promise<number>; end: () => Promise<void> }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0) * 1000;
  };
  return { busy, end: () => session.detach() };
}

async function measure(
  page: Page,
  sizes: number[],
  name: string,
  gesture: (page: Page) => Promise<void>,
): Promise<GestureFigures> {
  const { busy, end } = await processorTime(page);
  sizes.length = 0;
  const before = await busy();
  await page.evaluate('beginFrames()');
  await gesture(page);
  const times = await page.evaluate<number[]>('endFrames()');
  const cpu = (await busy()) - before;
  await end();
  const between = times
    .slice(1)
    .map((time, i) => time - times[i]!)
    .sort((a, b) => a - b);
  return {
    name,
    frames: between.length,
    cpuMillis: cpu / Math.max(1, between.length),
    p95Millis: between[Math.floor(between.length * 0.95)] ?? 0,
    late: between.filter((millis) => millis > 2.5 * FRAME_MILLIS).length / Math.max(1, between.length),
    messages: sizes.length,
    largestBytes: Math.max(0, ...sizes),
  };
}

const LEFT = 130;
const RULER = 75;
const CALLS = 230;

async function scrub(page: Page): Promise<void> {
  await page.mouse.move(LEFT, RULER);
  await page.mouse.down();
  for (let i = 0; i < MOVES; i++) await page.mouse.move(LEFT + (i * (WIDTH - LEFT - 20)) / MOVES, RULER);
  await page.mouse.up();
}

async function zoom(page: Page): Promise<void> {
  await page.mouse.move(WIDTH / 2, CALLS);
  for (let i = 0; i < MOVES; i++) await page.mouse.wheel(0, -20);
}

async function pan(page: Page): Promise<void> {
  await page.keyboard.down('Shift');
  for (let i = 0; i < MOVES; i++) await page.mouse.wheel(0, i < MOVES / 2 ? 40 : -40);
  await page.keyboard.up('Shift');
}
