/** Two moments compared: a tree of what changed, in a panel; or the state at each as text, in VS Code's own diff editor. */
import * as vscode from 'vscode';
import type { ComparedArguments, ComparedBody, PlayheadPosition, StateBody } from '../wire/panel.js';
import type { Moment } from '../wire/panel.js';
import type { ShownDiff } from '../wire/stateDiff.js';
import { RecordingPanel } from './recordingPanel.js';
import type { Recordings } from './recordings.js';

const SCHEME = 'elixirscope-state';

export class StateDiff implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  private readonly panel: RecordingPanel<ShownDiff>;
  private marked: Moment | undefined;
  private before: Moment | undefined;
  private now: Moment | undefined;
  /** what was compared last */
  private shown: ShownDiff | undefined;

  constructor(
    extension: vscode.Uri,
    private readonly recordings: Recordings,
  ) {
    const kind = {
      viewType: 'elixirscope.stateDiff',
      title: 'What Changed',
      script: 'stateDiff.js',
      requests: ['elixirscope/stateDiff', 'elixirscope/writes'],
      run: (_: string, shown: unknown) => showText(shown as ShownDiff),
    };
    this.panel = new RecordingPanel(kind, extension, recordings);
    this.subscriptions = [
      this.panel,
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
      vscode.commands.registerCommand('elixirscope.showStateTree', () => {
        const { shown } = this;
        return shown && this.panel.show(shown, shown.title);
      }),
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

  /** In any order. */
  async compareMoments(a: Moment, b: Moment): Promise<void> {
    const [first, second] = a.seq <= b.seq ? [a, b] : [b, a];
    await this.show(first, second, `Event ${count(first.seq)} ↔ event ${count(second.seq)}`);
  }

  private async compare(other: Moment | undefined, missing: string): Promise<void> {
    if (other === undefined || this.now === undefined) await vscode.window.showInformationMessage(missing);
    else await this.compareMoments(other, this.now);
  }

  /** Two moments of the call that is selected in the Call Stack view. */
  private async compareIn(what: ComparedArguments['what']): Promise<void> {
    const item = vscode.debug.activeStackItem;
    const frameId = item instanceof vscode.DebugStackFrame ? item.frameId : undefined;
    try {
      const asked = { what, ...(frameId !== undefined && { frameId }) };
      const { before, after, title } = await this.recordings.request<ComparedBody>('elixirscope/compared', asked);
      await this.show(before, after, title);
    } catch (error) {
      await vscode.window.showInformationMessage(error instanceof Error ? error.message : String(error));
    }
  }

  private async show(first: Moment, second: Moment, title: string): Promise<void> {
    const moments = { first: plain(first), second: plain(second) };
    this.shown = { recording: this.recordings.status?.recording ?? null, ...moments, title };
    await this.panel.show(this.shown, title);
  }
}

const plain = ({ thread, seq }: Moment): Moment => ({ thread, seq });

const showText = ({ first, second, title }: ShownDiff): Thenable<void> =>
  vscode.commands.executeCommand('vscode.diff', uriOf(first), uriOf(second), title, { preview: true });

const uriOf = ({ thread, seq }: Moment): vscode.Uri =>
  vscode.Uri.from({ scheme: SCHEME, path: `/event ${seq}`, query: `${thread}:${seq}` });

const count = (n: number): string => n.toLocaleString('en-US');
