/** The compressed parts of a recording, checked as they are read. What cannot be read is reported and undefined, unless said otherwise. */
import { messageOf, UserError } from '../base/result.js';
import { unseal } from './checksum.js';
import { type Packed, unpackSegment, unpackWords } from './codec.js';
import type { DamageLog } from './damage.js';
import type { BlobRow, KeptStringsRow, ReadStatements } from './rows.js';
import { type SourceColumn, sourceText } from './storedSource.js';

/** Of a segment, besides its events. */
export const SEGMENT_PARTS = ['keyframe', 'sites', 'old_ids', 'new_ids', 'suspended', 'calls'] as const;
export type SegmentPart = (typeof SEGMENT_PARTS)[number];

const NAMES = {
  keyframe: 'keyframe',
  sites: 'index',
  old_ids: 'index',
  new_ids: 'index',
  suspended: 'suspended',
  calls: 'calls',
} as const;

export class Blobs {
  constructor(
    readonly read: ReadStatements,
    readonly damage: DamageLog,
  ) {}

  /** Throws what says that it is damaged. */
  events(thread: number, idx: number): Int32Array {
    return unpackSegment(unsealed('words', thread, idx, this.read.words.get(thread, idx)));
  }

  part(column: SegmentPart, thread: number, idx: number): Int32Array | undefined {
    return this.#try(
      () => this.#blob(column, thread, idx),
      (why) => this.damage.add({ part: NAMES[column], thread, idx, why }),
    );
  }

  /** `name`: of the file, for the report. */
  text(key: string, column: SourceColumn, name: string): string | undefined {
    return this.#try(
      () => {
        const row = this.read.source.get(key);
        return sourceText(key, column, row?.[column]);
      },
      (why) => this.damage.add({ part: column === 'source' ? 'source' : 'siteTable', name, why }),
    );
  }

  /** String events of a dropped segment that has a string. */
  keptStrings(thread: number, id: number): Int32Array | undefined {
    return this.#try(
      () => {
        const row = this.read.keptStrings.get(thread, id);
        return row === undefined || row.first_string > id ? undefined : keptWords(thread, row);
      },
      (why) => this.damage.add({ part: 'strings', thread, why }),
    );
  }

  checkKeptStrings(thread: number): void {
    const from = (id: number): KeptStringsRow | undefined =>
      this.#try(
        () => this.read.keptStrings.get(thread, id),
        (why) => this.damage.add({ part: 'strings', thread, why }),
      );
    for (let row = from(0); row !== undefined; row = from(row.last_string + 1))
      this.keptStrings(thread, row.last_string);
  }

  #blob(column: SegmentPart, thread: number, idx: number): Int32Array {
    return unpackWords(unsealed(column, thread, idx, this.read[column].get(thread, idx)));
  }

  #try<T>(read: () => T | undefined, damaged: (why: string) => void): T | undefined {
    try {
      return read();
    } catch (error) {
      if (error instanceof UserError) throw error;
      damaged(messageOf(error));
      return undefined;
    }
  }
}

const keptWords = (thread: number, { first_string: first, last_string: last, blob }: KeptStringsRow): Int32Array =>
  unpackWords(unseal(['kept_strings', thread, first, last], blob));

const unsealed = (column: SegmentPart | 'words', thread: number, idx: number, row: BlobRow | undefined): Packed =>
  unseal(['segment_data', thread, idx, column], row?.blob);
