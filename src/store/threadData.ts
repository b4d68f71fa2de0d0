/** What a reader keeps of a thread. Lists that are undefined have not been asked for since the last refresh. */
import type { FailureRow, FileRow, ModuleEnterRow, SegmentRow, ThreadRow } from './rows.js';
import { SiteIndex } from './sites.js';

export interface ThreadData {
  row: ThreadRow;
  segments: SegmentRow[];
  readonly sites: SiteIndex;
  /** rows of its files; those from `loaded` on are not in `sites` yet */
  readonly files: FileRow[];
  loaded: number;
  moduleEnters: readonly ModuleEnterRow[] | undefined;
  failures: readonly FailureRow[] | undefined;
  lossy: readonly SegmentRow[] | undefined;
}

export const newThreadData = (row: ThreadRow): ThreadData => ({
  row,
  segments: [],
  sites: new SiteIndex(),
  files: [],
  loaded: 0,
  moduleEnters: undefined,
  failures: undefined,
  lossy: undefined,
});
