/**
 * The debug session whose recording panels and lists show: the active one if it is ours, else the one that was. Knows what is recorded so far and
 * where the playhead is, and tells those who ask when that changes.
 */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { PlayheadPosition, RecordingChanged, SessionStateName, StatusBody } from '../wire/panel.js';
import type { FocusRange } from '../wire/timelinePanel.js';
import type { Travel } from './hoverText.js';
import { parsePosition } from './playhead.js';

const LOOK_AFTER_MILLIS = 150;
const LAST_KEY = 'elixirscope.lastRecording';
/** There is a playhead. */
const STANDING: ReadonlySet<SessionStateName> = new Set(['live-stopped', 'past', 'ended']);

export class Recordings implements vscode.Disposable {
  private readonly changedEmitter = new vscode.EventEmitter<void>();
  private readonly movedEmitter = new vscode.EventEmitter<PlayheadPosition | undefined>();
  private readonly focusedEmitter = new vscode.EventEmitter<void>();
  /** another session, or more is recorded */
  readonly onDidChange = this.changedEmitter.event;
  readonly onDidMove = this.movedEmitter.event;
  readonly onDidFocus = this.focusedEmitter.event;
  session: vscode.DebugSession | undefined;
  status: StatusBody | undefined;
  playhead: PlayheadPosition | undefined;
  private range: FocusRange | undefined;
  private readonly ours = new Set<vscode.DebugSession>();
  private readonly subscriptions: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly debugType: string,
    private readonly memento: vscode.Memento,
  ) {
    this.subscriptions = [
      vscode.debug.onDidStartDebugSession((session) => this.started(session)),
      vscode.debug.onDidChangeActiveDebugSession(() => this.choose()),
      vscode.debug.onDidTerminateDebugSession((session) => this.ended(session)),
      // Nothing is said when a program that records nothing just now goes on.
      vscode.debug.onDidChangeActiveStackItem((item) => {
        if (!(item instanceof vscode.DebugStackFrame)) this.look(LOOK_AFTER_MILLIS);
      }),
      vscode.debug.onDidReceiveDebugSessionCustomEvent((event) => this.told(event)),
    ];
    if (vscode.debug.activeDebugSession !== undefined) this.started(vscode.debug.activeDebugSession);
  }

  dispose(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(
      this.changedEmitter,
      this.movedEmitter,
      this.focusedEmitter,
      ...this.subscriptions,
    ).dispose();
  }

  /** The part of the recording that everything is narrowed to, undefined: all of it. */
  get focus(): FocusRange | undefined {
    return this.range;
  }

  setFocus(range: FocusRange | undefined): void {
    this.range = range;
    this.tellFocus();
    this.focusedEmitter.fire();
  }

  /** Jump to Cursor and logpoints are the engine's. */
  private tellFocus(): void {
    const part = this.range;
    void this.session?.customRequest('elixirscope/focus', { ...(part && { part }) }).then(undefined, () => undefined);
  }

  /** Is it a file's text out of the recording that is shown? */
  isRecordedText({ scheme, query }: vscode.Uri): boolean {
    return scheme === 'debug' && new URLSearchParams(query).get('session') === this.session?.id;
  }

  /** Path of the recording that was open last. */
  get last(): string | undefined {
    return this.memento.get<string>(LAST_KEY);
  }

  /** Puts the playhead where a link, a list or a panel leads. */
  async travel({ thread, seq, snap }: Travel): Promise<void> {
    try {
      await this.request('elixirscope/goto', { position: { thread, seq }, snap });
    } catch (error) {
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  }

  /** Sends a request to the engine of the session; rejects if there is none. */
  async request<T>(command: string, args: object = {}): Promise<T> {
    if (this.session === undefined) throw new Error('Start an ElixirScope debug session first.');
    return (await this.session.customRequest(command, args)) as T;
  }

  private started(session: vscode.DebugSession): void {
    if (session.type !== this.debugType) return;
    this.ours.add(session);
    this.choose();
  }

  private ended(session: vscode.DebugSession): void {
    this.ours.delete(session);
    if (this.session === session) this.choose();
  }

  private choose(): void {
    const active = vscode.debug.activeDebugSession;
    const kept = this.session !== undefined && this.ours.has(this.session) ? this.session : [...this.ours].at(-1);
    const chosen = active !== undefined && this.ours.has(active) ? active : kept;
    if (chosen === this.session) return;
    if (this.range !== undefined) {
      this.range = undefined;
      this.tellFocus();
    }
    this.session = chosen;
    this.status = undefined;
    this.playhead = undefined;
    this.changedEmitter.fire();
    this.movedEmitter.fire(undefined);
    this.look(0);
  }

  private told({ session, event, body }: vscode.DebugSessionCustomEvent): void {
    if (session !== this.session) return;
    if (event === 'elixirscope/positionChanged') this.moved(parsePosition(body));
    else if (event === 'elixirscope/recordingChanged')
      this.look((body as RecordingChanged).ended ? 0 : LOOK_AFTER_MILLIS);
  }

  private moved(position: PlayheadPosition | undefined): void {
    if (position === undefined) return;
    const grown = position.endSeq !== this.playhead?.endSeq || position.live !== this.playhead?.live;
    this.playhead = position;
    this.movedEmitter.fire(position);
    if (grown) this.look(0);
  }

  /** Asks the engine what is recorded, a moment from now; a second wish within that moment is the same one. */
  private look(after: number): void {
    if (this.timer !== undefined && after > 0) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.ask();
    }, after);
  }

  private async ask(): Promise<void> {
    const { session } = this;
    if (session === undefined) return;
    try {
      const status = (await session.customRequest('elixirscope/status')) as StatusBody;
      if (session !== this.session) return;
      this.status = status;
      if (status.recording !== null) await this.memento.update(LAST_KEY, status.recording);
      if (!STANDING.has(status.state)) this.standsNowhere();
      else if (this.playhead === undefined) await this.askPosition(session);
      this.changedEmitter.fire();
    } catch {
      // The session is ending, or has not begun: there will be another event.
    }
  }

  private async askPosition(session: vscode.DebugSession): Promise<void> {
    const position = parsePosition(await session.customRequest('elixirscope/position'));
    if (session !== this.session || position === undefined || this.playhead !== undefined) return;
    this.playhead = position;
    this.movedEmitter.fire(position);
  }

  private standsNowhere(): void {
    if (this.playhead === undefined) return;
    this.playhead = undefined;
    this.movedEmitter.fire(undefined);
  }

  /** Name of the recording's file, for people. */
  get lastName(): string | undefined {
    return this.last === undefined ? undefined : basename(this.last);
  }
}
