import { basename } from 'node:path';
import * as vscode from 'vscode';
import { countText } from '../../base/numbers.js';
import type { Recordings } from '../recordings.js';
import type { StateDiff } from '../stateDiff.js';
import { type Mark, markdownOf } from './markFile.js';
import type { Marks } from './marks.js';
import { travelItem, whereAndWhen } from './rows.js';

const VIEW = 'elixirscope.marks';

/** Moments that somebody has marked, with what they wrote. */
export class MarksList implements vscode.TreeDataProvider<Mark>, vscode.Disposable {
  private readonly changedEmitter = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData: vscode.Event<void>;
  private readonly view: vscode.TreeView<Mark>;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly recordings: Recordings,
    private readonly marks: Marks,
    stateDiff: StateDiff,
  ) {
    this.onDidChangeTreeData = this.changedEmitter.event;
    this.view = vscode.window.createTreeView(VIEW, { treeDataProvider: this });
    this.subscriptions = [
      this.view,
      this.changedEmitter,
      marks.onDidChange(() => this.changedEmitter.fire()),
      recordings.onDidFocus(() => this.changedEmitter.fire()),
      vscode.commands.registerCommand('elixirscope.addMark', () => marks.add()),
      vscode.commands.registerCommand('elixirscope.editMark', (mark: Mark) => marks.note(mark)),
      vscode.commands.registerCommand('elixirscope.deleteMark', (mark: Mark) => marks.remove(mark)),
      vscode.commands.registerCommand('elixirscope.compareWithMark', (mark: Mark) => stateDiff.compareWith(mark)),
      vscode.commands.registerCommand('elixirscope.exportMarks', () => this.export()),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  getChildren(mark?: Mark): Mark[] {
    const { session, focus } = this.recordings;
    if (mark !== undefined || session === undefined) return [];
    return this.marks.all.filter(
      ({ thread, seq }) => focus === undefined || (thread === focus.thread && seq >= focus.from && seq <= focus.to),
    );
  }

  getTreeItem(mark: Mark): vscode.TreeItem {
    const { thread, seq, timeMicros, note, place } = mark;
    const item = travelItem(note || `Event ${countText(seq)}`, { thread, seq, snap: 'event' });
    item.description = whereAndWhen(place, timeMicros);
    item.iconPath = new vscode.ThemeIcon('bookmark');
    item.tooltip = `${note === '' ? '' : `${note}\n`}event ${countText(seq)}`;
    item.contextValue = 'mark';
    return item;
  }

  /** As text that can be pasted or saved. */
  private async export(): Promise<void> {
    const recording = basename(this.recordings.status?.recording ?? 'this recording');
    const content = markdownOf(recording, this.marks.all, (path) => vscode.workspace.asRelativePath(path));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'markdown', content }));
  }
}
