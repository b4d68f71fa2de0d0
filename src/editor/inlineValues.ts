import * as vscode from 'vscode';
import type { InlineValuesBody } from '../wire/panel.js';

/** More of a value hides the code. */
const LONGEST = 80;

/**
 * Values beside the code, as they were: each variable at the line that gave it its value, and on the line where execution stands those that the
 * line mentions. Lines that this call has not come to show nothing.
 */
export class InlineValues implements vscode.InlineValuesProvider {
  constructor(private readonly debugType: string) {}

  async provideInlineValues(
    document: vscode.TextDocument,
    viewPort: vscode.Range,
    { frameId, stoppedLocation }: vscode.InlineValueContext,
  ): Promise<vscode.InlineValue[]> {
    const session = vscode.debug.activeDebugSession;
    if (session?.type !== this.debugType) return [];
    const values = await valuesOf(session, frameId);
    const current = stoppedLocation.start.line;
    return values.flatMap(({ name, value, place }) => {
      const text = `${name} = ${value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value}`;
      const lines = new Set([place === null ? current : place.line - 1, current]);
      return [...lines].flatMap((line) => {
        const at =
          line < document.lineCount &&
          viewPort.intersection(document.lineAt(line).range) &&
          nameIn(document, line, name);
        return at === undefined || at === false ? [] : [new vscode.InlineValueText(at, text)];
      });
    });
  }
}

/** Nothing if the playhead has moved on meanwhile. */
async function valuesOf(session: vscode.DebugSession, frameId: number): Promise<InlineValuesBody['values']> {
  try {
    const { values } = (await session.customRequest('elixirscope/inlineValues', { frameId })) as InlineValuesBody;
    return values;
  } catch {
    return [];
  }
}

function nameIn(document: vscode.TextDocument, line: number, name: string): vscode.Range | undefined {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const found = new RegExp(`(?<![\\p{ID_Continue}$#.])${escaped}(?![\\p{ID_Continue}$])`, 'u').exec(
    document.lineAt(line).text,
  );
  return found === null ? undefined : new vscode.Range(line, found.index, line, found.index + name.length);
}
