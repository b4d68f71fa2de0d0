/**
 * The two reverse steps that the Debug Adapter Protocol lacks. Step Back and Reverse are VS Code's own commands; these
 * are custom requests to the engine, which answers with an ordinary `stopped` event.
 */
import * as vscode from 'vscode';

/** To the last statement of the call that the line before made. */
export const stepBackInto = (): Thenable<void> => reverseStep('elixirscope/stepBackInto');

/** To the statement that called the current function. */
export const stepBackOut = (): Thenable<void> => reverseStep('elixirscope/stepBackOut');

async function reverseStep(request: string): Promise<void> {
  const session = vscode.debug.activeDebugSession;
  if (session?.type !== 'elixirscope') {
    await vscode.window.showInformationMessage('Start an ElixirScope debug session first.');
    return;
  }
  try {
    await session.customRequest(request, { threadId: await focusedThread(session) });
  } catch (error) {
    await vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}

/** The thread that is selected in the Call Stack view, or else the session's first. */
async function focusedThread(session: vscode.DebugSession): Promise<number> {
  const item = vscode.debug.activeStackItem;
  if (item !== undefined && item.session.id === session.id) return item.threadId;
  const { threads } = (await session.customRequest('threads')) as { threads: { id: number }[] };
  return threads[0]?.id ?? 1;
}
