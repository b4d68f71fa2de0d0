import * as vscode from 'vscode';

/** The variable or property path up to the word at a position: of `cart.lines.length`, at `lines`, `cart.lines`. */
export function pathAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): { readonly text: string; readonly range: vscode.Range } | undefined {
  const whole = document.getWordRangeAtPosition(
    position,
    /(?<![\p{ID_Continue}$#.])[\p{ID_Continue}$]+(?:(?:\?\.|\.)#?[\p{ID_Continue}$]+|\[\d+\])*/u,
  );
  const word = document.getWordRangeAtPosition(position, /#?[\p{ID_Continue}$]+/u);
  if (whole === undefined || word === undefined) return undefined;
  const range = new vscode.Range(whole.start, word.end);
  const text = document.getText(range).replaceAll('?.', '.');
  return /^\d/.test(text) ? undefined : { text, range };
}
