import { basename } from 'node:path';
import * as vscode from 'vscode';
import { countText } from '../base/numbers.js';
import type { CameFromBody, PanelPlace, ShownPlace } from '../wire/panel.js';
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
      const [line, lineHere] = [before?.place, here].map((place) => place && this.lineOf(editor, place));
      editor.setDecorations(this.before, before && line ? [frame(line, before.seq)] : []);
      editor.setDecorations(this.elsewhere, before && lineHere && !isNear ? [words(lineHere, before.place)] : []);
    }
  }

  /** In the file that ran, or in its text as recorded: lines of a file that has changed since are others. */
  private lineOf({ document }: vscode.TextEditor, place: ShownPlace): vscode.Range | undefined {
    const { uri, lineCount } = document;
    const { path, line, sourceReference } = place;
    const isIt = sourceReference === null ? isFile(uri, path) : this.isRecorded(uri, path, sourceReference);
    return isIt && line <= lineCount ? document.lineAt(line - 1).range : undefined;
  }

  private isRecorded({ scheme, path, query }: vscode.Uri, recorded: string, reference: number): boolean {
    if (scheme !== 'debug' || path !== vscode.Uri.file(recorded).path) return false;
    const asked = new URLSearchParams(query);
    return asked.get('session') === this.recordings.session?.id && asked.get('ref') === String(reference);
  }
}

const isFile = ({ scheme, fsPath }: vscode.Uri, path: string): boolean => scheme === 'file' && fsPath === path;

const frame = (range: vscode.Range, seq: number): vscode.DecorationOptions => ({
  range,
  hoverMessage: `Ran before the statement at the playhead (event ${countText(seq)})`,
});

function words(range: vscode.Range, { path, line }: PanelPlace): vscode.DecorationOptions {
  const color = new vscode.ThemeColor('editorCodeLens.foreground');
  const contentText = `← ${basename(path)}:${line}`;
  return { range, renderOptions: { after: { contentText, color, margin: '0 0 0 2ch' } } };
}
