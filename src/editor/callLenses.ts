import * as vscode from 'vscode';
import { countText } from '../base/numbers.js';
import type { CallsArguments, CallsBody } from '../wire/calls.js';
import type { FileCoverage } from './fileCoverage.js';
import { outcomeLabel } from './hoverText.js';
import { byLine, callsText, callsTooltip, crowdText, type RecordedFunction } from './lensText.js';
import { move } from './playheadMoves.js';

/** What is shown of it is asked for when it comes into sight. */
class FunctionLens extends vscode.CodeLens {
  constructor(
    readonly document: vscode.TextDocument,
    readonly fn: RecordedFunction,
  ) {
    super(startOf(fn.line));
  }
}

/** Above each function how often it was called, and how long that took; a click lists the calls and leads to one. */
export class CallLenses implements vscode.CodeLensProvider {
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(private readonly files: FileCoverage) {
    this.onDidChangeCodeLenses = files.onDidChange;
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!vscode.workspace.getConfiguration('elixirscope', document).get('codeLens', true)) return [];
    const coverage = await this.files.of(document);
    const named = coverage?.functions.filter(({ name }) => name !== '' && !name.startsWith('(')) ?? [];
    const { single, crowded } = byLine(named);
    return [
      ...single.map((fn) =>
        fn.calls === 0 ? textLens(fn.line, `not called${this.where}`) : new FunctionLens(document, fn),
      ),
      ...[...crowded].map(([line, functions]) => textLens(line, crowdText(functions, this.where))),
    ];
  }

  /** Counts are shown at once: the editor keeps a lens of before, with counts of then, for as long as this takes. */
  resolveCodeLens(lens: vscode.CodeLens): vscode.CodeLens {
    if (!(lens instanceof FunctionLens)) return lens;
    const { document, fn } = lens;
    const took = this.files.durations(document, fn);
    lens.command = {
      title: callsText(fn, this.where, took),
      tooltip: callsTooltip(fn, took),
      command: 'elixirscope.goToCall',
      arguments: [{ path: document.uri.fsPath, line: fn.line }],
    };
    return lens;
  }

  private get where(): string {
    return this.files.isNarrowed ? ' in focus' : '';
  }
}

const startOf = (line: number): vscode.Range => new vscode.Range(line - 1, 0, line - 1, 0);

const textLens = (line: number, title: string): vscode.CodeLens =>
  new vscode.CodeLens(startOf(line), { title, command: '' });

/** Lists the calls of the function on a line, nearest to the playhead first; the one that is picked becomes the playhead's place. */
export async function goToCall(place: CallsArguments): Promise<void> {
  await move('elixirscope/goto', async (session) => {
    const { total, calls } = (await session.customRequest('elixirscope/calls', place)) as CallsBody;
    const items = calls.map(({ thread, seq, timeMicros, ordinal, arguments: given, outcome }) => ({
      label: `${countText(ordinal)} of ${countText(total)}`,
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
