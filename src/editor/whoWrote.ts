import * as vscode from 'vscode';
import { move } from './playheadMoves.js';

/** What VS Code hands to a command of the Variables view. */
interface VariableContext {
  readonly container?: { readonly variablesReference?: number };
  readonly variable?: { readonly name?: string };
}

/** To the write behind a value: of the variable that was clicked, or of the name at the cursor of the editor. */
export async function whoWrote(context?: VariableContext): Promise<void> {
  const variablesReference = context?.container?.variablesReference;
  const clicked = context?.variable?.name;
  if (variablesReference !== undefined && clicked !== undefined)
    return move('elixirscope/whoWrote', () => ({ name: clicked, variablesReference }));
  const name = nameAtCursor();
  const item = vscode.debug.activeStackItem;
  const frameId = item instanceof vscode.DebugStackFrame ? item.frameId : undefined;
  if (name !== undefined)
    await move('elixirscope/whoWrote', () => ({ name, ...(frameId !== undefined && { frameId }) }));
}

function nameAtCursor(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { document, selection } = editor;
  if (!selection.isEmpty) return document.getText(selection).trim();
  const word = document.getWordRangeAtPosition(selection.active, /[\w$#]+(\??\.[\w$#]+)*/);
  return word === undefined ? undefined : document.getText(word).replaceAll('?.', '.');
}
