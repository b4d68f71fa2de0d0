import { countText } from '../base/numbers.js';
import { Command } from 'commander';
import type { RecordingInfo } from '../query/api.js';
import { byteText, timeText } from './amounts.js';
import { withRecording } from './opening.js';
import { jsonOption } from './options.js';
import { print, printJson, table } from './print.js';

export function infoCommand(): Command {
  return new Command('info')
    .description('what a recording holds: processes, threads, files, events, losses, size')
    .argument('<recording>', 'recording file (*.escope)')
    .addOption(jsonOption())
    .action((path: string, { json }: { json?: boolean }) =>
      withRecording(path, async (recording) => {
        const info = recording.info();
        if (json) await printJson(infoJson(info));
        else await print(infoText(info));
      }),
    );
}

export function infoJson(info: RecordingInfo): object {
  const { threads, files, eventsLost } = info;
  return {
    ...info,
    processes: processesOf(info),
    threads: threads.map((thread) => ({
      ...thread,
      first: thread.first ?? null,
      last: thread.last ?? null,
      exitCode: thread.exitCode ?? null,
    })),
    files: files.map((file) => ({ ...file, reason: file.reason ?? null })),
    maxSize: info.maxSize ?? null,
    incomplete: info.incomplete ?? null,
    signal: info.signal ?? null,
    eventsLostTotal: total(eventsLost),
    bytesPerEvent: bytesPerEvent(info),
  };
}

function processesOf({ threads }: RecordingInfo): readonly object[] {
  const pids = [...new Set(threads.map(({ pid }) => pid))];
  return pids.map((pid) => {
    const own = threads.filter((thread) => thread.pid === pid);
    return {
      pid,
      threads: own.map(({ id }) => id),
      exitCode: own.find(({ exitCode }) => exitCode !== undefined)?.exitCode ?? null,
    };
  });
}

const total = (counts: RecordingInfo['eventsLost']): number => Object.values(counts).reduce((sum, n) => sum + n, 0);

export const bytesPerEvent = ({ bytes, events }: Pick<RecordingInfo, 'bytes' | 'events'>): number =>
  events === 0 ? 0 : Math.round((bytes / events) * 100) / 100;

function infoText(info: RecordingInfo): string {
  const instrumented = info.files.filter((file) => file.instrumented);
  const skipped = info.files.filter((file) => !file.instrumented);
  return [
    table([
      ['recording', info.path],
      ['program', [info.program, ...info.args].join(' ')],
      ['workspace', info.workspace],
      ['started', `${info.startedAt}, Node ${info.nodeVersion}, ran ${timeText(info.wallMicros)}`],
      ['events', countText(info.events)],
      ['lost', countsText(info.eventsLost)],
      ...(total(info.eventsLeftOut) === 0 ? [] : [['left out', countsText(info.eventsLeftOut)]]),
      ...info.threads
        .filter(({ dropped }) => dropped > 0)
        .map(({ id, dropped }) => ['begins', `thread ${id} at event ${countText(dropped)} (--max-size)`]),
      [
        'overflow',
        `${info.overflow}, ring ${byteText(info.ringBytes)}${info.maxSize === undefined ? '' : `, at most ${byteText(info.maxSize)} on disk`}`,
      ],
      ['size', `${byteText(info.bytes)}, ${bytesPerEvent(info)} bytes per event`],
      ['complete', completeText(info)],
      ...(info.signal === undefined ? [] : [['ended by', info.signal]]),
      ...(info.damagedParts === 0
        ? []
        : [['damaged', `${countText(info.damagedParts)} parts at least: see elixirscope verify`]]),
    ]),
    '\n',
    table([
      ['thread', 'name', 'process', 'events', 'exit code'],
      ...info.threads.map(({ id, name, pid, events, exitCode }) => [
        `${id}`,
        name,
        `${pid}`,
        countText(events),
        exitCode === undefined ? '' : `${exitCode}`,
      ]),
    ]),
    '\n',
    table([['file', 'sites'], ...instrumented.map(({ file, sites }) => [file, countText(sites)])]),
    ...(skipped.length === 0
      ? []
      : ['\n', table([['not recorded', 'why'], ...skipped.map(({ file, reason }) => [file, reason ?? ''])])]),
  ].join('');
}

export const completeText = ({ incomplete }: Pick<RecordingInfo, 'incomplete'>): string =>
  incomplete === undefined ? 'yes' : `no: ${incomplete}`;

export function countsText(counts: RecordingInfo['eventsLost']): string {
  const kinds = Object.entries(counts).filter(([, n]) => n > 0);
  return kinds.length === 0 ? '0' : kinds.map(([kind, n]) => `${countText(n)} (${kind})`).join(', ');
}
