import * as vscode from 'vscode';

/** Moves the playhead to a position that the user writes, in the notation of the command line. */
export async function goToPosition(): Promise<void> {
  const session = vscode.debug.activeDebugSession;
  if (session?.type !== 'elixirscope') {
    await vscode.window.showInformationMessage('Start an ElixirScope debug session first.');
    return;
  }
  const position = await vscode.window.showInputBox({
    title: 'Go to Position',
    prompt: 'start, end, an event (seq:1234), a time (time:12.3ms), the third run of a line (cart.ts:12#3), error:1',
    placeHolder: 'seq:1234',
  });
  if (position === undefined || position.trim() === '') return;
  try {
    await session.customRequest('elixirscope/goto', { position: position.trim() });
  } catch (error) {
    await vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}
