/**
 * The program's output on its way to the client. Text comes from the process's pipes at once; where in the source it was written is in the
 * recording a moment later. So text is held for a few milliseconds, the recording is brought up to date, and the two are laid side by side.
 *
 * The two streams are pipes of their own, of which nobody knows which was written first: that is in the recording, too.
 *
 * Invariants: every byte of a pipe is sent once and in order, whether or not the recording knows it (native code and child processes
 * write past it). Text is laid beside a recording that was brought up to date after the text came, never before.
 */
import type { EventView, Position, Recording, SourcePlace } from '../query/api.js';
import type { RecordSession } from '../record/session.js';

type Stream = 'stdout' | 'stderr';

export interface OutputSink {
  readonly send: (stream: Stream, text: string, place: SourcePlace | undefined) => void;
}

/** Long enough to catch a burst in one round, short enough not to be felt. */
const HOLD_MS = 40;

/** Writes of one round whose statement is looked up; a program that floods its output is not slowed down for links nobody follows. */
const MAX_PLACED = 200;

interface Recorded {
  readonly text: string;
  readonly place: SourcePlace | undefined;
  /** grows with what the recording tells, of both streams */
  readonly order: number;
}

/** `order`: of text that nobody recorded, as that of the text that follows it in its stream */
interface Piece extends Recorded {
  readonly stream: Stream;
}

const LAST = Number.POSITIVE_INFINITY;

export class OutputForwarder {
  private pending: Record<Stream, string> = { stdout: '', stderr: '' };
  private readonly recorded: Record<Stream, Recorded[]> = { stdout: [], stderr: [] };
  private collected = 0;
  private readonly seen = new Map<number, number>();
  private timer: NodeJS.Timeout | undefined;
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly session: Pick<RecordSession, 'sync'>,
    /** undefined while nothing is recorded yet */
    private readonly recording: () => Recording | undefined,
    private readonly sink: OutputSink,
  ) {}

  push(stream: Stream, text: string): void {
    this.pending[stream] += text;
    this.timer ??= setTimeout(() => void this.flush(), HOLD_MS);
  }

  /** Sends everything that came until now; `ended`: the recording is complete, nothing is left to wait for. */
  flush(ended = false): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.work = this.work.then(() => this.match(ended));
    return this.work;
  }

  private async match(ended: boolean): Promise<void> {
    const texts = this.pending;
    if (texts.stdout === '' && texts.stderr === '') return;
    // What comes from here on may be younger than what the recording tells after the wait: it is for the next round.
    this.pending = { stdout: '', stderr: '' };
    try {
      // A program that ends meanwhile cannot answer any more; the recording has everything then.
      if (!ended) await this.session.sync().catch(() => undefined);
      this.collect();
    } catch {
      // Without the recording the text goes out without its place.
    }
    const [out, errors] = [this.pieces('stdout', texts.stdout), this.pieces('stderr', texts.stderr)];
    for (const { stream, text, place } of inOrder(out, errors)) this.sink.send(stream, text, place);
  }

  /** What was recorded since the last round. */
  private collect(): void {
    const recording = this.recording();
    if (recording === undefined) return;
    recording.refresh();
    let placed = 0;
    for (const { id } of recording.info().threads) {
      const last = this.seen.get(id);
      const since = (last === undefined ? 0 : last + 1) as Position['seq'];
      for (const event of recording.events({ thread: id, kinds: ['output'], since })) {
        this.seen.set(id, event.seq);
        if (event.text)
          this.recorded[event.name === 'stderr' ? 'stderr' : 'stdout'].push({
            text: event.text,
            place: placed++ < MAX_PLACED ? placeOf(recording, event) : undefined,
            order: this.collected++,
          });
      }
    }
  }

  /** A stream's text, laid beside what was recorded of it. */
  private pieces(stream: Stream, whole: string): Piece[] {
    const queue = this.recorded[stream];
    const pieces: Piece[] = [];
    let text = whole;
    while (text !== '' && queue.length > 0) {
      const next = queue[0]!;
      const start = text.indexOf(next.text);
      if (start < 0) break;
      if (start > 0) pieces.push({ stream, text: text.slice(0, start), place: undefined, order: next.order });
      pieces.push({ stream, ...next });
      text = text.slice(start + next.text.length);
      queue.shift();
    }
    if (text === '') return pieces;
    // The rest is the beginning of a recorded text whose end is still in the pipe, or was never recorded.
    const next = queue[0];
    if (next?.text.startsWith(text)) {
      queue[0] = { ...next, text: next.text.slice(text.length) };
      return [...pieces, { stream, ...next, text }];
    }
    // Whatever was recorded is older than what comes next, so it can match nothing any more.
    queue.length = 0;
    return [...pieces, { stream, text, place: undefined, order: LAST }];
  }
}

/** Each stream's pieces in their order, those of both as they were written. */
function inOrder(first: readonly Piece[], second: readonly Piece[]): readonly Piece[] {
  const merged: Piece[] = [];
  let taken = 0;
  for (const piece of first) {
    while (taken < second.length && second[taken]!.order < piece.order) merged.push(second[taken++]!);
    merged.push(piece);
  }
  return [...merged, ...second.slice(taken)];
}

/** The statement that was running when the program wrote. */
function placeOf(recording: Recording, { place, thread, seq }: EventView): SourcePlace | undefined {
  return place ?? recording.stack({ thread, seq }, { start: 0, count: 1 }).frames[0]?.place;
}
