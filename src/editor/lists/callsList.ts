/** The call tree of the recording that is open, asked for as far as it is unfolded; calls that the playhead is in are marked. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { countText } from '../../base/numbers.js';
import type { CallTreeArguments, CallTreeBody, ListedCall } from '../../wire/calls.js';
import { outcomeLabel } from '../hoverText.js';
import { duration } from '../playhead.js';
import type { Recordings } from '../recordings.js';
import { moreItem, travelItem, whereAndWhen } from './rows.js';

const VIEW = 'elixirscope.calls';
const PAGE = 50;

type CallNode =
  | { readonly kind: 'thread'; readonly id: number; readonly name: string }
  /** found: by its name; it may also be listed below a caller that was found */
  | { readonly kind: 'call'; readonly call: ListedCall; readonly found: boolean }
  | { readonly kind: 'more'; readonly of: Branch };

/** A node's children, as far as they are loaded. */
interface Branch {
  readonly asked: object;
  pages: number;
}

export class CallsList implements vscode.TreeDataProvider<CallNode>, vscode.Disposable {
  private readonly changedEmitter = new vscode.EventEmitter<CallNode | undefined>();
  readonly onDidChangeTreeData = this.changedEmitter.event;
  private readonly view: vscode.TreeView<CallNode>;
  private readonly subscriptions: vscode.Disposable[];
  private branches = new Map<string, Branch>();
  private answers = new Map<string, Promise<CallTreeBody>>();
  private shown = '';
  /** only calls of functions with this in their names are listed; empty: all */
  private name = '';

