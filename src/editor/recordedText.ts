/** Above the text of a file that comes out of the recording: why it is not the file itself, and the way to what is different. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Recordings } from './recordings.js';

const COMPARE = 'elixirscope.compareRecordedText';
const TOP = new vscode.Range(0, 0, 0, 0);

class RecordedTextLenses implements vscode.CodeLensProvider {
  constructor(private readonly recordings: Recordings) {}

  async provideCodeLenses({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!this.recordings.isRecordedText(uri)) return [];
    const isThere = await vscode.workspace.fs.stat(vscode.Uri.file(uri.path)).then(
      () => true,
      () => false,
    );
    const title = isThere
      ? 'Text as recorded: the file has changed since. Compare'
      : 'Text as recorded: the file is not on this disk';
    const tooltip = 'It fits the lines that ran, and cannot be edited.';
    const command = isThere ? COMPARE : '';
    return [new vscode.CodeLens(TOP, { title, tooltip, command, arguments: [uri] })];
  }
}

async function compare(recorded: vscode.Uri): Promise<void> {
  const name = basename(recorded.path);
  await vscode.commands.executeCommand(
    'vscode.diff',
    recorded,
    vscode.Uri.file(recorded.path),
    `${name} (as recorded ↔ now)`,
  );
}

export const registerRecordedText = (recordings: Recordings): vscode.Disposable[] => [
  vscode.languages.registerCodeLensProvider({ scheme: 'debug' }, new RecordedTextLenses(recordings)),
  vscode.commands.registerCommand(COMPARE, compare),
];
