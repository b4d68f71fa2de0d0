/** Messages between the Timeline panel (src/webview/timeline) and the extension host (src/editor/timelinePanel). */
import type { Moment, PlayheadPosition } from './panel.js';
import type { FromKeyboard, ToKeyboard } from './panelKeyboard.js';
import type { SearchArguments, SearchBody } from './search.js';
import type { TimelineArguments, TimelineBody } from './timeline.js';

/** The debug session whose recording is shown. */
export interface TimelineSession {
  readonly id: string;
  readonly name: string;
  /** the program runs: there will be more to see */
  readonly running: boolean;
  readonly threads: readonly { readonly id: number; readonly name: string; readonly events: number }[];
  readonly events: number;
  readonly lost: number;
  /** by a budget, a sample or the limit of size */
  readonly leftOut: number;
  readonly bytes: number;
}

export interface FocusRange {
  readonly thread: number;
  readonly from: number;
  readonly to: number;
}

export interface MarkedMoment {
  readonly thread: number;
  readonly seq: number;
  /** what somebody wrote, may be empty */
  readonly note: string;
}

export type ToTimeline =
  /** `last`: name of the recording that was open last, if there is one to open again */
  | { readonly kind: 'session'; readonly session: TimelineSession | null; readonly last: string | null }
  | { readonly kind: 'picture'; readonly id: number; readonly body: TimelineBody }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string }
  /** what is marked has changed */
  | { readonly kind: 'stale' }
  | { readonly kind: 'playhead'; readonly position: PlayheadPosition | null }
  | { readonly kind: 'found'; readonly id: number; readonly body: SearchBody }
  | { readonly kind: 'searchFailed'; readonly id: number; readonly message: string }
  /** the moments that are marked, in their order */
  | { readonly kind: 'marks'; readonly marks: readonly MarkedMoment[] }
  /** somebody wants to search: the box is to be opened */
  | { readonly kind: 'openSearch' }
  | ToKeyboard;

export type FromTimeline =
  | { readonly kind: 'ready' }
  | { readonly kind: 'picture'; readonly id: number; readonly asked: TimelineArguments }
  /** to the statement at or before an event; `snap`: or at or after it, or to the event itself */
  | {
      readonly kind: 'goto';
      readonly thread: number;
      readonly seq: number;
      readonly snap: 'before' | 'after' | 'event';
    }
  | FromKeyboard
  | { readonly kind: 'search'; readonly id: number; readonly asked: SearchArguments }
  | { readonly kind: 'compare'; readonly first: Moment; readonly second: Moment }
  | { readonly kind: 'focus'; readonly range: FocusRange | null }
  | { readonly kind: 'command'; readonly command: 'open' | 'record' | 'reopen' };
