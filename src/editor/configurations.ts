import { dirname } from 'node:path';
import * as vscode from 'vscode';

/** The configuration that F5 uses where nobody wrote one: run the file in the editor. */
export const currentFile: vscode.DebugConfiguration = {
  type: 'elixirscope',
  request: 'launch',
  name: 'Record and debug',
  program: '${file}',
};

/** Launch attributes that a setting of the same name (`elixirscope.<name>`) gives when the configuration does not. */
const settingsOfLaunch = [
  'include',
  'exclude',
  'mode',
  'overflow',
  'ring',
  'maxStringLength',
  'redact',
  'stopOnExit',
] as const;

/**
 * Completes launch configurations before VS Code substitutes `${…}`: F5 without launch.json, the working folder, and
 * the user's settings. Defaults of our own are left to the engine, which the command line shares.
 */
export class LaunchConfigurations implements vscode.DebugConfigurationProvider {
  provideDebugConfigurations(): vscode.DebugConfiguration[] {
    return [currentFile];
  }

  resolveDebugConfiguration(
    folder: vscode.WorkspaceFolder | undefined,
    configuration: vscode.DebugConfiguration,
  ): vscode.DebugConfiguration | undefined {
    // VS Code hands over an empty object when there is no launch.json.
    const asked = configuration.type ? configuration : { ...currentFile, ...configuration, ...identity() };
    return asked.request === 'launch' ? completeLaunch(folder, asked) : asked;
  }
}

function identity() {
  const { type, request, name } = currentFile;
  return { type, request, name };
}

function completeLaunch(
  folder: vscode.WorkspaceFolder | undefined,
  configuration: vscode.DebugConfiguration,
): vscode.DebugConfiguration {
  const settings = vscode.workspace.getConfiguration('elixirscope', folder ?? null);
  const fromSettings: Record<string, unknown> = {};
  for (const name of settingsOfLaunch) {
    if (configuration[name] === undefined && isSet(settings.inspect(name))) fromSettings[name] = settings.get(name);
  }
  return { ...fromSettings, ...configuration, cwd: configuration.cwd ?? workingFolder(folder) };
}

function isSet(found: ReturnType<vscode.WorkspaceConfiguration['inspect']>): boolean {
  const values = [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue];
  return values.some((value) => value !== undefined);
}

function workingFolder(folder: vscode.WorkspaceFolder | undefined): string | undefined {
  const workspace = folder ?? vscode.workspace.workspaceFolders?.[0];
  if (workspace !== undefined) return workspace.uri.fsPath;
  const document = vscode.window.activeTextEditor?.document;
  return document?.uri.scheme === 'file' ? dirname(document.uri.fsPath) : undefined;
}
