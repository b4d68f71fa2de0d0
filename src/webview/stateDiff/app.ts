/** What changed between two moments: a tree of added, removed and changed values, and from each to the write that made it. */
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ComparedMoment, FoundWrite, ShownDiff, StateDiffBody, WritesBody } from '../../wire/stateDiff.js';
import { count, duration } from '../amounts.js';
import { message, withoutRecording } from '../panel/empty.js';
import { isOfKeys } from '../panel/keyboard.js';
import { PanelHost, type VsCodeApi } from '../panel/host.js';
import { panelStyles } from '../panel/styles.js';
import { countChanges, type Row, toggledFor, visibleRows } from './rows.js';
import { styles } from './styles.js';
import { rowOf } from './row.js';

/** Writes that are asked for at once. */
const BATCH = 40;

export class StateDiffApp extends LitElement {
  static override readonly styles = [panelStyles, styles];

  readonly #host: PanelHost<ShownDiff>;
  #body: StateDiffBody | undefined;
  #failure: string | undefined;
  #asked = 0;
  #toggled: ReadonlySet<string> = new Set();
  #filter = '';
  #at = '0';
  /** of changes, by origin; null: none is recorded */
  #writes = new Map<string, FoundWrite | null>();
  #isAskingWrites = false;

  constructor(api: VsCodeApi) {
    super();
    this.#host = new PanelHost<ShownDiff>(
      api,
      (what) => {
        if (what !== 'playhead') void this.#load(what === 'show');
        this.requestUpdate();
      },
      () => this.renderRoot.querySelector<HTMLElement>('.row.at') ?? undefined,
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#host.keyboard.follow(this.renderRoot);
    this.#host.send({ kind: 'ready' });
  }

