/** What was measured, as text for a person. */
import type { CommandResult } from './commands.js';
import type { Figure } from './figures.js';
import type { KernelResult, WatchedKernel } from './kernels.js';
import type { Results } from './results.js';
import type { RecordingFigures } from './rounds.js';
import { tableText } from './table.js';

const NAMES = ['full', 'budget', 'calls', 'off', 'nyc', 'appmap'] as const;

const times = (ratio: number): string => `${ratio.toFixed(ratio < 10 ? 2 : ratio < 100 ? 1 : 0)}x`;
const NONE = '-';
const orNone = <T>(value: T | undefined, text: (value: T) => string): string =>
  value === undefined ? NONE : text(value);

export function reportText(results: Results, figures: readonly Figure[]): string {
  const { kernels, commands } = results;
  const parts = [
    kernels.length === 0 ? '' : kernelsText(kernels),
    commands.length === 0 ? '' : commandsText(commands),
    recordingsText([...kernels, ...commands]),
    partsText(results),
    figuresText(figures),
    failuresText(results),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function failuresText({ kernels, commands, failures }: Results): string {
  const lines = [...kernels, ...commands].flatMap(({ workload, failures: of }) =>
    of.map(({ contender, text }) => `FAILED ${workload}, ${contender}: ${text}`),
  );
  lines.push(...failures.map((failure) => `FAILED ${failure}`));
  return lines.join('\n');
}

/** An extremely expensive tool gets less work: the ratios say what an iteration costs. */
function kernelsText(kernels: readonly KernelResult[]): string {
  const shown = (text: (one: WatchedKernel) => string) =>
    kernels.map(({ workload, plainMillis, watched }) => [
      workload,
      plainMillis.toFixed(3),
      ...NAMES.map((name) => orNone(watched[name], text)),
    ]);
  const table = (title: string, text: (one: WatchedKernel) => string): string =>
    tableText([[title, 'plain ms', ...NAMES], ...shown(text)]);
  return [
    table('warm iteration', ({ ratio }) => times(ratio)),
    table('its thread’s CPU time', ({ cpuRatio }) => times(cpuRatio)),
    table('whole process', (one) => times(one.processRatio)),
  ].join('\n\n');
}

function commandsText(commands: readonly CommandResult[]): string {
  const rows = commands.map(({ workload, plainMillis, watched }) => [
    workload,
    plainMillis.toFixed(0),
    ...NAMES.map((name) => orNone(watched[name], (one) => times(one.processRatio))),
  ]);
  return tableText([['command, whole process', 'plain ms', ...NAMES], ...rows]);
}

interface Recorded {
  readonly workload: string;
  readonly watched: KernelResult['watched'] | CommandResult['watched'];
}

function recordingsText(results: readonly Recorded[]): string {
  const head = ['recording', 'M events', 'lost', 'bytes/event', 'M events/s', 'ns/event', 'CPU ns/event'];
  const rows = results.flatMap(({ workload, watched }) =>
    Object.entries(watched).flatMap(([mode, { recording }]) =>
      recording === undefined ? [] : [[`${workload} ${mode}`, ...recordingCells(recording)]],
    ),
  );
  return rows.length === 0 ? '' : tableText([head, ...rows]);
}

function recordingCells(recording: RecordingFigures & { nanosPerEvent?: number; cpuNanosPerEvent?: number }): string[] {
  const { events, lost, bytesPerEvent, eventsPerSecond, nanosPerEvent, cpuNanosPerEvent } = recording;
  const nanos = [nanosPerEvent, cpuNanosPerEvent].map((one) => orNone(one, (value) => value.toFixed(1)));
  return [
    (events / 1e6).toFixed(2),
    lostText(lost),
    bytesPerEvent.toFixed(2),
    (eventsPerSecond / 1e6).toFixed(2),
    ...nanos,
  ];
}

function partsText({ http, launch, memory, latency }: Results): string {
  const lines = [
    orNone(http, ({ plainPerSecond, recordedPerSecond, eventsPerRequest, lost }) => {
      const rates = `${plainPerSecond.toFixed(0)} requests per second, recorded ${recordedPerSecond.toFixed(0)}`;
      return `HTTP: ${rates}, ${eventsPerRequest.toFixed(0)} events per request, lost ${lostText(lost)}`;
    }),
    orNone(launch, ({ files, tsxMillis, recordedMillis, firstMillis }) => {
      const [tsx, again, first] = [tsxMillis, recordedMillis, firstMillis].map((millis) => `${millis.toFixed(0)} ms`);
      return `launch of ${files} files: tsx ${tsx}, recorded ${again}, for the first time ${first}`;
    }),
    orNone(memory, ({ debuggeeMegabytes, engineMegabytes }) => {
      return `memory: program ${debuggeeMegabytes.toFixed(0)} MB beyond plain and ring, engine ${engineMegabytes.toFixed(0)} MB`;
    }),
    orNone(latency, ({ medianMillis, samples }) => `subscriber: ${medianMillis.toFixed(0)} ms, ${samples} events`),
  ];
  return lines.filter((line) => line !== NONE).join('\n');
}

function lostText(lost: Readonly<Record<string, number>>): string {
  const kinds = Object.entries(lost).filter(([, count]) => count > 0);
  return kinds.length === 0 ? '0' : kinds.map(([kind, count]) => `${count} ${kind}`).join(' ');
}

function figuresText(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, must, aim, better }) => {
    const sign = better === 'less' ? '≤' : '≥';
    const met = better === 'less' ? value <= must : value >= must;
    return [name, `${rounded(value)} ${unit}`, `${sign} ${must}`, `${sign} ${aim}`, met ? 'yes' : 'NO'];
  });
  return rows.length === 0 ? '' : tableText([['figure', 'measured', 'must', 'aim', 'met'], ...rows]);
}

const rounded = (value: number): string =>
  Number.isInteger(value) || value >= 100 ? value.toFixed(0) : value.toPrecision(3);
