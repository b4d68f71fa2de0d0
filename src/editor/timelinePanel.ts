/** The Timeline panel's side of the extension host: hands questions to the engine, and tells the panel what changes. */
import * as vscode from 'vscode';
import type { SearchBody } from '../wire/search.js';
import type { TimelineBody } from '../wire/timeline.js';
import type { FromTimeline, ToTimeline } from '../wire/timelinePanel.js';
import type { Marks } from './lists/marks.js';
import { openRecording } from './openRecording.js';
import { PanelKeyboard } from './panelKeyboard.js';
import { sessionOf } from './panelSession.js';
import type { Recordings } from './recordings.js';
import type { StateDiff } from './stateDiff.js';
import { fillWebview, openBeside } from './webviewPage.js';

/** The engine hears of breakpoints a moment later than we do. */
const BREAKPOINTS_MILLIS = 300;

export interface TimelineParts {
  readonly recordings: Recordings;
  readonly marks: Marks;
  readonly stateDiff: StateDiff;
}

/** One document that shows it: the view in the panel area, or an editor. */
interface Shown {
  readonly webview: vscode.Webview;
  readonly takeFocus: () => void;
}

const EDITOR = 'elixirscope.timelineEditor';

export class TimelinePanel implements vscode.WebviewViewProvider, vscode.WebviewPanelSerializer, vscode.Disposable {
  private readonly recordings: Recordings;
  private readonly marks: Marks;
  private readonly stateDiff: StateDiff;
  private readonly shown = new Set<Shown>();
  private editor: vscode.WebviewPanel | undefined;
  private readonly subscriptions: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;
  private readonly keyboard = new PanelKeyboard((message) => this.send(message));
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
      this.keyboard,
      vscode.window.registerWebviewViewProvider('elixirscope.timeline', this),
      vscode.window.registerWebviewPanelSerializer(EDITOR, this),
      vscode.commands.registerCommand('elixirscope.openTimelineEditor', () => this.openEditor()),
      recordings.onDidChange(() => this.send(this.session)),
      marks.onDidChange(() => this.send(this.markedMoments)),
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
    this.fill({ webview: view.webview, takeFocus: () => view.show(false) }, view.onDidDispose);
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    this.adopt(panel);
    return Promise.resolve();
  }

  /** Beside the code, or where it is open already. */
  private openEditor(): Promise<void> | void {
    if (this.editor !== undefined) return this.editor.reveal();
    return openBeside(EDITOR, 'Timeline', (panel) => this.adopt(panel));
  }

  private adopt(panel: vscode.WebviewPanel): void {
    this.editor = panel;
    panel.onDidDispose(() => {
      if (this.editor === panel) this.editor = undefined;
    });
    this.fill({ webview: panel.webview, takeFocus: () => panel.reveal() }, panel.onDidDispose);
  }

  private fill(shown: Shown, onDidDispose: vscode.Event<void>): void {
    this.shown.add(shown);
    onDidDispose(() => this.shown.delete(shown));
    const { webview } = shown;
    fillWebview(webview, { extension: this.extension, script: 'timeline.js', title: 'Timeline' });
    webview.onDidReceiveMessage((message: FromTimeline) => this.receive(message, shown));
  }

  /** `to`: default, all that show it. */
  private send(message: ToTimeline, to: Iterable<Shown> = this.shown): void {
    for (const { webview } of to) void webview.postMessage(message);
  }

  private async receive(message: FromTimeline, from: Shown): Promise<void> {
    switch (message.kind) {
      case 'ready':
        this.send(this.session, [from]);
        this.send(this.markedMoments, [from]);
        this.send({ kind: 'playhead', position: this.recordings.playhead ?? null }, [from]);
        if (this.wantsSearch) this.send({ kind: 'openSearch' }, [from]);
        this.wantsSearch = false;
        return;
      case 'search':
        return this.send(await this.found(message), [from]);
      case 'picture':
        return this.send(await this.picture(message), [from]);
      case 'goto':
        return this.recordings.travel(message);
      case 'takeFocus':
        return from.takeFocus();
      case 'released':
        return this.keyboard.giveToText();
      case 'compare':
        return this.stateDiff.compareMoments(message.first, message.second);
      case 'focus':
        return this.recordings.setFocus(message.range ?? undefined);
      case 'command':
        return this.run(message.command);
    }
  }

  private async picture({ id, asked }: FromTimeline & { kind: 'picture' }): Promise<ToTimeline> {
    try {
      const body = await this.recordings.request<TimelineBody>('elixirscope/timeline', asked);
      return { kind: 'picture', id, body };
    } catch (error) {
      return { kind: 'failed', id, message: messageOf(error) };
    }
  }

  private async found({ id, asked }: FromTimeline & { kind: 'search' }): Promise<ToTimeline> {
    try {
      return { kind: 'found', id, body: await this.recordings.request<SearchBody>('elixirscope/search', asked) };
    } catch (error) {
      return { kind: 'searchFailed', id, message: messageOf(error) };
    }
  }

  /** Opens the panel, and the search in it. */
  private async openSearch(): Promise<void> {
    this.wantsSearch = this.shown.size === 0;
    if (this.editor?.visible) this.editor.reveal();
    else await vscode.commands.executeCommand('elixirscope.timeline.focus');
    this.send({ kind: 'openSearch' });
  }

  private get markedMoments(): ToTimeline {
    return { kind: 'marks', marks: this.marks.all.map(({ thread, seq, note }) => ({ thread, seq, note })) };
  }

  private async run(command: 'open' | 'record' | 'reopen'): Promise<void> {
    const { last } = this.recordings;
    if (command === 'reopen' && last !== undefined) await openRecording(vscode.Uri.file(last));
    else if (command === 'open') await openRecording();
    else await vscode.commands.executeCommand('elixirscope.recordFile');
  }

  private get session(): ToTimeline {
    return { kind: 'session', session: sessionOf(this.recordings), last: this.recordings.lastName ?? null };
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
