import * as vscode from 'vscode';
import type { ShownDashboard } from '../wire/dashboard.js';
import { RecordingPanel } from './recordingPanel.js';
import type { Recordings } from './recordings.js';

/** The figures of the open recording. */
export function registerDashboard(extension: vscode.Uri, recordings: Recordings): vscode.Disposable[] {
  const kind = {
    viewType: 'elixirscope.dashboard',
    title: 'Dashboard',
    script: 'dashboard.js',
    requests: ['elixirscope/dashboard'],
    run: (_: string, text: unknown) => vscode.commands.executeCommand('elixirscope.query', text),
  };
  const panel = new RecordingPanel<ShownDashboard>(kind, extension, recordings);
  return [panel, vscode.commands.registerCommand('elixirscope.dashboard', () => panel.show({}))];
}
