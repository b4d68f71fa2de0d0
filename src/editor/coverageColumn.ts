import * as vscode from 'vscode';
import type { FileCoverage } from './fileCoverage.js';

/** A column of hit counts before the code: which lines ran, how often, and which did not. Off until it is asked for. */
export class CoverageColumn implements vscode.Disposable {
  private readonly ran = column('testing.coveredBorder', 'charts.green');
  private readonly notRun = column('testing.uncoveredBorder', 'charts.red');
  private readonly other = column(undefined, 'descriptionForeground');
  private readonly subscriptions: vscode.Disposable[];
  private isOn = false;

  constructor(private readonly files: FileCoverage) {
    this.subscriptions = [
      files.onDidChange(() => this.update()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.update()),
      vscode.workspace.onDidChangeTextDocument(() => this.update()),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(this.ran, this.notRun, this.other, ...this.subscriptions).dispose();
  }

  toggle(): void {
    this.isOn = !this.isOn;
    this.update(true);
  }

  private update(force = false): void {
    if (this.isOn || force) for (const editor of vscode.window.visibleTextEditors) void this.draw(editor);
  }

  private async draw(editor: vscode.TextEditor): Promise<void> {
    const coverage = this.isOn ? await this.files.of(editor.document) : undefined;
    const ran: vscode.DecorationOptions[] = [];
    const notRun: vscode.DecorationOptions[] = [];
    const other: vscode.DecorationOptions[] = [];
    if (coverage !== undefined && coverage.lines.length > 0) {
      const hits = new Map(coverage.lines.map(({ line, hits: times }) => [line - 1, times]));
      for (let line = 0; line < editor.document.lineCount; line++) {
        const times = hits.get(line);
        if (times === undefined) other.push(cell(line, ''));
        else if (times === 0) notRun.push(cell(line, '–', 'This line did not run.'));
        else
          ran.push(
            cell(
              line,
              shortCount(times),
              `This line ran ${times === 1 ? 'once' : `${times.toLocaleString('en-US')} times`}.`,
            ),
          );
      }
    }
    editor.setDecorations(this.ran, ran);
    editor.setDecorations(this.notRun, notRun);
    editor.setDecorations(this.other, other);
  }
}

const column = (border: string | undefined, color: string): vscode.TextEditorDecorationType =>
  vscode.window.createTextEditorDecorationType({
    ...(border !== undefined && {
      overviewRulerColor: new vscode.ThemeColor(border),
      overviewRulerLane: vscode.OverviewRulerLane.Left,
    }),
    before: {
      color: new vscode.ThemeColor(color),
      width: '6ch',
      margin: '0 1ch 0 0',
    },
  });

const cell = (line: number, text: string, hover?: string): vscode.DecorationOptions => ({
  range: new vscode.Range(line, 0, line, 0),
  ...(hover !== undefined && { hoverMessage: hover }),
  renderOptions: { before: { contentText: text.padStart(6, '\u00a0') } },
});

/** In at most five characters. */
function shortCount(n: number): string {
  if (n < 10_000) return `${n}`;
  if (n < 1e6) return `${Math.round(n / 1000)}k`;
  return n < 1e9 ? `${(n / 1e6).toFixed(n < 1e7 ? 1 : 0)}M` : `${(n / 1e9).toFixed(1)}G`;
}
