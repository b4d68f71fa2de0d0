/**
 * A panel that is opened as an editor and shows something of the open recording: one of each kind. It asks the engine itself, those requests
 * that its kind names; what it shows is kept by the webview and comes back after the window was reloaded.
 */
import * as vscode from 'vscode';
import type { FromPanel, PanelCommand, ToPanel } from '../wire/recordingPanel.js';
import { openRecording } from './openRecording.js';
import { PanelKeyboard } from './panelKeyboard.js';
import { sessionOf } from './panelSession.js';
import type { Recordings } from './recordings.js';
import { fillWebview, openBeside } from './webviewPage.js';

export interface PanelKind<S> {
  readonly viewType: string;
  readonly title: string;
  /** in dist/webview */
  readonly script: string;
  /** what it may ask of the engine */
  readonly requests: readonly string[];
  /** commands of its own */
  readonly run?: (command: PanelCommand, args: unknown) => unknown;
  /** what it is told when it comes back after a reload */
  readonly atFirst?: () => S;
}

export class RecordingPanel<S> implements vscode.WebviewPanelSerializer<S>, vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private shown: S | undefined;
  private readonly keyboard = new PanelKeyboard((message) => this.send(message));
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly kind: PanelKind<S>,
    private readonly extension: vscode.Uri,
    private readonly recordings: Recordings,
  ) {
    this.subscriptions = [
      this.keyboard,
      vscode.window.registerWebviewPanelSerializer(kind.viewType, this),
      recordings.onDidChange(() => this.sendSession()),
      recordings.onDidFocus(() => this.sendSession()),
      recordings.onDidMove((position) => this.send({ kind: 'playhead', position: position ?? null })),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    this.adopt(panel);
    return Promise.resolve();
  }

  /** Opens it, or brings it to the front; `shown`: default, what it shows already. */
  async show(shown?: S, title = this.kind.title): Promise<void> {
    if (this.panel === undefined) {
      this.shown = shown;
      return openBeside(this.kind.viewType, title, (panel) => this.adopt(panel));
    }
    this.panel.title = title;
    this.panel.reveal(undefined, true);
    if (shown !== undefined) this.send({ kind: 'show', shown });
  }

  /** Tells it what it shows, if it is open. */
  update(shown: S): void {
    this.send({ kind: 'show', shown });
  }

  private adopt(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    panel.webview.onDidReceiveMessage((message: FromPanel) => this.receive(message));
    panel.onDidDispose(() => {
      if (this.panel === panel) this.panel = undefined;
    });
    fillWebview(panel.webview, { extension: this.extension, script: this.kind.script, title: this.kind.title });
  }

  private send(message: ToPanel<S>): void {
    void this.panel?.webview.postMessage(message);
  }

  private sendSession(): void {
    this.send({ kind: 'session', session: sessionOf(this.recordings), last: this.recordings.lastName ?? null });
  }

  private async receive(message: FromPanel): Promise<void> {
    switch (message.kind) {
      case 'ready': {
        const shown = this.shown ?? this.kind.atFirst?.();
        this.shown = undefined;
        if (shown !== undefined) this.send({ kind: 'show', shown });
        this.sendSession();
        return this.send({ kind: 'playhead', position: this.recordings.playhead ?? null });
      }
      case 'ask':
        return this.answer(message);
      case 'goto':
        return this.recordings.travel(message);
      case 'takeFocus':
        return this.panel?.reveal();
      case 'released':
        return this.keyboard.giveToText();
      case 'run':
        await this.run(message.command, message.args);
    }
  }

  private async answer({ id, request, args }: FromPanel & { kind: 'ask' }): Promise<void> {
    try {
      if (!this.kind.requests.includes(request)) throw new Error(`${request} is not for this panel.`);
      this.send({ kind: 'answer', id, body: await this.recordings.request(request, args) });
    } catch (error) {
      this.send({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) });
    }
  }

  private async run(command: PanelCommand, args: unknown): Promise<void> {
    const { last } = this.recordings;
    if (command === 'reopen' && last !== undefined) await openRecording(vscode.Uri.file(last));
    else if (command === 'open') await openRecording();
    else if (command === 'record') await vscode.commands.executeCommand('elixirscope.recordFile');
    else await this.kind.run?.(command, args);
  }
}
