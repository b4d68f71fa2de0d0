/** The recordings that lie in the workspace: to open, to pin, to delete. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { openRecording } from '../openRecording.js';
import type { Recordings } from '../recordings.js';
import { ageText, beyond, sizeText } from './ages.js';
import { marksPath } from './markFile.js';

const VIEW = 'elixirscope.recordings';
const PATTERN = '**/*.escope';
const PINNED_KEY = 'elixirscope.pinned';
/** Ages are written anew so often. */
const AGE_MILLIS = 60_000;
/** Files that SQLite keeps beside a recording that was not closed. */
const COMPANIONS = ['-wal', '-shm'] as const;

export interface RecordingFile {
  readonly uri: vscode.Uri;
  readonly size: number;
  readonly made: number;
  readonly isPinned: boolean;
}

export class RecordingFiles implements vscode.TreeDataProvider<RecordingFile>, vscode.Disposable {
  private readonly changedEmitter = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changedEmitter.event;
  private readonly view: vscode.TreeView<RecordingFile>;
  private readonly subscriptions: vscode.Disposable[];
  private readonly timer: NodeJS.Timeout;
  private open: string | undefined;

  constructor(
    private readonly recordings: Recordings,
    private readonly memento: vscode.Memento,
  ) {
    this.view = vscode.window.createTreeView(VIEW, { treeDataProvider: this });
    const watcher = vscode.workspace.createFileSystemWatcher(PATTERN, false, true, false);
    this.timer = setInterval(() => this.view.visible && this.changedEmitter.fire(), AGE_MILLIS);
    this.subscriptions = [
      this.view,
      watcher,
      watcher.onDidCreate(() => this.made()),
      watcher.onDidDelete(() => this.changedEmitter.fire()),
      recordings.onDidChange(() => this.update()),
      vscode.commands.registerCommand('elixirscope.pinRecording', (file: RecordingFile) => this.pin(file, true)),
      vscode.commands.registerCommand('elixirscope.unpinRecording', (file: RecordingFile) => this.pin(file, false)),
      vscode.commands.registerCommand('elixirscope.deleteRecording', (file: RecordingFile) => this.askAndDelete(file)),
      vscode.commands.registerCommand('elixirscope.openRecordingFile', ({ uri }: RecordingFile) => openRecording(uri)),
    ];
  }

  dispose(): void {
    clearInterval(this.timer);
    vscode.Disposable.from(this.changedEmitter, ...this.subscriptions).dispose();
  }

  async getChildren(file?: RecordingFile): Promise<RecordingFile[]> {
    if (file !== undefined) return [];
    const files = [...(await this.files())].sort((a, b) => Number(b.isPinned) - Number(a.isPinned) || b.made - a.made);
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    this.view.description = files.length === 0 ? '' : `${files.length}, ${sizeText(bytes)}`;
    return files;
  }

  getTreeItem(file: RecordingFile): vscode.TreeItem {
    const { uri, size, made, isPinned } = file;
    const isOpen = uri.fsPath === this.open;
    const item = new vscode.TreeItem(basename(uri.fsPath, '.escope'));
    item.description = `${ageText(made, Date.now())} · ${sizeText(size)}`;
    item.iconPath = isOpen
      ? new vscode.ThemeIcon('circle-filled', new vscode.ThemeColor('debugIcon.breakpointForeground'))
      : new vscode.ThemeIcon(isPinned ? 'pinned' : 'history');
    item.tooltip = [
      vscode.workspace.asRelativePath(uri),
      new Date(made).toLocaleString(),
      ...(isOpen ? ['open'] : []),
      ...(isPinned ? ['pinned'] : []),
    ].join('\n');
    item.contextValue = isPinned ? 'recording.pinned' : 'recording';
    item.accessibilityInformation = {
      label: `${basename(uri.fsPath)}, ${item.description}${isOpen ? ', open' : ''}${isPinned ? ', pinned' : ''}`,
    };
    if (!isOpen)
      item.command = { command: 'elixirscope.openRecordingFile', title: 'Open Recording', arguments: [file] };
    return item;
  }

  private async files(): Promise<RecordingFile[]> {
    const found = await vscode.workspace.findFiles(PATTERN, '**/node_modules/**', 1000);
    const pinned = this.memento.get<readonly string[]>(PINNED_KEY, []);
    const files = await Promise.all(
      found.map(async (uri) => {
        try {
          const { size, mtime } = await vscode.workspace.fs.stat(uri);
          return [{ uri, size, made: mtime, isPinned: pinned.includes(uri.fsPath) }];
        } catch {
          // Deleted meanwhile.
          return [];
        }
      }),
    );
    return files.flat();
  }

  private update(): void {
    const open = this.recordings.session && (this.recordings.status?.recording ?? undefined);
    if (open === this.open) return;
    this.open = open;
    this.changedEmitter.fire();
  }

  private async pin({ uri }: RecordingFile, isPinned: boolean): Promise<void> {
    const others = this.memento.get<readonly string[]>(PINNED_KEY, []).filter((path) => path !== uri.fsPath);
    await this.memento.update(PINNED_KEY, isPinned ? [...others, uri.fsPath] : others);
    this.changedEmitter.fire();
  }

  private async askAndDelete(file: RecordingFile): Promise<void> {
    if (file.uri.fsPath === this.open) {
      await vscode.window.showInformationMessage('This recording is open: stop its debug session first.');
      return;
    }
    const answer = await vscode.window.showWarningMessage(
      `Delete the recording ${basename(file.uri.fsPath)}?`,
      { modal: true, detail: 'The run cannot be looked at any more. Its marks are deleted with it.' },
      'Delete',
    );
    if (answer === 'Delete') await this.delete(file);
  }

  private async delete({ uri }: RecordingFile): Promise<void> {
    await vscode.workspace.fs.delete(uri);
    const beside = [marksPath(uri.fsPath), ...COMPANIONS.map((ending) => uri.fsPath + ending)];
    // Most of them are not there.
    await Promise.allSettled(beside.map((path) => vscode.workspace.fs.delete(vscode.Uri.file(path))));
    this.changedEmitter.fire();
  }

  /** A new one: the oldest may have to go. */
  private async made(): Promise<void> {
    const most = vscode.workspace.getConfiguration('elixirscope').get('keepRecordings', 0);
    for (const file of beyond(await this.files(), most)) if (file.uri.fsPath !== this.open) await this.delete(file);
    this.changedEmitter.fire();
  }
}
