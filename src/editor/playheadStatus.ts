import * as vscode from 'vscode';
import { positionText, positionTooltip, runningText, runningTooltip } from './playhead.js';
import type { Recordings } from './recordings.js';

/**
 * The status bar item that says where the playhead is, or that the program runs and is recorded. Each session has its own position; the item follows the active
 * session and is hidden when that is not one of ours.
 */
export class PlayheadStatus implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly recordings: Recordings) {
    this.item = vscode.window.createStatusBarItem('elixirscope.playhead', vscode.StatusBarAlignment.Left, 50);
    this.item.name = 'ElixirScope Playhead';
    this.subscriptions = [
      recordings.onDidMove(() => this.update()),
      recordings.onDidChange(() => this.update()),
      vscode.debug.onDidChangeActiveDebugSession(() => this.update()),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(this.item, ...this.subscriptions).dispose();
  }

  private update(): void {
    const { session, playhead, status } = this.recordings;
    const isOurs = session !== undefined && vscode.debug.activeDebugSession === session;
    if (isOurs && playhead !== undefined) {
      this.show(positionText(playhead), positionTooltip(playhead), 'elixirscope.goToPosition');
    } else if (isOurs && status?.state === 'live-running') {
      this.show(runningText(status.events), runningTooltip(status.events), 'elixirscope.showTimeline');
    } else this.item.hide();
  }

  private show(text: string, tooltip: string, command: string): void {
    this.item.text = text;
    this.item.tooltip = new vscode.MarkdownString(tooltip);
    this.item.command = command;
    this.item.show();
  }
}
