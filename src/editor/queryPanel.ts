/** The query panel: what somebody saved, and files of what was found. */
import * as vscode from 'vscode';
import {
  exportedText,
  type QueryExport,
  type QueryExportBody,
  type SavedQuery,
  type ShownQuery,
} from '../wire/query.js';
import type { PanelCommand } from '../wire/recordingPanel.js';
import type { Moment } from '../wire/panel.js';
import { RecordingPanel } from './recordingPanel.js';
import type { Recordings } from './recordings.js';

const SAVED_KEY = 'elixirscope.savedQueries';
/** Events that one request asks for. */
const PAGE = 5000;

export class QueryPanel implements vscode.Disposable {
  private readonly panel: RecordingPanel<ShownQuery>;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    extension: vscode.Uri,
    private readonly recordings: Recordings,
    private readonly memento: vscode.Memento,
  ) {
    const kind = {
      viewType: 'elixirscope.query',
      title: 'Query',
      script: 'query.js',
      requests: ['elixirscope/query', 'elixirscope/queryTerms', 'elixirscope/queryChoices'],
      run: (command: PanelCommand, args: unknown) => this.run(command, args),
      atFirst: () => ({ text: null, saved: this.saved }),
    };
    this.panel = new RecordingPanel<ShownQuery>(kind, extension, recordings);
    this.subscriptions = [
      this.panel,
      vscode.commands.registerCommand('elixirscope.query', (text?: unknown) => this.open(text)),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private get saved(): readonly SavedQuery[] {
    return this.memento.get<readonly SavedQuery[]>(SAVED_KEY, []);
  }

  private open(text: unknown): Promise<void> {
    return this.panel.show({ text: typeof text === 'string' ? text : null, saved: this.saved });
  }

  private async run(command: PanelCommand, args: unknown): Promise<void> {
    if (command === 'save') await this.save(args as string);
    else if (command === 'forget') await this.keep(this.saved.filter(({ text }) => text !== args));
    else if (command === 'export') await this.export(args as QueryExport);
  }

  private async save(text: string): Promise<void> {
    const name = await vscode.window.showInputBox({
      title: 'Save Query',
      prompt: 'A name for it',
      value: text.slice(0, 60),
    });
    if (name !== undefined && name.trim() !== '')
      await this.keep([...this.saved.filter((query) => query.name !== name), { name, text }]);
  }

  private async keep(saved: readonly SavedQuery[]): Promise<void> {
    await this.memento.update(SAVED_KEY, saved);
    this.panel.update({ text: null, saved });
  }

  private async export({ format, ...asked }: QueryExport): Promise<void> {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const target = await vscode.window.showSaveDialog({
      title: 'Export What Was Found',
      filters: format === 'json' ? { JSON: ['json'] } : { CSV: ['csv'] },
      ...(folder && { defaultUri: vscode.Uri.joinPath(folder, `events.${format}`) }),
    });
    if (target === undefined) return;
    const rows = await this.rows({ format, ...asked });
    if (rows === undefined) return;
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(exportedText(format, rows)));
    const open = await vscode.window.showInformationMessage(
      `${rows.length.toLocaleString('en-US')} events are in ${vscode.workspace.asRelativePath(target)}.`,
      'Open',
    );
    if (open !== undefined) await vscode.window.showTextDocument(target);
  }

  /** Undefined: somebody has cancelled it, or it failed, which was said. */
  private async rows(asked: QueryExport): Promise<readonly string[] | undefined> {
    const options = { location: vscode.ProgressLocation.Notification, title: 'Exporting events', cancellable: true };
    return vscode.window.withProgress(options, async (progress, token) => {
      const rows: string[] = [];
      let next: Moment | null | undefined;
      try {
        do {
          const args = { ...asked, limit: PAGE, ...(next && { from: next }) };
          const page: QueryExportBody = await this.recordings.request('elixirscope/queryExport', args);
          for (const row of page.rows) rows.push(row);
          next = page.next;
          progress.report({ message: `${rows.length.toLocaleString('en-US')} so far` });
        } while (next !== null && !token.isCancellationRequested);
      } catch (error) {
        void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
        return undefined;
      }
      return token.isCancellationRequested ? undefined : rows;
    });
  }
}
