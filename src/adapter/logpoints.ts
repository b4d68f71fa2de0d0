/**
 * Prints logpoints: for every recorded execution, in order, whether it was recorded before the logpoint was set or comes while the program
 * runs. The program is never stopped for it: what it did is read from the recording, a moment later.
 * A long print lets other requests in between; a logpoint that was changed meanwhile is printed no further.
 */
import { countText } from '../base/numbers.js';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { seq, type ThreadId } from '../base/units.js';
import type { Position, Recording, SourcePlace, StopSet, ThreadInfo, ThreadPart } from '../query/api.js';
import type { Breakpoints, UserBreakpoint } from './breakpoints.js';
import type { Progress, Work } from './progress.js';

export interface Printer {
  /** those whose lines are wanted */
  readonly threads: (recording: Recording) => readonly ThreadInfo[];
  /** what is focused on */
  readonly part: () => ThreadPart | undefined;
  readonly line: (text: string, place: SourcePlace | undefined) => void;
  readonly problem: (text: string) => void;
  readonly begin: (work: Work) => Progress;
}

/** Lines of one logpoint; more than that nobody reads. */
const MAX_LINES = 10_000;
/** Time that printing may keep other requests waiting. */
const SLICE_MS = 50;

interface Printed {
  lines: number;
  /** last event of each thread that was looked at */
  readonly until: Map<ThreadId, number>;
}

interface Range {
  readonly from: Position;
  readonly end: Position;
}

interface Wanted {
  readonly group: readonly UserBreakpoint[];
  readonly stops: StopSet;
}

export class Logpoints {
  private readonly printed = new Map<UserBreakpoint, Printed>();
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly breakpoints: Breakpoints,
    private readonly printer: Printer,
  ) {}

  get isEmpty(): boolean {
    return this.breakpoints.logpoints().length === 0;
  }

  /** Another run, or another recording. */
  forget(): void {
    this.printed.clear();
  }

  /** Prints what is recorded and was not printed yet. */
  print(recording: Recording): Promise<void> {
    this.work = this.work.then(() => this.printAll(recording));
    return this.work;
  }

  private async printAll(recording: Recording): Promise<void> {
    const active = this.breakpoints.logpoints();
    for (const known of this.printed.keys()) if (!active.includes(known)) this.printed.delete(known);
    const part = this.printer.part();
    if (part !== undefined) await this.printPart(recording, part, active);
    for (const { id, events } of this.printer.threads(recording))
      for (const [until, group] of this.groups(active, id)) {
        const stops = { breakpoints: group.flatMap(({ bound }) => bound), throws: 'none' } as const;
        if (stops.breakpoints.length === 0) continue;
        const from = { thread: id, seq: seq(Math.max(0, until)) };
        const end = { thread: id, seq: seq(Math.max(0, events - 1)) };
        await this.printFrom(recording, { from, end }, { group, stops });
        for (const logpoint of group) this.state(logpoint).until.set(id, events - 1);
      }
  }

  /** Of logpoints that are new: of what was recorded before they were set, they print what is focused on. */
  private async printPart(recording: Recording, part: ThreadPart, active: readonly UserBreakpoint[]): Promise<void> {
    const group = active.filter((logpoint) => !this.printed.has(logpoint) && logpoint.bound.length > 0);
    if (group.length === 0) return;
    const stops = { breakpoints: group.flatMap(({ bound }) => bound), throws: 'none' } as const;
    const threads = this.printer.threads(recording);
    const { thread, since, until: end } = part;
    await this.printFrom(
      recording,
      { from: { thread, seq: seq(Math.max(0, since - 1)) }, end: { thread, seq: end } },
      { group, stops },
    );
    for (const logpoint of group) for (const { id, events } of threads) this.state(logpoint).until.set(id, events - 1);
  }

  /** Logpoints that were looked at up to the same event: their lines come in order. */
  private groups(active: readonly UserBreakpoint[], thread: ThreadId): ReadonlyMap<number, UserBreakpoint[]> {
    const groups = new Map<number, UserBreakpoint[]>();
    for (const logpoint of active) {
      const { until, lines } = this.state(logpoint);
      if (lines >= MAX_LINES || logpoint.bound.length === 0) continue;
      const group = groups.get(until.get(thread) ?? -1);
      if (group === undefined) groups.set(until.get(thread) ?? -1, [logpoint]);
      else group.push(logpoint);
    }
    return groups;
  }

  private state(logpoint: UserBreakpoint): Printed {
    const known = this.printed.get(logpoint) ?? { lines: 0, until: new Map() };
    this.printed.set(logpoint, known);
    return known;
  }

  private async printFrom(recording: Recording, range: Range, wanted: Wanted): Promise<void> {
    const progress = this.printer.begin({ title: 'Printing a logpoint', cancel: () => this.cancel(wanted.group) });
    try {
      await this.printHits(recording, range, wanted, progress);
    } finally {
      progress.end();
    }
  }

  private async printHits(
    recording: Recording,
    { from, end }: Range,
    { group, stops }: Wanted,
    progress: Progress,
  ): Promise<void> {
    let sliceEnd = performance.now() + SLICE_MS;
    let wanted = group;
    for (const hit of recording.seek(from, stops, 'forward', end)) {
      if (hit.reason !== 'passed') {
        const { ids, problems } = this.breakpoints.stopping(recording, hit.position, hit.breakpointIds);
        problems.forEach(this.printer.problem);
        for (const logpoint of wanted) if (ids.includes(logpoint.id)) this.printLine(recording, hit.position, logpoint);
      }
      if (performance.now() >= sliceEnd) {
        progress.at((hit.position.seq - from.seq) / (end.seq - from.seq || 1));
        await nextTurn();
        sliceEnd = performance.now() + SLICE_MS;
        const current = this.breakpoints.all();
        wanted = group.filter((logpoint) => current.includes(logpoint));
      }
      if (!wanted.some((logpoint) => this.state(logpoint).lines < MAX_LINES)) return;
    }
  }

  /** Nobody wants more of their lines. */
  private cancel(group: readonly UserBreakpoint[]): void {
    for (const logpoint of group) this.state(logpoint).lines = MAX_LINES;
  }

  /** How many there would be so far. */
  private ofAll(recording: Recording, { bound, condition, hitCondition }: UserBreakpoint): string {
    if (condition !== undefined || hitCondition !== undefined) return '';
    const counts = this.printer
      .threads(recording)
      .flatMap(({ id }) =>
        bound.map((place) => recording.executions({ thread: id, seq: seq(0) }, place, 0)?.total ?? 0),
      );
    return ` of ${countText(counts.reduce((sum, count) => sum + count, 0))}`;
  }

  private printLine(recording: Recording, at: Position, logpoint: UserBreakpoint): void {
    const state = this.state(logpoint);
    if (state.lines >= MAX_LINES || logpoint.message === undefined) return;
    this.printer.line(logpoint.message(recording, at), recording.statementAt(at));
    if (++state.lines === MAX_LINES)
      this.printer.problem(
        `The logpoint \`${logpoint.logMessage}\` printed ${countText(MAX_LINES)} lines${this.ofAll(recording, logpoint)}; it prints no more. Give it a condition to see others.`,
      );
  }
}
