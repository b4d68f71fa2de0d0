/** The extension host's part in the keyboard of panels (src/webview/panel/keyboard): tells them when VS Code shows a stop, and when somebody clicks into a text. */
import * as vscode from 'vscode';
import type { ToKeyboard } from '../wire/panelKeyboard.js';

export class PanelKeyboard implements vscode.Disposable {
  /** where the pointer has put the cursor last */
  private clicked: vscode.TextEditor | undefined;
  private readonly subscriptions: vscode.Disposable[];

  constructor(tell: (message: ToKeyboard) => void) {
    this.subscriptions = [
      vscode.debug.onDidChangeActiveStackItem(() => tell({ kind: 'shown' })),
      vscode.window.onDidChangeTextEditorSelection(({ kind, textEditor }) => {
        if (kind !== vscode.TextEditorSelectionChangeKind.Mouse) return;
        this.clicked = textEditor;
        tell({ kind: 'release' });
      }),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  /** A click into a text, while a panel took the keyboard back from it. */
  async giveToText(): Promise<void> {
    const { document, viewColumn } = this.clicked ?? {};
    if (document !== undefined && viewColumn !== undefined)
      await vscode.window.showTextDocument(document, { viewColumn, preserveFocus: false });
  }
}
