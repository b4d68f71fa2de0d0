/** Two runs side by side, where they part. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { CompareRunsBody } from '../wire/panel.js';
import type { Recordings } from './recordings.js';

const SCHEME = 'elixirscope-run';

export class RunCompare implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  /** states by their document */
  private readonly texts = new Map<string, string>();

  constructor(private readonly recordings: Recordings) {
    this.subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.commands.registerCommand('elixirscope.compareRuns', (file?: { readonly uri: vscode.Uri }) =>
        this.compare(file?.uri),
      ),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? '';
  }

  private async compare(given: vscode.Uri | undefined): Promise<void> {
    const here = this.recordings.session && this.recordings.status?.recording;
    if (!here) {
      await vscode.window.showInformationMessage('Open one of the recordings first, then compare it with the other.');
      return;
    }
    const other = given ?? (await pickOther(here));
    if (other === undefined) return;
    try {
      const title = `Comparing ${basename(here)} with ${basename(other.fsPath)}`;
      const found = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, () =>
        this.recordings.request<CompareRunsBody>('elixirscope/compareRuns', { path: other.fsPath }),
      );
      await this.show(found, [basename(here), basename(other.fsPath)]);
    } catch (error) {
      await vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  }

  private async show({ message, sides }: CompareRunsBody, names: readonly [string, string]): Promise<void> {
    if (sides === null) {
      await vscode.window.showInformationMessage(message);
      return;
    }
    const [left, right] = sides.map(({ seq, text }, i) => {
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${names[i]} at event ${seq}`, query: `${Date.now()}` });
      this.texts.set(uri.toString(), text);
      return uri;
    });
    const title = `${names[0]} ↔ ${names[1]}`;
    await vscode.commands.executeCommand('vscode.diff', left, right, title, { preview: true });
    const [{ thread, seq }] = sides;
    const picked = await vscode.window.showInformationMessage(message, 'Go There');
    if (picked !== undefined) await this.recordings.travel({ thread, seq, snap: 'event' });
  }
}

async function pickOther(here: string): Promise<vscode.Uri | undefined> {
  const found = await vscode.workspace.findFiles('**/*.escope', '**/node_modules/**', 1000);
  const items = found
    .filter(({ fsPath }) => fsPath !== here)
    .map((uri) => ({ label: `$(record) ${basename(uri.fsPath)}`, detail: vscode.workspace.asRelativePath(uri), uri }));
  if (items.length === 0) {
    await vscode.window.showInformationMessage('There is no other recording in this workspace.');
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(items, { title: `Compare ${basename(here)} With` });
  return picked?.uri;
}
