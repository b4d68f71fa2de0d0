import * as vscode from 'vscode';
import { currentFile } from './configurations.js';

/** Records and debugs a file: the one of the editor's title bar, or of the active editor. */
export async function recordFile(uri?: vscode.Uri): Promise<void> {
  const file = uri ?? vscode.window.activeTextEditor?.document.uri;
  if (file === undefined) {
    await vscode.window.showErrorMessage('Open a TypeScript or JavaScript file first, then record it.');
    return;
  }
  const folder = vscode.workspace.getWorkspaceFolder(file);
  await vscode.debug.startDebugging(folder, { ...currentFile, program: file.fsPath });
}
