import * as vscode from 'vscode';
import type { CallsArguments, CallsBody } from '../wire/calls.js';
import type { FileCoverage } from './fileCoverage.js';
import { outcomeLabel } from './hoverText.js';
import { move } from './playheadMoves.js';

/** Above each function how often it was called; a click lists the calls and leads to one. */
export class CallLenses implements vscode.CodeLensProvider {
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(private readonly files: FileCoverage) {
    this.onDidChangeCodeLenses = files.onDidChange;
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!vscode.workspace.getConfiguration('elixirscope', document).get('codeLens', true)) return [];
    const coverage = await this.files.of(document);
    const named = coverage?.functions.filter(({ name }) => name !== '' && !name.startsWith('(')) ?? [];
    const where = this.files.isNarrowed ? ' in focus' : '';
    return named.map(({ line, calls, threw }) => {
      const range = new vscode.Range(line - 1, 0, line - 1, 0);
      if (calls === 0) return new vscode.CodeLens(range, { title: `not called${where}`, command: '' });
      const failed = threw === 0 ? '' : ` · ${count(threw)} threw`;
      return new vscode.CodeLens(range, {
        title: `${count(calls)} ${calls === 1 ? 'call' : 'calls'}${where}${failed}`,
        tooltip: 'List the calls, and go to one',
        command: 'elixirscope.goToCall',
        arguments: [{ path: document.uri.fsPath, line }],
      });
    });
  }
}

/** Lists the calls of the function on a line, nearest to the playhead first; the one that is picked becomes the playhead's place. */
export async function goToCall(place: CallsArguments): Promise<void> {
  await move('elixirscope/goto', async (session) => {
    const { total, calls } = (await session.customRequest('elixirscope/calls', place)) as CallsBody;
    const items = calls.map(({ thread, seq, timeMicros, ordinal, arguments: given, outcome }) => ({
      label: `${count(ordinal)} of ${count(total)}`,
      description: `${(timeMicros / 1000).toFixed(1)} ms`,
      detail: [given, outcome === null ? '' : outcomeLabel(outcome)].filter((text) => text !== '').join('  '),
      position: { thread, seq },
    }));
    const picked = await vscode.window.showQuickPick(items, {
      title: 'Go to Call',
      placeHolder: 'Nearest first; type to search in arguments and results',
      matchOnDetail: true,
    });
    return picked && { position: picked.position, snap: 'after' };
  });
}

const count = (n: number): string => n.toLocaleString('en-US');
