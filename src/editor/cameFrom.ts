import { basename } from 'node:path';
import * as vscode from 'vscode';
import { countText } from '../base/numbers.js';
import type { CameFromBody, PanelPlace } from '../wire/panel.js';
import type { Recordings } from './recordings.js';

/**
 * The statement that ran before the one at the playhead: a dotted frame around its line, and where it is in another file, or out of sight,
 * a word beside the statement at the playhead.
 */
export class CameFrom implements vscode.Disposable {
  private readonly before = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    borderWidth: '1px',
    borderStyle: 'dotted',
    borderColor: new vscode.ThemeColor('debugIcon.stepBackForeground'),
    overviewRulerColor: new vscode.ThemeColor('debugIcon.stepBackForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Center,
  });
  private readonly elsewhere = vscode.window.createTextEditorDecorationType({});
  private readonly subscriptions: vscode.Disposable[];
  private shown: CameFromBody | undefined;
  private asked = 0;

  constructor(private readonly recordings: Recordings) {
    this.subscriptions = [
      recordings.onDidMove((position) => (position === undefined ? this.show(undefined) : this.look())),
      vscode.window.onDidChangeVisibleTextEditors(() => this.draw()),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(this.before, this.elsewhere, ...this.subscriptions).dispose();
  }

  /** Of several moves in a row, only the last one's answer is shown. */
  private async look(): Promise<void> {
    const asked = ++this.asked;
    try {
      const body = await this.recordings.request<CameFromBody>('elixirscope/cameFrom');
      if (asked === this.asked) this.show(body);
    } catch {
      if (asked === this.asked) this.show(undefined);
    }
  }

  private show(body: CameFromBody | undefined): void {
    this.shown = body;
    this.draw();
  }

  private draw(): void {
    const { here = null, before = null } = this.shown ?? {};
    const isNear = before !== null && before.place.path === here?.path;
    for (const editor of vscode.window.visibleTextEditors) {
      editor.setDecorations(this.before, before === null ? [] : frameIn(editor, before));
      editor.setDecorations(this.elsewhere, before === null || isNear ? [] : wordsIn(editor, here, before));
    }
  }
}

type Before = NonNullable<CameFromBody['before']>;

function frameIn(editor: vscode.TextEditor, { seq, place }: Before): vscode.DecorationOptions[] {
  const range = lineOf(editor, place);
  return range === undefined
    ? []
    : [{ range, hoverMessage: `Ran before the statement at the playhead (event ${countText(seq)})` }];
}

function wordsIn(editor: vscode.TextEditor, here: PanelPlace | null, { place }: Before): vscode.DecorationOptions[] {
  const line = here === null ? undefined : lineOf(editor, here);
  if (line === undefined) return [];
  const color = new vscode.ThemeColor('editorCodeLens.foreground');
  const contentText = `← ${basename(place.path)}:${place.line}`;
  return [{ range: line, renderOptions: { after: { contentText, color, margin: '0 0 0 2ch' } } }];
}

function lineOf({ document }: vscode.TextEditor, { path, line }: PanelPlace): vscode.Range | undefined {
  const isIt = document.uri.scheme === 'file' && document.uri.fsPath === path && line <= document.lineCount;
  return isIt ? document.lineAt(line - 1).range : undefined;
}
