/** A flat list of moments of the recording that is open, asked for a page at a time; the row that the playhead has come to is selected. */
import * as vscode from 'vscode';
import type { Recordings } from '../recordings.js';
import { moreItem } from './rows.js';

export interface Row {
  readonly thread: number;
  readonly seq: number;
}

export interface Page<R> {
  readonly rows: readonly R[];
  /** where the next one begins; null: there is none */
  readonly next: number | null;
}

/** What is asked for: from an event on, in the focus range if there is one. */
export interface Part {
  readonly since: number;
  readonly until?: number;
  readonly thread?: number;
}

export interface ListSource<R extends Row> {
  readonly view: string;
  readonly load: (part: Part) => Promise<Page<R>>;
  readonly item: (row: R) => vscode.TreeItem;
  /** what the view says when there is nothing to list */
  readonly empty: string;
}

type Node<R> = { readonly kind: 'row'; readonly row: R } | { readonly kind: 'more'; readonly from: number };

export class PagedList<R extends Row> implements vscode.TreeDataProvider<Node<R>>, vscode.Disposable {
  private readonly changedEmitter = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changedEmitter.event;
  private readonly view: vscode.TreeView<Node<R>>;
  private readonly subscriptions: vscode.Disposable[];
  private nodes: Node<R>[] | undefined;
  private pages = 1;
  /** what is shown: reloaded when it is something else */
  private shown = '';

  constructor(
    private readonly recordings: Recordings,
    private readonly source: ListSource<R>,
  ) {
    this.view = vscode.window.createTreeView(source.view, { treeDataProvider: this });
    this.subscriptions = [
      this.view,
      recordings.onDidChange(() => this.update()),
      recordings.onDidFocus(() => this.update()),
      recordings.onDidMove(() => this.follow()),
      this.view.onDidChangeVisibility(() => this.update()),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(this.changedEmitter, ...this.subscriptions).dispose();
  }

  async loadMore(): Promise<void> {
    this.pages++;
    this.reload();
  }

  getTreeItem(node: Node<R>): vscode.TreeItem {
    return node.kind === 'row' ? this.source.item(node.row) : moreItem(this.source.view);
  }

  getParent(): undefined {
    return undefined;
  }

  async getChildren(node?: Node<R>): Promise<Node<R>[]> {
    if (node !== undefined || this.recordings.status === undefined) return [];
    this.nodes ??= await this.load();
    const isEmpty = this.nodes.length === 0;
    const isFocused = this.recordings.focus !== undefined;
    this.view.message = isEmpty ? (isFocused ? 'There is nothing in the focus range.' : this.source.empty) : '';
    const last = this.nodes.at(-1);
    const more = last?.kind === 'more';
    this.view.description = isEmpty
      ? ''
      : `${this.nodes.length - (more ? 1 : 0)}${more ? '+' : ''}${isFocused ? ' in focus' : ''}`;
    setTimeout(() => this.follow());
    return this.nodes;
  }

  private async load(): Promise<Node<R>[]> {
    const nodes: Node<R>[] = [];
    const { focus } = this.recordings;
    const within = focus && { thread: focus.thread, until: focus.to };
    let from: number | null = focus?.from ?? 0;
    try {
      for (let page = 0; page < this.pages && from !== null; page++) {
        const { rows, next }: Page<R> = await this.source.load({ ...within, since: from });
        nodes.push(...rows.map((row) => ({ kind: 'row' as const, row })));
        from = next;
      }
    } catch {
      // The session is ending, or nothing is recorded yet.
      return nodes;
    }
    return from === null ? nodes : [...nodes, { kind: 'more', from }];
  }

  private update(): void {
    if (!this.view.visible) return;
    const { session, status, focus } = this.recordings;
    const shown = `${session?.id} ${status?.events} ${focus?.thread}:${focus?.from}-${focus?.to}`;
    if (shown === this.shown) return;
    if (!this.shown.startsWith(`${session?.id} `)) this.pages = 1;
    this.shown = shown;
    if (session === undefined) [this.view.message, this.view.description] = ['', ''];
    this.reload();
  }

  private reload(): void {
    this.nodes = undefined;
    this.changedEmitter.fire();
  }

  /** Selects the last row at or before the playhead. */
  private follow(): void {
    const { playhead } = this.recordings;
    if (playhead === undefined || !this.view.visible) return;
    const reached = this.nodes?.filter(
      (node) => node.kind === 'row' && node.row.thread === playhead.thread && node.row.seq <= playhead.seq,
    );
    const node = reached?.at(-1);
    // A list that was replaced meanwhile knows of no such row.
    if (node !== undefined) this.view.reveal(node, { select: true, focus: false }).then(undefined, () => undefined);
  }
}
