/**
 * Parameters of a base class's constructor while its fields are defined: they have their values, which the program tells when the
 * constructor's body starts. Found by following the activation forwards to there.
 */
import { Lru } from '../store/lru.js';
import type { ActivationMachine } from '../store/machine.js';
import type { LoadedFile } from '../store/sites.js';
import { type RawValue, siteValue, UNKNOWN } from '../store/words.js';
import type { Position } from './api.js';
import type { QueryContext } from './context.js';

/** An activation on the stack, and one of its variables. */
export interface EnteredWith {
  readonly file: LoadedFile;
  /** index in the table */
  readonly variable: number;
  readonly enterSeq: number;
  /** its index in the stack, outermost 0 */
  readonly index: number;
}

const REMEMBERED = 1024;

export class EntryValues {
  readonly #context: QueryContext;
  readonly #known = new Lru<string, RawValue>(REMEMBERED);

  constructor(context: QueryContext) {
    this.#context = context;
  }

  /** More was recorded. */
  forget(): void {
    this.#known.clear();
  }

  /** Unknown if the body was never reached. */
  find(at: Position, wanted: EnteredWith): RawValue {
    const key = `${at.thread}:${wanted.enterSeq}:${wanted.variable}`;
    return this.#known.get(key) ?? this.#known.set(key, this.#follow(at, wanted), 1);
  }

  #follow({ thread, seq }: Position, { file, variable, enterSeq, index }: EnteredWith): RawValue {
    const { reader, replayer } = this.#context;
    const sites = reader.sites(thread);
    const writes = new Set(file.writeSites.get(variable));
    for (let idx = reader.segmentOf(thread, seq); ; idx++) {
      const row = reader.row(thread, idx);
      if (row === undefined) return UNKNOWN;
      if (row.first_seq > seq && row.low > index) continue;
      const machine = replayer.atStartOf(thread, idx);
      const segment = reader.segment(thread, idx);
      for (let i = 0; i < segment.offsets.length; i++) {
        machine.replayOne(segment, row.first_seq + i);
        if (row.first_seq + i <= seq) continue;
        if (!isOpen(machine, index, enterSeq)) return UNKNOWN;
        if (machine.stack.depth === index + 1 && writes.has(segment.siteAt(i)))
          return siteValue(segment.words, segment.offsets[i]!, sites);
      }
    }
  }
}

const isOpen = ({ stack }: ActivationMachine, index: number, enterSeq: number): boolean =>
  stack.depth > index && stack.enterSeq[index] === enterSeq;
