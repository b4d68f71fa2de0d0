/** The Timeline panel's side of the extension host: hands questions to the engine, and tells the panel what changes. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { SearchBody } from '../wire/search.js';
import type { TimelineBody } from '../wire/timeline.js';
import type { FromTimeline, TimelineSession, ToTimeline } from '../wire/timelinePanel.js';
import type { Marks } from './lists/marks.js';
import { openRecording } from './openRecording.js';
import type { Recordings } from './recordings.js';

/** The engine hears of breakpoints a moment later than we do. */
const BREAKPOINTS_MILLIS = 300;

export class TimelinePanel implements vscode.WebviewViewProvider, vscode.Disposable {
  private view: vscode.WebviewView | undefined;
  private readonly subscriptions: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;
  /** the panel was opened to search, and is not there yet */
  private wantsSearch = false;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly recordings: Recordings,
    private readonly marks: Marks,
  ) {
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
    const folder = vscode.Uri.joinPath(this.extension, 'dist', 'webview');
    view.webview.options = { enableScripts: true, localResourceRoots: [folder] };
    view.webview.html = page(view.webview, folder);
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
    this.send({ kind: 'session', session: this.session(), last: this.recordings.lastName ?? null });
  }

  private session(): TimelineSession | null {
    const { session, status } = this.recordings;
    if (session === undefined) return null;
    const running = status === undefined || status.state === 'live-running' || status.state === 'launching';
    return {
      id: session.id,
      name: session.name,
      running,
      threads: status?.threads ?? [],
      events: status?.threads.reduce((sum, thread) => sum + thread.events, 0) ?? 0,
      lost: Object.values(status?.eventsLost ?? {}).reduce((sum, lost) => sum + lost, 0),
      bytes: status?.bytes ?? 0,
    };
  }
}

function page(webview: vscode.Webview, folder: vscode.Uri): string {
  const uri = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
  const nonce = randomBytes(16).toString('base64');
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource} 'nonce-${nonce}'; font-src ${webview.cspSource}`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${uri('codicons.css')}" id="vscode-codicon-stylesheet" nonce="${nonce}">
<style nonce="${nonce}">body { margin: 0; padding: 0; }</style>
<title>Timeline</title>
</head>
<body><script type="module" nonce="${nonce}" src="${uri('timeline.js')}"></script></body>
</html>`;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
