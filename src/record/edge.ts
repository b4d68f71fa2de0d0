/** Where a recording ends while its program lives, for who reads it in this process. */
import type { ThreadId } from '../base/units.js';
import type { OpenEnd } from '../store/openEnd.js';

export interface LiveEdge {
  /** What a thread has done last and the file does not have yet; valid until more arrives. Undefined if there is more than that to be stored. */
  readonly end: (thread: ThreadId) => OpenEnd | undefined;
  /** Everything that has arrived is in the file afterwards. */
  readonly store: () => void;
}
