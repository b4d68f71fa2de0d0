/** Two moments side by side: the state at each as text, in VS Code's own diff editor. */
import * as vscode from 'vscode';
import type { ComparedArguments, ComparedBody, PlayheadPosition, StateBody } from '../wire/panel.js';
import type { Recordings } from './recordings.js';

const SCHEME = 'elixirscope-state';

type Moment = Pick<PlayheadPosition, 'thread' | 'seq'>;

export class StateDiff implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  private marked: Moment | undefined;
  private before: Moment | undefined;
  private now: Moment | undefined;

  constructor(private readonly recordings: Recordings) {
    this.subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      recordings.onDidMove((position) => this.moved(position)),
      vscode.commands.registerCommand('elixirscope.markMoment', () => this.mark()),
      vscode.commands.registerCommand('elixirscope.compareWithMarked', () =>
        this.compare(this.marked, 'Mark a moment first: go there, and use "Mark This Moment for Comparison".'),
      ),
      vscode.commands.registerCommand('elixirscope.compareCall', () => this.compareIn('call')),
      vscode.commands.registerCommand('elixirscope.compareIteration', () => this.compareIn('iteration')),
      vscode.commands.registerCommand('elixirscope.compareWithLastStop', () =>
        this.compare(this.before, 'There is no stop before this one: step, or go somewhere.'),
      ),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const [thread = 1, seq = 0] = uri.query.split(':').map(Number);
    const { text } = await this.recordings.request<StateBody>('elixirscope/state', { thread, seq });
    return text;
  }

  private moved(position: PlayheadPosition | undefined): void {
    if (position === undefined) {
      if (this.recordings.session === undefined)
        [this.marked, this.before, this.now] = [undefined, undefined, undefined];
      return;
    }
    if (position.thread === this.now?.thread && position.seq === this.now.seq) return;
    this.before = this.now;
    this.now = position;
  }

  private mark(): void {
    this.marked = this.now;
    if (this.now !== undefined)
      vscode.window.setStatusBarMessage(`$(bookmark) Event ${count(this.now.seq)} is marked for comparison`, 4000);
  }

  /** From the playhead to some other moment. */
  compareWith(moment: Moment): Promise<void> {
    return this.compare(moment, '');
  }

  private async compare(other: Moment | undefined, missing: string): Promise<void> {
    const { now } = this;
    if (other === undefined || now === undefined) {
      await vscode.window.showInformationMessage(missing);
      return;
    }
    const [first, second] = other.seq <= now.seq ? [other, now] : [now, other];
    await show(first, second, `State at event ${count(first.seq)} ↔ event ${count(second.seq)}`);
  }

  /** Two moments of the call that is selected in the Call Stack view. */
  private async compareIn(what: ComparedArguments['what']): Promise<void> {
    const item = vscode.debug.activeStackItem;
    const frameId = item instanceof vscode.DebugStackFrame ? item.frameId : undefined;
    try {
      const asked = { what, ...(frameId !== undefined && { frameId }) };
      const { before, after, title } = await this.recordings.request<ComparedBody>('elixirscope/compared', asked);
      await show(before, after, title);
    } catch (error) {
      await vscode.window.showInformationMessage(error instanceof Error ? error.message : String(error));
    }
  }
}

const show = (first: Moment, second: Moment, title: string): Thenable<void> =>
  vscode.commands.executeCommand('vscode.diff', uriOf(first), uriOf(second), title, { preview: true });

const uriOf = ({ thread, seq }: Moment): vscode.Uri =>
  vscode.Uri.from({ scheme: SCHEME, path: `/event ${seq}`, query: `${thread}:${seq}` });

const count = (n: number): string => n.toLocaleString('en-US');
