import * as vscode from 'vscode';
import type { OriginsBody, WhoWroteArguments } from '../wire/panel.js';
import { move } from './playheadMoves.js';

/** What VS Code hands to a command of the Variables view. */
interface VariableContext {
  readonly container?: { readonly variablesReference?: number };
  readonly variable?: { readonly name?: string };
}

/** To the write behind a value: of the variable that was clicked, or of the name at the cursor of the editor. */
export async function whoWrote(context?: VariableContext): Promise<void> {
  const meant = meaning(context);
  if (meant !== undefined) await move('elixirscope/whoWrote', () => meant);
}

/** Lists the way of a value back to where it was made; the one that is picked becomes the playhead's place. */
export async function showOrigins(context?: VariableContext): Promise<void> {
  const meant = meaning(context);
  if (meant === undefined) return;
  await move('elixirscope/goto', async (session) => {
    const { links } = (await session.customRequest('elixirscope/origins', meant)) as OriginsBody;
    const items = links.map(({ kind, text, value, place, thread, seq }) => ({
      label: value,
      description: text,
      detail: `${kind}${place === null ? '' : `, ${vscode.workspace.asRelativePath(place.path)}:${place.line}`}`,
      position: { thread, seq },
    }));
    const picked = await vscode.window.showQuickPick(items, {
      title: `Where ${meant.name} Comes From`,
      placeHolder: items.length === 0 ? 'No write of it is recorded before this moment' : 'The latest first',
    });
    return picked && { position: picked.position };
  });
}

function meaning(context: VariableContext | undefined): WhoWroteArguments | undefined {
  const variablesReference = context?.container?.variablesReference;
  const clicked = context?.variable?.name;
  if (variablesReference !== undefined && clicked !== undefined) return { name: clicked, variablesReference };
  const name = nameAtCursor();
  const item = vscode.debug.activeStackItem;
  const frameId = item instanceof vscode.DebugStackFrame ? item.frameId : undefined;
  return name === undefined ? undefined : { name, ...(frameId !== undefined && { frameId }) };
}

function nameAtCursor(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { document, selection } = editor;
  if (!selection.isEmpty) return document.getText(selection).trim();
  const word = document.getWordRangeAtPosition(selection.active, /[\p{ID_Continue}$#]+(\??\.[\p{ID_Continue}$#]+)*/u);
  return word === undefined ? undefined : document.getText(word).replaceAll('?.', '.');
}
