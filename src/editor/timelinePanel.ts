/** The Timeline panel's side of the extension host: hands questions to the engine, and tells the panel what changes. */
import * as vscode from 'vscode';
import type { SearchBody } from '../wire/search.js';
import type { TimelineBody } from '../wire/timeline.js';
import type { FromTimeline, ToTimeline } from '../wire/timelinePanel.js';
import type { Marks } from './lists/marks.js';
import { openRecording } from './openRecording.js';
import { sessionOf } from './panelSession.js';
import type { Recordings } from './recordings.js';
import type { StateDiff } from './stateDiff.js';
import { fillWebview } from './webviewPage.js';

/** The engine hears of breakpoints a moment later than we do. */
const BREAKPOINTS_MILLIS = 300;

export interface TimelineParts {
  readonly recordings: Recordings;
  readonly marks: Marks;
  readonly stateDiff: StateDiff;
}

export class TimelinePanel implements vscode.WebviewViewProvider, vscode.Disposable {
  private readonly recordings: Recordings;
  private readonly marks: Marks;
  private readonly stateDiff: StateDiff;
  private view: vscode.WebviewView | undefined;
  private readonly subscriptions: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;
  /** the panel was opened to search, and is not there yet */
  private wantsSearch = false;

  constructor(
    private readonly extension: vscode.Uri,
    { recordings, marks, stateDiff }: TimelineParts,
  ) {
    this.recordings = recordings;
    this.marks = marks;
    this.stateDiff = stateDiff;
    this.subscriptions = [
      vscode.window.registerWebviewViewProvider('elixirscope.timeline', this),
      recordings.onDidChange(() => this.sendSession()),
      marks.onDidChange(() => this.sendMarks()),
      vscode.commands.registerCommand('elixirscope.search', () => this.openSearch()),
      recordings.onDidMove((position) => this.send({ kind: 'playhead', position: position ?? null })),
      vscode.debug.onDidChangeBreakpoints(() => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.send({ kind: 'stale' }), BREAKPOINTS_MILLIS);
      }),
    ];
  }

  dispose(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    fillWebview(view.webview, { extension: this.extension, script: 'timeline.js', title: 'Timeline' });
    view.webview.onDidReceiveMessage((message: FromTimeline) => this.receive(message));
    view.onDidDispose(() => {
      this.view = undefined;
    });
  }

  private send(message: ToTimeline): void {
    void this.view?.webview.postMessage(message);
  }

  private async receive(message: FromTimeline): Promise<void> {
    switch (message.kind) {
      case 'ready':
        this.sendSession();
        this.sendMarks();
        this.send({ kind: 'playhead', position: this.recordings.playhead ?? null });
        if (this.wantsSearch) this.send({ kind: 'openSearch' });
        this.wantsSearch = false;
        return;
      case 'search':
        return this.search(message);
      case 'picture':
        return this.sendPicture(message);
      case 'goto':
        return this.recordings.travel(message);
      case 'takeFocus':
        return this.view?.show(false);
      case 'compare':
        return this.stateDiff.compareMoments(message.first, message.second);
      case 'focus':
        return this.recordings.setFocus(message.range ?? undefined);
      case 'command':
        return this.run(message.command);
    }
  }

  private async sendPicture({ id, asked }: FromTimeline & { kind: 'picture' }): Promise<void> {
    try {
      const body = await this.recordings.request<TimelineBody>('elixirscope/timeline', asked);
      this.send({ kind: 'picture', id, body });
    } catch (error) {
      this.send({ kind: 'failed', id, message: messageOf(error) });
    }
  }

  private async search({ id, asked }: FromTimeline & { kind: 'search' }): Promise<void> {
    try {
      this.send({ kind: 'found', id, body: await this.recordings.request<SearchBody>('elixirscope/search', asked) });
    } catch (error) {
      this.send({ kind: 'searchFailed', id, message: messageOf(error) });
    }
  }

  /** Opens the panel, and the search in it. */
  private async openSearch(): Promise<void> {
    this.wantsSearch = this.view === undefined;
    await vscode.commands.executeCommand('elixirscope.timeline.focus');
    this.send({ kind: 'openSearch' });
  }

  private sendMarks(): void {
    this.send({ kind: 'marks', marks: this.marks.all.map(({ thread, seq, note }) => ({ thread, seq, note })) });
  }

  private async run(command: 'open' | 'record' | 'reopen'): Promise<void> {
    const { last } = this.recordings;
    if (command === 'reopen' && last !== undefined) await openRecording(vscode.Uri.file(last));
    else if (command === 'open') await openRecording();
    else await vscode.commands.executeCommand('elixirscope.recordFile');
  }

  private sendSession(): void {
    this.send({ kind: 'session', session: sessionOf(this.recordings), last: this.recordings.lastName ?? null });
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
