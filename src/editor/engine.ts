import { join } from 'node:path';
import * as vscode from 'vscode';

/**
 * Runs the engine as a process of its own on VS Code's own runtime (Electron as plain Node, or the server's Node), so
 * that it never depends on which Node the user has: only the debugged program runs on that one.
 */
export class EngineFactory implements vscode.DebugAdapterDescriptorFactory {
  constructor(private readonly extensionPath: string) {}

  createDebugAdapterDescriptor({ configuration }: vscode.DebugSession): vscode.DebugAdapterDescriptor {
    // Who records a running program is its adapter as well.
    const { request, port, recording } = configuration as { request: string; port?: unknown; recording?: unknown };
    if (request === 'attach' && typeof port === 'number' && !recording) return new vscode.DebugAdapterServer(port);
    const program = join(this.extensionPath, 'dist', 'cli', 'main.js');
    return new vscode.DebugAdapterExecutable(process.execPath, [program, 'dap'], {
      env: { ELECTRON_RUN_AS_NODE: '1' },
    });
  }
}
