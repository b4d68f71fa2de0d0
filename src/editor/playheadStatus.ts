import * as vscode from 'vscode';
import type { PlayheadPosition } from '../wire/panel.js';
import { parsePosition, positionText, positionTooltip } from './playhead.js';

/**
 * The status bar item that says where the playhead is. Each session has its own position; the item follows the active
 * session and is hidden when that is not one of ours.
 */
export class PlayheadStatus implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  private readonly positions = new Map<string, PlayheadPosition>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly debugType: string) {
    this.item = vscode.window.createStatusBarItem('elixirscope.playhead', vscode.StatusBarAlignment.Left, 50);
    this.item.name = 'ElixirScope Playhead';
    this.item.command = 'elixirscope.goToPosition';
    this.subscriptions = [
      vscode.debug.onDidReceiveDebugSessionCustomEvent((event) => this.receive(event)),
      vscode.debug.onDidChangeActiveDebugSession(() => this.update()),
      vscode.debug.onDidTerminateDebugSession((session) => {
        this.positions.delete(session.id);
        this.update();
      }),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(this.item, ...this.subscriptions).dispose();
  }

  private receive({ session, event, body }: vscode.DebugSessionCustomEvent): void {
    if (session.type !== this.debugType || event !== 'elixirscope/positionChanged') return;
    const position = parsePosition(body);
    if (position === undefined) return;
    this.positions.set(session.id, position);
    this.update();
  }

  private update(): void {
    const position = this.positions.get(vscode.debug.activeDebugSession?.id ?? '');
    if (position === undefined) {
      this.item.hide();
      return;
    }
    this.item.text = positionText(position);
    this.item.tooltip = new vscode.MarkdownString(positionTooltip(position));
    this.item.show();
  }
}
