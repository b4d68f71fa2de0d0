/** Questions about a thread that has just stopped, before the file has what it did: see store/openEnd.ts. */
import type { Cursor } from '../store/cursor.js';
import type { OpenEnd } from '../store/openEnd.js';
import type { Position } from './api.js';
import type { QueryContext } from './context.js';

interface Standing {
  readonly cursor: Cursor;
  /** of the open segment then */
  readonly idx: number;
}

export class OpenEnds {
  readonly #context: QueryContext;
  /** goes from stop to stop, so that each costs what lies between it and the one before; by thread */
  readonly #standing = new Map<number, Standing>();

  constructor(context: QueryContext) {
    this.#context = context;
  }

  look<T>(end: OpenEnd, { thread, seq }: Position, look: () => T): T | undefined {
    const { reader, replayer } = this.#context;
    const { idx, first_seq, events } = end.row;
    if (end.thread !== thread || seq >= first_seq + events) return undefined;
    const cursor = this.#cursorTo({ thread, seq }, idx);
    cursor.seq = seq;
    replayer.stand(cursor);
    try {
      return reader.within(end, look);
    } finally {
      replayer.release(cursor);
    }
  }

  /** The one of the stop before, unless that was in another segment: what it has of that one may have been the beginning. */
  #cursorTo({ thread, seq }: Position, idx: number): Cursor {
    const before = this.#standing.get(thread);
    if (before !== undefined && before.idx === idx && before.cursor.seq <= seq) return before.cursor;
    const cursor = this.#context.replayer.follow(thread);
    this.#standing.set(thread, { cursor, idx });
    return cursor;
  }
}
