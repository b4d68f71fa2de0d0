/**
 * Messages between the panels that are opened as editors (src/webview/stateDiff, query, dashboard) and the extension host
 * (src/editor/recordingPanel). A panel asks the engine's requests itself, those of them that it is made for.
 */
import type { PlayheadPosition } from './panel.js';
import type { FromKeyboard, ToKeyboard } from './panelKeyboard.js';
import type { FocusRange, TimelineSession } from './timelinePanel.js';

/** The debug session that panels show, and its recording. */
export interface PanelSession extends TimelineSession {
  /** absolute path; null before there is one */
  readonly recording: string | null;
  /** the part that everything is narrowed to */
  readonly focus: FocusRange | null;
}

/** `S`: what the panel shows; the panel keeps it, so that it is there after the window was reloaded. */
export type ToPanel<S> =
  | { readonly kind: 'show'; readonly shown: S }
  /** `last`: name of the recording that was open last, if there is one to open again */
  | { readonly kind: 'session'; readonly session: PanelSession | null; readonly last: string | null }
  | { readonly kind: 'playhead'; readonly position: PlayheadPosition | null }
  | { readonly kind: 'answer'; readonly id: number; readonly body: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string }
  | ToKeyboard;

export type FromPanel =
  | { readonly kind: 'ready' }
  /** an engine's request, `elixirscope/<verb>` */
  | { readonly kind: 'ask'; readonly id: number; readonly request: string; readonly args: object }
  | {
      readonly kind: 'goto';
      readonly thread: number;
      readonly seq: number;
      readonly snap: 'before' | 'after' | 'event';
    }
  | { readonly kind: 'run'; readonly command: PanelCommand; readonly args?: unknown }
  | FromKeyboard;

export type PanelCommand = 'open' | 'record' | 'reopen' | 'text' | 'save' | 'forget' | 'export' | 'query';
