/**
 * Looks at what a running program has recorded, a moment after it happened: prints logpoints, and finds writes that data breakpoints
 * wait for, and other events that stop. The program does not wait for it. After such a write it is paused and the playhead goes back to the write; that the
 * program has run a little further does not matter, since what it did meanwhile is recorded as well.
 * A condition at a variable that is written all the time takes longer than the program does: other requests come in between, while the program runs and when it has stopped, and nothing is looked at twice.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ThreadId } from '../base/units.js';
import type { Recording, StopHit } from '../query/api.js';
import type { SessionCore } from './core.js';

/** Soon enough to read along. */
const LOOK_EVERY_MS = 100;
/** Time that a look may keep other requests waiting. */
const SLICE_MS = 50;

/** At once, or later. */
type Found = StopHit | undefined | Promise<StopHit | undefined>;
type Writes = Generator<StopHit | undefined, void, void>;
type Searched = ReturnType<SessionCore['ownThreads']>;

export class RecordingWatch {
  private timer: NodeJS.Timeout | undefined;
  /** last event of each thread that is told or was there before anybody waited; a thread that is not here is new */
  private readonly told = new Map<ThreadId, number>();
  private isPausing = false;
  private isSearching = false;
  /** a search for who stands */
  private taking: Promise<void> | undefined;
  /** threads, and how much there was of them when the last search began */
  private searched: Searched = [];
  /** last event of each thread up to which nothing stops of what was waited for then */
  private readonly passed = new Map<ThreadId, number>();
  private waitedFor: readonly object[] = [];

  constructor(private readonly core: SessionCore) {}

  /** What is looked for has changed, or the program runs on. */
  update(): void {
    if (this.timer !== undefined || this.core.state.kind !== 'live-running' || this.isEmpty()) return;
    const { run } = this.core.state;
    this.timer = setTimeout(() => {
      // A program that ends meanwhile is looked at once more by whoever hears of its end.
      void run.session
        .sync()
        .then(() => this.look())
        .catch(() => undefined)
        .finally(() => {
          this.timer = undefined;
          this.update();
        });
    }, LOOK_EVERY_MS);
  }

  private isEmpty(): boolean {
    return this.core.isNoDebug() || (this.core.logpoints.isEmpty && !this.waitsForWrites());
  }

  /** Does something stop that only the recording tells of? */
  waitsForWrites(): boolean {
    return this.core.breakpoints.data().length + this.core.exceptions.events.size > 0;
  }

  /** Looks at everything that is recorded. */
  async look(): Promise<void> {
    const recording = this.core.recordingIfAny();
    if (recording === undefined || this.isEmpty()) return;
    recording.refresh();
    await this.search(recording);
    if (this.core.openedRecording() === recording) await this.core.logpoints.print(recording);
  }

  /** Pauses the program if something stops it. */
  private async search(recording: Recording): Promise<void> {
    const isWanted = (): boolean =>
      this.core.state.kind === 'live-running' && !this.isPausing && this.taking === undefined;
    if (this.isSearching || !isWanted()) return;
    this.isSearching = true;
    try {
      if ((await this.first(recording, isWanted)) === undefined || !isWanted()) return;
      this.isPausing = true;
      if (this.core.state.kind === 'live-running') this.core.state.run.pause();
    } finally {
      this.isSearching = false;
    }
  }

  /** The first write that stops: at once if it is found soon, or in slices, with other requests in between, as long as somebody wants to know. */
  private first(recording: Recording, isWanted: () => boolean, writes = this.writes(recording)): Found {
    const sliceEnd = performance.now() + SLICE_MS;
    for (let next = writes.next(); next.done !== true; next = writes.next()) {
      if (next.value === undefined && performance.now() < sliceEnd) continue;
      if (next.value === undefined) return this.nextSlice(recording, isWanted, writes);
      writes.return();
      return next.value;
    }
    return undefined;
  }

  private async nextSlice(recording: Recording, isWanted: () => boolean, writes: Writes): Promise<StopHit | undefined> {
    await nextTurn();
    const goesOn = isWanted() && this.core.openedRecording() === recording;
    if (goesOn && !this.isOther()) return this.first(recording, isWanted, writes);
    writes.return();
    return goesOn ? this.first(recording, isWanted) : undefined;
  }

  /** Is something else waited for than when `passed` was noted? */
  private isOther(): boolean {
    const now = this.waited();
    return now.length !== this.waitedFor.length || now.some((one, i) => one !== this.waitedFor[i]);
  }

  private waited(): readonly object[] {
    return [this.core.exceptions, ...this.core.breakpoints.all().filter(({ ref }) => ref !== undefined)];
  }

  /** Nobody waits for what is recorded up to now. */
  skip(recording: Recording): void {
    this.tell(this.core.ownThreads(recording));
  }

  private tell(threads: Searched): void {
    this.isPausing = false;
    for (const { id, events } of threads) this.told.set(id, events - 1);
  }

  /**
   * The first write that a data breakpoint waits for, for a program that stands. What was recorded when the search began counts as told afterwards. `stands`: somebody is still there to hear of it;
   * if not, nothing has been told. One after the other: who stops meanwhile is told what is left.
   */
  takeWrite(recording: Recording, stands: () => boolean): Found {
    if (this.taking !== undefined)
      return this.taking.then(() => (stands() ? this.takeWrite(recording, stands) : undefined));
    this.searched = this.core.ownThreads(recording);
    const found = this.isEmpty() ? undefined : this.first(recording, stands);
    if (!(found instanceof Promise)) {
      this.tell(this.searched);
      return found;
    }
    const taken = found.then((write) => {
      if (stands()) {
        this.tell(this.searched);
        return write;
      }
      this.isPausing = false;
      return undefined;
    });
    this.taking = taken.then(
      () => this.taken(),
      () => this.taken(),
    );
    return taken;
  }

  private taken(): void {
    this.taking = undefined;
  }

  /** Those that stop; undefined in place of one that does not, since finding that out takes time. */
  private *writes(recording: Recording): Writes {
    const { events } = this.core.exceptions;
    const data = this.core.breakpoints.data();
    if (data.length + events.size === 0) return;
    if (this.isOther()) this.passed.clear();
    this.waitedFor = this.waited();
    this.searched = this.core.ownThreads(recording);
    const stops = { breakpoints: [], throws: 'none', data, events } as const;
    for (const { id: thread, events: recorded } of this.searched) {
      const from = Math.max(this.told.get(thread) ?? -1, this.passed.get(thread) ?? -1);
      for (const hit of recording.hits({ thread, seq: from as StopHit['position']['seq'] }, stops, 'forward')) {
        const found = this.stopAt(recording, hit);
        if (found === undefined) this.passed.set(thread, hit.position.seq - 1);
        yield found;
      }
      this.passed.set(thread, Math.max(this.passed.get(thread) ?? -1, recorded - 1));
    }
  }

  private stopAt(recording: Recording, hit: StopHit): StopHit | undefined {
    const { breakpoints, exceptions } = this.core;
    if (hit.reason === 'event') return exceptions.stopsAtEvent(recording, hit.position) ? hit : undefined;
    const { ids } = breakpoints.stopping(recording, hit.position, hit.breakpointIds);
    return ids.length > 0 ? { ...hit, breakpointIds: ids } : undefined;
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.told.clear();
    this.passed.clear();
    this.isPausing = false;
  }
}
