import * as vscode from 'vscode';

/**
 * The output channel "ElixirScope": the engine's failures always, every message between VS Code and the engine when
 * `elixirscope.log` is `protocol`.
 */
export class EngineLog implements vscode.DebugAdapterTrackerFactory, vscode.Disposable {
  private readonly channel = vscode.window.createOutputChannel('ElixirScope');

  createDebugAdapterTracker(session: vscode.DebugSession): vscode.DebugAdapterTracker {
    const line = (text: string) => this.channel.appendLine(`${new Date().toISOString()} [${session.name}] ${text}`);
    const failures: vscode.DebugAdapterTracker = {
      onError: (error) => line(`the engine failed: ${error.message}`),
      onExit: (code, signal) => {
        if (code !== undefined && code !== 0) line(`the engine ended with ${signal ?? `code ${code}`}`);
      },
    };
    if (vscode.workspace.getConfiguration('elixirscope').get('log') !== 'protocol') return failures;
    return {
      ...failures,
      onWillReceiveMessage: (message) => line(`-> ${JSON.stringify(message)}`),
      onDidSendMessage: (message) => line(`<- ${JSON.stringify(message)}`),
    };
  }

  show(): void {
    this.channel.show();
  }

  dispose(): void {
    this.channel.dispose();
  }
}