  constructor(private readonly recordings: Recordings) {
    this.view = vscode.window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.subscriptions = [
      this.view,
      vscode.commands.registerCommand('elixirscope.findCalls', () => this.find()),
      vscode.commands.registerCommand('elixirscope.showAllCalls', () => this.setName('')),
      recordings.onDidChange(() => this.update()),
      recordings.onDidFocus(() => this.update()),
      recordings.onDidMove(() => this.view.visible && this.changedEmitter.fire(undefined)),
      this.view.onDidChangeVisibility(() => this.update()),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(this.changedEmitter, ...this.subscriptions).dispose();
  }

  loadMore(branch: Branch): void {
    branch.pages++;
    this.changedEmitter.fire(undefined);
  }

  getTreeItem(node: CallNode): vscode.TreeItem {
    switch (node.kind) {
      case 'thread':
        return this.threadItem(node);
      case 'call':
        return this.callItem(node);
      case 'more':
        return moreItem(VIEW, node.of);
    }
  }

  async getChildren(node?: CallNode): Promise<CallNode[]> {
    if (node === undefined) return this.roots();
    if (node.kind === 'more') return [];
    if (node.kind === 'thread') return (await this.children({ thread: node.id, ...this.named() })) ?? [];
    const { thread, depth, seq: from, until } = node.call;
    return (await this.children({ thread, depth: depth + 1, from, until })) ?? [];
  }

  private async roots(): Promise<CallNode[]> {
    const { status, focus } = this.recordings;
    const { name } = this;
    const narrowed = [...(name === '' ? [] : [`“${name}”`]), ...(focus ? ['in focus'] : [])];
    this.view.description = narrowed.join(', ');
    this.view.message = '';
    const threads = status?.threads.filter(({ events }) => events > 0) ?? [];
    if (focus === undefined && threads.length > 1) return threads.map(({ id, name }) => ({ kind: 'thread', id, name }));
    const part = focus === undefined ? undefined : { from: focus.from, until: focus.to };
    const thread = focus?.thread ?? threads[0]?.id;
    if (status === undefined || thread === undefined) return [];
    const calls = await this.children({ thread, ...part, ...this.named() });
    if (name !== '' && calls?.length === 0) this.view.message = `No function with “${name}” in its name was called.`;
    return calls ?? [];
  }

  private named(): Pick<CallTreeArguments, 'name'> {
    return this.name === '' ? {} : { name: this.name };
  }

  /** Undefined: nobody answers, since the session is ending, or nothing is recorded yet; or another name is asked for by now. */
  private async children(asked: CallTreeArguments): Promise<CallNode[] | undefined> {
    const key = JSON.stringify(asked);
    const branch = this.branches.get(key) ?? { asked, pages: 1 };
    this.branches.set(key, branch);
    const nodes: CallNode[] = [];
    let from: number | null = asked.from ?? 0;
    try {
      // Calls of a name may be few and far between: the engine's pages are short, or empty, where it has looked through much.
      while (nodes.length < branch.pages * PAGE && from !== null) {
        const { calls, next }: CallTreeBody = await this.ask({ ...asked, from, limit: PAGE });
        nodes.push(...calls.map((call) => ({ kind: 'call' as const, call, found: asked.name !== undefined })));
        from = next;
        if (asked.name !== undefined && asked.name !== this.name) return undefined;
      }
    } catch {
      return undefined;
    }
    return from === null ? nodes : [...nodes, { kind: 'more', of: branch }];
  }

  private async find(): Promise<void> {
    const name = await vscode.window.showInputBox({
      title: 'Find Calls',
      prompt: 'Part of the name of a function; all calls of such functions are listed',
      placeHolder: 'for example Cart.add',
      value: this.name,
    });
    if (name === undefined) return;
    await vscode.commands.executeCommand(`${VIEW}.focus`);
    await this.setName(name.trim());
  }

  private async setName(name: string): Promise<void> {
    this.name = name;
    this.changedEmitter.fire(undefined);
    await vscode.commands.executeCommand('setContext', 'elixirscope.hasCallsFilter', name !== '');
  }

  private ask(asked: object): Promise<CallTreeBody> {
    const key = JSON.stringify(asked);
    const known = this.answers.get(key) ?? this.recordings.request<CallTreeBody>('elixirscope/callTree', asked);
    this.answers.set(key, known);
    known.catch(() => this.answers.delete(key));
    return known;
  }

  private update(): void {
    const { session, status, focus } = this.recordings;
    const shown = `${session?.id} ${status?.events} ${focus?.thread}:${focus?.from}-${focus?.to}`;
    if (!this.view.visible || shown === this.shown) return;
    if (!this.shown.startsWith(`${session?.id} `)) {
      this.branches = new Map();
      // Another recording has other functions.
      if (this.name !== '') void this.setName('');
    }
    this.shown = shown;
    this.answers = new Map();
    this.changedEmitter.fire(undefined);
  }

  private threadItem({ id, name }: CallNode & { readonly kind: 'thread' }): vscode.TreeItem {
    const isShown = this.recordings.playhead?.thread === id;
    const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(name, isShown ? Expanded : Collapsed);
    item.id = `${this.recordings.session?.id} thread ${id}`;
    item.description = `thread ${id}`;
    item.iconPath = new vscode.ThemeIcon('list-tree');
    return item;
  }

  private callItem({ call, found }: CallNode & { readonly kind: 'call' }): vscode.TreeItem {
    const { thread, seq, until, place, isModule, resumed, hasCalls, timeMicros } = call;
    const name = isModule ? basename(place.path) : call.function;
    const { Collapsed, None } = vscode.TreeItemCollapsibleState;
    const item = travelItem(name, { thread, seq, snap: 'after' }, hasCalls ? Collapsed : None);
    item.id = `${this.recordings.session?.id} ${found ? 'found ' : ''}${thread}:${seq}:${call.depth}`;
    const given = call.arguments === '' ? '' : `(${call.arguments})`;
    const ended = isModule && call.outcome.end === 'returned' ? '' : outcomeLabel(call.outcome);
    const length = lengthText(call);
    const parts = [resumed ? 'goes on' : '', given, ended, length].filter((part) => part !== '');
    item.description = parts.join(' · ');
    item.iconPath = this.iconOf(call);
    item.tooltip = [
      `${name}${given}`,
      ended,
      `${whereAndWhen(place, timeMicros)}, ${length}`,
      `events ${countText(seq)} to ${countText(until)}`,
    ]
      .filter((line) => line !== '')
      .join('\n');
    item.accessibilityInformation = { label: `${name}, ${item.description}` };
    return item;
  }

  private iconOf({ thread, seq, until, outcome: { end }, isModule }: ListedCall): vscode.ThemeIcon {
    const { playhead } = this.recordings;
    if (playhead?.thread === thread && seq <= playhead.seq && playhead.seq < until)
      return new vscode.ThemeIcon(
        'debug-stackframe',
        new vscode.ThemeColor('debugIcon.breakpointCurrentStackframeForeground'),
      );
    if (end === 'threw') return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    if (end === 'awaited') return new vscode.ThemeIcon('watch');
    if (end === 'yielded') return new vscode.ThemeIcon('debug-pause');
    return new vscode.ThemeIcon(isModule ? 'symbol-module' : 'symbol-method');
  }
}

/** Within one turn of the event loop there is no clock: then by events. */
function lengthText({ seq, until, micros }: ListedCall): string {
  return micros > 0 ? duration(micros) : `${countText(until - seq + 1)} events`;
}