  /** The recording that it is about is the one that is open. */
  get #isOpen(): boolean {
    const { session, shown } = this.#host;
    return (
      session != null && shown !== undefined && (shown.recording === null || session.recording === shown.recording)
    );
  }

  async #load(again: boolean): Promise<void> {
    const { shown } = this.#host;
    if (again) this.#body = undefined;
    if (!this.#isOpen || shown === undefined || this.#body !== undefined) return;
    const asked = ++this.#asked;
    this.#failure = undefined;
    try {
      const { first, second } = shown;
      const body = await this.#host.ask<StateDiffBody>('elixirscope/stateDiff', { first, second });
      if (asked !== this.#asked) return;
      this.#body = body;
      this.#toggled = new Set();
      this.#at = '0';
      this.#writes = new Map();
    } catch (error) {
      if (asked === this.#asked) this.#failure = error instanceof Error ? error.message : String(error);
    }
    this.requestUpdate();
  }

  get #rows(): readonly Row[] {
    return visibleRows(this.#body?.changes ?? [], { toggled: this.#toggled, filter: this.#filter });
  }

  /** Where the rows in the tree were written is looked for a few at a time: it may take the engine a while. */
  override updated(): void {
    this.#host.keyboard.drawn();
    void this.#askWrites();
  }

  async #askWrites(): Promise<void> {
    const at = this.#body?.moments[1];
    if (this.#isAskingWrites || at === undefined || !this.#isOpen) return;
    const missing = this.#rows.flatMap(({ change: { origin } }) =>
      origin === null || this.#writes.has(origin) ? [] : [origin],
    );
    const origins = [...new Set(missing)].slice(0, BATCH);
    if (origins.length === 0) return;
    this.#isAskingWrites = true;
    const known = this.#writes;
    try {
      const { thread, seq } = at;
      const { writes } = await this.#host.ask<WritesBody>('elixirscope/writes', { thread, seq, origins });
      for (const [i, origin] of origins.entries()) known.set(origin, writes[i] ?? null);
    } catch {
      for (const origin of origins) known.set(origin, null);
    }
    this.#isAskingWrites = false;
    this.requestUpdate();
  }

  #toggle({ id, change }: Row): void {
    if (change.children.length === 0) return;
    const toggled = new Set(this.#toggled);
    if (!toggled.delete(id)) toggled.add(id);
    this.#toggled = toggled;
    this.requestUpdate();
  }

  #select(id: string): void {
    this.#at = id;
    this.requestUpdate();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.row.at')?.focus());
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = this.#rows;
    const index = Math.max(
      0,
      rows.findIndex(({ id }) => id === this.#at),
    );
    const row = rows[index];
    if (row === undefined || !this.#move(event.key, rows, index, row)) return;
    event.preventDefault();
  }

  #move(key: string, rows: readonly Row[], index: number, row: Row): boolean {
    const to = (n: number): boolean => {
      const found = rows[Math.max(0, Math.min(rows.length - 1, n))];
      if (found !== undefined) this.#select(found.id);
      return true;
    };
    switch (key) {
      case 'ArrowDown':
        return to(index + 1);
      case 'ArrowUp':
        return to(index - 1);
      case 'PageDown':
        return to(index + 15);
      case 'PageUp':
        return to(index - 15);
      case 'Home':
        return to(0);
      case 'End':
        return to(rows.length - 1);
      case 'ArrowRight':
        if (row.open || row.change.children.length === 0) return to(index + 1);
        this.#toggle(row);
        return true;
      case 'ArrowLeft':
        if (row.open) this.#toggle(row);
        else if (row.parent !== undefined) this.#select(row.parent);
        return true;
      case ' ':
        this.#toggle(row);
        return true;
      case 'Enter': {
        const write = row.change.origin === null ? null : this.#writes.get(row.change.origin);
        if (write) this.#host.goTo(write, 'event', true);
        else this.#toggle(row);
        return true;
      }
      default:
        return false;
    }
  }

  override render(): TemplateResult {
    const { session, shown, last } = this.#host;
    if (session === undefined) return html``;
    if (session === null)
      return withoutRecording(
        'diff',
        shown === undefined ? 'Compare two moments' : shown.title,
        'Open the recording, and what changed between the two moments is here again. New ones are chosen on the Timeline (D, or the button with the two arrows).',
        { last, run: (command) => this.#host.send({ kind: 'run', command }) },
      );
    if (shown === undefined || !this.#isOpen)
      return message(
        'diff',
        'Compare two moments',
        'Go to a moment and press D in the Timeline, then to another one and press D again; or run "ElixirScope: What Changed Since the Last Stop?".',
      );
    if (this.#failure !== undefined) return message('warning', 'The two moments cannot be compared', this.#failure);
    return this.#body === undefined ? message('sync', shown.title, 'Comparing…') : this.#tree(this.#body);
  }

  #tree(body: StateDiffBody): TemplateResult {
    const rows = this.#rows;
    const at = rows.some(({ id }) => id === this.#at) ? this.#at : rows[0]?.id;
    return html`${this.#toolbar(body)}
      ${body.cut === null ? nothing : html`<div class="note"><vscode-icon name="warning" size="14"></vscode-icon>${body.cut}</div>`}
      ${
        body.changes.length === 0
          ? message('pass', 'Nothing changed', 'Every frame, variable and property is the same at both moments.')
          : rows.length === 0
            ? message(
                'filter',
                'No change is called that',
                'Neither a name nor a value of a change has this text in it.',
              )
            : html`<div class="head" aria-hidden="true"><span>Name</span><span>Before</span><span>After</span><span>Written</span></div>
              <div class="rows" role="treegrid" aria-label="Changes" aria-readonly="true" @keydown=${(event: KeyboardEvent) => this.#key(event)}>
                ${rows.map((row) =>
                  rowOf(row, {
                    isAt: row.id === at,
                    write: row.change.origin === null ? null : this.#writes.get(row.change.origin),
                    select: () => this.#select(row.id),
                    toggle: () => this.#toggle(row),
                    goTo: (write) => this.#host.goTo(write, 'event', false),
                  }),
                )}
              </div>`
      }`;
  }

  #toolbar({ moments: [before, after], changes }: StateDiffBody): TemplateResult {
    const { added, removed, changed } = countChanges(changes);
    const counted = (icon: string, n: number, what: string): TemplateResult =>
      html`<span title=${`${count(n)} ${what}`}><vscode-icon name=${icon} size="14"></vscode-icon>${count(n)}<span class="for-readers">${what}</span></span>`;
    const expand = (open: boolean) => () => {
      this.#toggled = toggledFor(changes, open);
      this.requestUpdate();
    };
    return html`<div class="toolbar" role="toolbar" aria-label="Compared moments">
      <div class="moments">${this.#moment(before)}${this.#moment(after, html`<vscode-icon name="arrow-right" size="14"></vscode-icon>`)}</div>
      <div class="end">
        <span class="counts numbers">${counted('diff-added', added, 'added')}${counted('diff-removed', removed, 'removed')}${counted('diff-modified', changed, 'changed')}</span>
        <vscode-textfield class="filter" label="Filter changes" placeholder="Filter" .value=${this.#filter} @input=${(
          event: Event,
        ) => {
          this.#filter = (event.target as HTMLInputElement).value.trim().toLowerCase();
          this.requestUpdate();
        }}></vscode-textfield>
        ${button('expand-all', 'Expand All', expand(true))}
        ${button('collapse-all', 'Collapse All', expand(false))}
        ${button('diff', 'Show as Text, Side by Side', () => this.#host.send({ kind: 'run', command: 'text', args: this.#host.shown }))}
      </div>
    </div>`;
  }

  #moment(moment: ComparedMoment, before: unknown = nothing): TemplateResult {
    const { seq, timeMicros, functionName, place } = moment;
    const where = place === null ? '' : `${place.path.split(/[\\/]/).at(-1)}:${place.line}`;
    return html`<span class="moment">${before}
      <button class="link numbers" title=${`Go to event ${count(seq)}`} @click=${(event: MouseEvent) => this.#host.goTo(moment, 'before', isOfKeys(event))}>event ${count(seq)}</button>
      <span class="muted cut">${functionName ?? ''} ${where}</span><span class="muted numbers">${duration(timeMicros)}</span>
    </span>`;
  }
}

const button = (icon: string, label: string, run: () => void): TemplateResult =>
  html`<vscode-toolbar-button icon=${icon} label=${label} title=${label} @click=${run}></vscode-toolbar-button>`;
