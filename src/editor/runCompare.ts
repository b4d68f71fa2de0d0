/** Two runs side by side, where they part, and from there from difference to difference. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { CompareRunsArguments, CompareRunsBody } from '../wire/panel.js';
import type { Recordings } from './recordings.js';

const SCHEME = 'elixirscope-run';

/** Two recordings, and the differences that were looked at, in their order. */
interface Comparison {
  /** tells its documents from those of others */
  readonly id: number;
  /** the recording that was open, and the other */
  readonly here: string;
  readonly path: string;
  readonly names: readonly [string, string];
  readonly found: DifferenceBody[];
  shown: number;
}

type DifferenceBody = CompareRunsBody & { readonly sides: NonNullable<CompareRunsBody['sides']> };

export class RunCompare implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  private comparison: Comparison | undefined;

  constructor(private readonly recordings: Recordings) {
    this.subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.commands.registerCommand('elixirscope.compareRuns', (file?: { readonly uri: vscode.Uri }) =>
        this.compare(file?.uri),
      ),
      vscode.commands.registerCommand('elixirscope.nextRunDifference', () => this.next()),
      vscode.commands.registerCommand('elixirscope.previousRunDifference', () => this.previous()),
      vscode.commands.registerCommand('elixirscope.goToRunDifference', () => this.goThere()),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  provideTextDocumentContent({ query }: vscode.Uri): string {
    const [id, number = 0, side = 0] = query.split(':').map(Number);
    const difference = id === this.comparison?.id ? this.comparison?.found[number] : undefined;
    const text = difference?.sides[side]?.text;
    return text === undefined ? 'Compare the two recordings again.' : `${difference?.message}\n\n${text}`;
  }

  private async compare(given: vscode.Uri | undefined): Promise<void> {
    const here = this.recordings.session && this.recordings.status?.recording;
    if (!here) {
      await vscode.window.showInformationMessage('Open one of the recordings first, then compare it with the other.');
      return;
    }
    const path = (given ?? (await pickOther(here)))?.fsPath;
    if (path === undefined) return;
    const found = await this.ask({ path });
    if (found === undefined) return;
    this.comparison = { id: Date.now(), here, path, names: [basename(here), basename(path)], found: [], shown: -1 };
    await this.add(found);
    if (found.sides === null) return;
    const picked = await vscode.window.showInformationMessage(found.message, 'Go There', 'Next Difference');
    if (picked === 'Go There') await this.goThere();
    else if (picked !== undefined) await this.next();
  }

  /** The one behind the one that is shown: of those that are known, or looked for. */
  private async next(): Promise<void> {
    const comparison = await this.current();
    if (comparison === undefined) return;
    const { path, found, shown } = comparison;
    if (shown + 1 < found.length) return this.show(shown + 1);
    const [first, second] = found[shown]?.sides.map(({ event }) => event) ?? [];
    if (typeof first !== 'number' || typeof second !== 'number') {
      const why = found.length === 0 ? 'The runs are the same' : 'One of the runs has ended there';
      await vscode.window.showInformationMessage(`${why}: there are no more differences.`);
      return;
    }
    const body = await this.ask({ path, after: [first, second] });
    // Who asked twice is told of it once.
    if (body !== undefined && this.comparison === comparison && found.length === shown + 1) await this.add(body);
  }

  private async previous(): Promise<void> {
    if (this.comparison !== undefined) await this.show(this.comparison.shown - 1);
  }

  private async add(body: CompareRunsBody): Promise<void> {
    const { comparison } = this;
    if (body.sides === null) await vscode.window.showInformationMessage(body.message);
    else if (comparison !== undefined) {
      const number = comparison.found.push({ ...body, sides: body.sides }) - 1;
      await this.show(number);
    }
  }

  private async ask(asked: CompareRunsArguments): Promise<CompareRunsBody | undefined> {
    try {
      return await this.recordings.request<CompareRunsBody>('elixirscope/compareRuns', asked);
    } catch (error) {
      await vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  private async show(number: number): Promise<void> {
    const { comparison } = this;
    const sides = comparison?.found[number]?.sides;
    if (comparison === undefined || sides === undefined) return;
    comparison.shown = number;
    await vscode.commands.executeCommand('setContext', 'elixirscope.hasPreviousRunDifference', number > 0);
    const [left, right] = sides.map(({ seq }, side) =>
      vscode.Uri.from({
        scheme: SCHEME,
        path: `/${comparison.names[side]} at event ${seq}`,
        query: [comparison.id, number, side].join(':'),
      }),
    );
    const title = `${comparison.names.join(' ↔ ')}: difference ${number + 1}`;
    const before = tabs();
    // The tab stays when the playhead opens other files.
    await vscode.commands.executeCommand('vscode.diff', left, right, title, { preview: false });
    await vscode.window.tabGroups.close(before, true);
  }

  /** What was compared last, if the engine still has that recording open. */
  private async current(): Promise<Comparison | undefined> {
    const { comparison } = this;
    if (comparison?.here === this.recordings.status?.recording) return comparison;
    await vscode.window.showInformationMessage('Open one of the two recordings, and compare it with the other again.');
    return undefined;
  }

  /** In the recording that is open. */
  private async goThere(): Promise<void> {
    const comparison = await this.current();
    const [here] = comparison?.found[comparison.shown]?.sides ?? [];
    if (here !== undefined) await this.recordings.travel({ ...here, snap: 'event' });
  }
}

/** Those that show a difference of two runs. */
const tabs = (): readonly vscode.Tab[] =>
  vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.scheme === SCHEME);

async function pickOther(here: string): Promise<vscode.Uri | undefined> {
  const found = await vscode.workspace.findFiles('**/*.escope', '**/node_modules/**', 1000);
  const items = found
    .filter(({ fsPath }) => fsPath !== here)
    .map((uri) => ({ label: `$(record) ${basename(uri.fsPath)}`, detail: vscode.workspace.asRelativePath(uri), uri }));
  if (items.length === 0) {
    await vscode.window.showInformationMessage('There is no other recording in this workspace.');
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(items, { title: `Compare ${basename(here)} With` });
  return picked?.uri;
}
