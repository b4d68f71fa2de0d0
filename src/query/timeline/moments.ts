import { partitionPoint } from '../../base/search.js';

/**
 * Wall time of every position of a thread, and back. Known at turns of the event loop and at the end; between, events are taken to have followed
 * each other evenly, except that the time the loop was idle before a turn belongs to no event.
 *
 * A list of points, ascending in both directions. Where segments are looked at as a whole, their first and last moments are the points.
 */
export class MomentMap {
  readonly #seqs: number[] = [];
  readonly #micros: number[] = [];

  /** In order. A moment that is no later than the one before says nothing: time was not asked for in between. */
  add(seq: number, micros: number): void {
    const last = this.#seqs.length - 1;
    if (last < 0 || micros > this.#micros[last]!) this.#push(seq, micros);
  }

  /** Behind the last event. */
  end(seq: number, micros: number): void {
    this.#push(seq, Math.max(micros, this.#micros.at(-1) ?? 0));
  }

  #push(seq: number, micros: number): void {
    this.#seqs.push(seq);
    this.#micros.push(micros);
  }

  microsAt(seq: number): number {
    return between(this.#seqs, this.#micros, seq);
  }

  /** When what lies before a position was over: before the loop was idle, if it was. */
  microsBefore(seq: number): number {
    return between(this.#seqs, this.#micros, seq, 'earlier');
  }

  /** What an event took on the average where a position lies, between the moments around it. */
  microsPerEvent(seq: number): number {
    const next = firstBehind(this.#seqs, seq);
    return next === 0 || next === this.#seqs.length
      ? 0
      : (this.#micros[next]! - this.#micros[next - 1]!) / (this.#seqs[next]! - this.#seqs[next - 1]!);
  }

  seqAt(micros: number): number {
    return between(this.#micros, this.#seqs, micros);
  }
}

/** Where two points are at the same place, the one that is asked for counts. */
function between(
  from: readonly number[],
  to: readonly number[],
  at: number,
  which: 'earlier' | 'later' = 'later',
): number {
  if (from.length === 0) return 0;
  const next = firstBehind(from, at, which);
  if (next === 0) return to[0]!;
  if (next === from.length) return to.at(-1)!;
  const [a, b] = [from[next - 1]!, from[next]!];
  return to[next - 1]! + ((at - a) / (b - a)) * (to[next]! - to[next - 1]!);
}

/** Index of the first number that is larger; with `earlier`, or as large. */
const firstBehind = (ascending: readonly number[], at: number, which: 'earlier' | 'later' = 'later'): number =>
  partitionPoint(0, ascending.length, (i) => (which === 'later' ? ascending[i]! <= at : ascending[i]! < at));
