/**
 * Moves of the playhead that the Debug Adapter Protocol lacks: custom requests to the engine, which answers with an ordinary `stopped`
 * event. Step Back, Reverse, Restart Frame and Jump to Cursor are VS Code's own commands.
 */
import * as vscode from 'vscode';
import { countText } from '../base/numbers.js';
import type { HistoryArguments, HistoryBody, WhyNotArguments, WhyNotBody } from '../wire/panel.js';
import { duration } from './playhead.js';

/** To the last statement of the call that the line before made. */
export const stepBackInto = (): Thenable<void> => move('elixirscope/stepBackInto', ofFocusedThread);

/** To the statement that called the current function. */
export const stepBackOut = (): Thenable<void> => move('elixirscope/stepBackOut', ofFocusedThread);

/** To where the next expression of a statement has been evaluated. */
export const stepByExpression = (): Thenable<void> => move('next', byExpression);

/** To where the one before was. */
export const stepBackByExpression = (): Thenable<void> => move('stepBack', byExpression);

/** From a callback to the statement that registered it, or to the `await` before. */
export const goToScheduling = (): Thenable<void> =>
  move('elixirscope/scheduled', () => {
    const item = vscode.debug.activeStackItem;
    return item instanceof vscode.DebugStackFrame ? { frameId: item.frameId } : {};
  });

/** To the first statement that is recorded. */
export const goToStart = (): Thenable<void> => move('elixirscope/goto', () => ({ position: 'start' }));

/** To the last one: the live edge, if the program still runs. */
export const goToEnd = (): Thenable<void> => move('elixirscope/goto', () => ({ position: 'end' }));

const lineAtCursor = ({ document: { uri }, selection }: vscode.TextEditor): WhyNotArguments => ({
  path: uri.fsPath,
  line: selection.active.line + 1,
  isRecorded: uri.scheme === 'debug',
});

/** Backwards to where the statement at the cursor ran last. */
export async function runBackToCursor(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return;
  await move('elixirscope/runBackTo', () => lineAtCursor(editor));
}

/** Says why the line at the cursor did not run, and goes to where that was decided. */
export async function whyNot(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return;
  await move('elixirscope/goto', async (session) => {
    const body = await session.customRequest('elixirscope/whyNot', lineAtCursor(editor));
    const { message, at } = body as WhyNotBody;
    const picked = await vscode.window.showInformationMessage(message, ...(at === null ? [] : ['Go There']));
    return picked === undefined || at === null ? undefined : { position: at };
  });
}

/** Lists what an expression was, each time that the line at the cursor ran; the one that is picked becomes the playhead's place. */
export async function valuesAtLine(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return;
  const { document, selection } = editor;
  const each = lineAtCursor(editor);
  const expression = await vscode.window.showInputBox({
    title: `Values Each Time That Line ${each.line} Ran`,
    prompt: 'An expression: what it was before each execution is listed',
    placeHolder: 'for example cart.total * 2',
    value: document.getText(selection),
  });
  if (!expression?.trim()) return;
  await move('elixirscope/goto', async (session) => {
    const { entries, more } = await valuesEach(session, { expression, each });
    if (entries.length === 0) {
      const why = more ? 'No execution was found so far.' : `The statement at line ${each.line} did not run.`;
      await vscode.window.showInformationMessage(why);
      return undefined;
    }
    const items = entries.map(({ value, timeMicros, thread, seq }, i) => ({
      label: value,
      description: `${countText(i + 1)} · ${duration(timeMicros)}`,
      position: { thread, seq },
    }));
    const picked = await vscode.window.showQuickPick(items, {
      title: `${expression} at Line ${each.line}`,
      placeHolder: more
        ? `The first ${countText(entries.length)}; a logpoint prints more`
        : 'Oldest first; type to search',
    });
    return picked && { position: picked.position };
  });
}

const MOST_VALUES = 1000;

/** Page by page: whoever finds that it takes long is content with what there is. */
async function valuesEach(
  session: vscode.DebugSession,
  { expression, each }: Required<Pick<HistoryArguments, 'expression' | 'each'>>,
): Promise<Pick<HistoryBody, 'entries' | 'more'>> {
  const first = await valuesPage(session, { expression, each, limit: MOST_VALUES });
  if (first.next === null || first.entries.length === MOST_VALUES) return first;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Evaluating ${expression}`,
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const entries = [...first.entries];
    let { next } = first;
    while (next !== null && entries.length < MOST_VALUES && !token.isCancellationRequested) {
      progress.report({ message: `${countText(entries.length)} values so far` });
      const limit = MOST_VALUES - entries.length;
      const page = await valuesPage(session, { expression, each: { ...each, from: next }, limit });
      entries.push(...page.entries);
      next = page.next;
    }
    return { entries, more: next !== null };
  });
}

const valuesPage = async (session: vscode.DebugSession, asked: HistoryArguments): Promise<HistoryBody> =>
  (await session.customRequest('elixirscope/history', asked)) as HistoryBody;

/** To a position that the user writes, in the notation of the command line. */
export async function goToPosition(): Promise<void> {
  await move('elixirscope/goto', async () => {
    const position = await vscode.window.showInputBox({
      title: 'Go to Position',
      prompt: 'start, end, an event (seq:1234), a time (time:12.3ms), the third run of a line (cart.ts:12#3), error:1',
      placeHolder: 'seq:1234',
    });
    return position?.trim() ? { position: position.trim() } : undefined;
  });
}

/** `args`: undefined if the user wants nothing after all. */
export async function move(
  request: string,
  args: (session: vscode.DebugSession) => object | undefined | Promise<object | undefined>,
): Promise<void> {
  const session = vscode.debug.activeDebugSession;
  if (session?.type !== 'elixirscope') {
    await vscode.window.showInformationMessage('Start an ElixirScope debug session first.');
    return;
  }
  try {
    const given = await args(session);
    if (given !== undefined) await session.customRequest(request, given);
  } catch (error) {
    await vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}

const byExpression = async (session: vscode.DebugSession): Promise<object> => ({
  ...(await ofFocusedThread(session)),
  granularity: 'instruction',
});

/** The thread that is selected in the Call Stack view, or else the session's first. */
async function ofFocusedThread(session: vscode.DebugSession): Promise<{ readonly threadId: number }> {
  const item = vscode.debug.activeStackItem;
  if (item !== undefined && item.session.id === session.id) return { threadId: item.threadId };
  const { threads } = (await session.customRequest('threads')) as { threads: { id: number }[] };
  return { threadId: threads[0]?.id ?? 1 };
}
