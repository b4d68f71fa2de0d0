import { basename } from 'node:path';
import * as vscode from 'vscode';
import { sizeText } from './lists/ages.js';

interface RecordingItem extends vscode.QuickPickItem {
  readonly uri?: vscode.Uri;
}

/**
 * Opens a recorded run: the given file (explorer, other extensions), or one that the user picks. Nothing is run; the
 * session starts stopped inside the recording.
 */
export async function openRecording(uri?: vscode.Uri | string): Promise<void> {
  // A link in a page gives it as text.
  const file = (typeof uri === 'string' ? vscode.Uri.parse(uri) : uri) ?? (await pickRecording());
  if (file === undefined) return;
  const configuration: vscode.DebugConfiguration = {
    type: 'elixirscope',
    request: 'attach',
    name: basename(file.fsPath),
    recording: file.fsPath,
    // Nothing runs, so nothing is printed: the panel that is open stays.
    internalConsoleOptions: 'neverOpen',
  };
  const folder = vscode.workspace.getWorkspaceFolder(file);
  await vscode.debug.startDebugging(folder, configuration, { suppressSaveBeforeStart: true });
}

async function pickRecording(): Promise<vscode.Uri | undefined> {
  const found = await recordingsOfWorkspace();
  if (found.length === 0) return browse();
  const items: RecordingItem[] = [
    ...found,
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: '$(folder-opened) Browse…', alwaysShow: true },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: 'Open Recording', matchOnDescription: true });
  return picked === undefined ? undefined : (picked.uri ?? browse());
}

async function recordingsOfWorkspace(): Promise<RecordingItem[]> {
  const files = await vscode.workspace.findFiles('**/*.escope', '**/node_modules/**', 1000);
  const stats = await Promise.all(files.map(async (uri) => ({ uri, stat: await vscode.workspace.fs.stat(uri) })));
  stats.sort((a, b) => b.stat.mtime - a.stat.mtime);
  return stats.map(({ uri, stat }) => ({
    label: `$(record) ${basename(uri.fsPath)}`,
    description: `${new Date(stat.mtime).toLocaleString()}, ${sizeText(stat.size)}`,
    detail: vscode.workspace.asRelativePath(uri),
    uri,
  }));
}

async function browse(): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showOpenDialog({
    title: 'Open Recording',
    openLabel: 'Open Recording',
    filters: { 'ElixirScope recordings': ['escope'] },
    ...(folder && { defaultUri: folder }),
  });
  return chosen?.[0];
}
