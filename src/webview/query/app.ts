/** Queries over what was recorded: conditions to click and their text, side by side; what they find as a table that leads to the moments. */
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import {
  type Condition,
  conditionsText,
  type QueryChoicesBody,
  type QueryExport,
  type QueryTermsBody,
  type ShownQuery,
} from '../../wire/query.js';
import { message, withoutRecording } from '../panel/empty.js';
import { PanelHost, type VsCodeApi } from '../panel/host.js';
import { panelStyles } from '../panel/styles.js';
import { builder } from './builder.js';
import { type Found, resultTable } from './results.js';
import { Search } from './search.js';
import { styles } from './styles.js';
import { TEMPLATES } from './templates.js';

export class QueryApp extends LitElement {
  static override readonly styles = [panelStyles, styles];

  readonly #host: PanelHost<ShownQuery>;
  readonly #search: Search;
  #text = '';
  #conditions: readonly Condition[] = [];
  #choices: QueryChoicesBody | undefined;
  #failure: string | undefined;
  #at = 0;
  #sessionId: string | undefined;
  #asked = 0;
  /** there was no session yet to run it */
  #isWanted = false;

  constructor(api: VsCodeApi) {
    super();
    this.#host = new PanelHost<ShownQuery>(
      api,
      (what) => {
        if (what === 'show') this.#show();
        if (what === 'session') this.#sessionChanged();
        this.requestUpdate();
      },
      () => this.#home,
    );
    this.#text = this.#host.shown?.text ?? '';
    this.#search = new Search(this.#host, () => this.requestUpdate());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#host.keyboard.follow(this.renderRoot);
    this.#host.send({ kind: 'ready' });
  }

  get #home(): HTMLElement | undefined {
    const find = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector) ?? undefined;
    return find('.row.at') ?? find('.text input');
  }

  override updated(): void {
    this.#host.keyboard.drawn();
  }

  /** A text that comes from outside is one that somebody wants to see the results of. */
  #show(): void {
    const { text, saved = [] } = this.#host.shown ?? {};
    this.#host.keep({ text: text ?? this.#text, saved });
    if (text === null || text === undefined) return;
    this.#use(text);
  }

  #sessionChanged(): void {
    const { session } = this.#host;
    if (session === undefined) return;
    if (session?.id === this.#sessionId) return;
    this.#sessionId = session?.id;
    this.#search.clear();
    this.#choices = undefined;
    if (session === null) return;
    void this.#read(this.#text);
    if (this.#isWanted) this.#run();
  }

  /** The whole query, as if it had been typed and run. */
  #use(text: string): void {
    this.#type(text);
    this.#run();
  }

  #type(text: string): void {
    this.#text = text;
    this.#keep();
    void this.#read(text);
  }

  #keep(): void {
    this.#host.keep({ text: this.#text, saved: this.#host.shown?.saved ?? [] });
  }

  /** The conditions of a text. */
  async #read(text: string): Promise<void> {
    const asked = ++this.#asked;
    if (!this.#host.session) return;
    try {
      const { conditions, failure } = await this.#host.ask<QueryTermsBody>('elixirscope/queryTerms', { text });
      if (asked !== this.#asked) return;
      this.#failure = failure ?? undefined;
      if (failure === null) this.#conditions = conditions;
      this.#choices ??= await this.#host.ask<QueryChoicesBody>('elixirscope/queryChoices', {});
    } catch {
      // The session ends: another one will tell.
    }
    this.requestUpdate();
  }

  /** Conditions that are not filled in yet are no part of the text, and stay. */
  #build(conditions: readonly Condition[]): void {
    this.#asked++;
    this.#conditions = conditions;
    this.#text = conditionsText(conditions);
    this.#failure = undefined;
    this.#keep();
    void this.#check(this.#text);
    this.requestUpdate();
  }

  async #check(text: string): Promise<void> {
    const asked = this.#asked;
    try {
      const { failure } = await this.#host.ask<QueryTermsBody>('elixirscope/queryTerms', { text });
      if (asked === this.#asked) this.#failure = failure ?? undefined;
    } catch {
      return;
    }
    this.requestUpdate();
  }

  #run(): void {
    this.#isWanted = !this.#host.session;
    if (this.#isWanted || this.#text.trim() === '') return;
    this.#at = 0;
    void this.#search.run(this.#text);
  }

  #goTo(event: Found, byKey: boolean): void {
    this.#host.goTo(event, event.kind === 'enter' ? 'after' : 'event', byKey);
  }

  #select(index: number): void {
    this.#at = Math.max(0, Math.min(this.#search.events.length - 1, index));
    this.requestUpdate();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.row.at')?.focus());
  }

  #key(event: KeyboardEvent): void {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15 };
    const step = steps[event.key];
    const found = this.#search.events[this.#at];
    if (step !== undefined) this.#select(this.#at + step);
    else if (event.key === 'Home') this.#select(0);
    else if (event.key === 'End') this.#select(this.#search.events.length - 1);
    else if (event.key === 'Enter' && found !== undefined) this.#goTo(found, true);
    else return;
    event.preventDefault();
  }

  /** From the text into what it has found. */
  #down(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' || event.isComposing || this.#search.events.length === 0) return;
    event.preventDefault();
    this.#select(this.#at);
  }

  override render(): TemplateResult {
    const { session, last } = this.#host;
    if (session === undefined) return html``;
    if (session === null)
      return withoutRecording(
        'filter',
        'Ask the recording',
        'Which writes made the total negative? What did this function return, and when? Open a recording, click conditions together, and every event they hold for is here.',
        { last, run: (command) => this.#host.send({ kind: 'run', command }) },
      );
    return html`${this.#query()} ${this.#status()} <div class="results">${this.#results()}</div>`;
  }

  #query(): TemplateResult {
    const entered = (event: KeyboardEvent): void => {
      if (event.key === 'Enter' && !event.isComposing) this.#run();
    };
    return html`<div class="query" @keydown=${entered}>
      ${builder({ conditions: this.#conditions, choices: this.#choices, changed: (conditions) => this.#build(conditions) })}
      <div class="text">
        <input class="code" aria-label="Query as text" @keydown=${(event: KeyboardEvent) => this.#down(event)} placeholder='kind === "write" && value > 1000' spellcheck="false" autocomplete="off"
          aria-invalid=${String(this.#failure !== undefined)} .value=${this.#text} @input=${(event: Event) => this.#type((event.target as HTMLInputElement).value)}>
        <vscode-button id="run" icon="search" ?disabled=${this.#text.trim() === '' || this.#failure !== undefined} @click=${() => this.#run()}>Find</vscode-button>
      </div>
      ${this.#failure === undefined || this.#text.trim() === '' ? nothing : html`<div class="failure" role="alert">${this.#failure}</div>`}
    </div>`;
  }

  #status(): TemplateResult {
    const run = (command: 'save' | 'forget', args: unknown) => this.#host.send({ kind: 'run', command, args });
    const isSaved = this.#host.shown?.saved.some(({ text }) => text === this.#text) === true;
    const isEmpty = this.#text.trim() === '';
    return html`<div class="status" role="group" aria-label="Query">
      ${this.#templates()}
      ${
        isSaved
          ? button('star-full', 'Forget This Saved Query', false, () => run('forget', this.#text))
          : button('star-empty', 'Save This Query', isEmpty, () => run('save', this.#text))
      }
      ${button('json', 'Export as JSON', isEmpty, () => this.#export('json'))}
      ${button('table', 'Export as CSV', isEmpty, () => this.#export('csv'))}
      <span class="cut" role="status">${this.#search.said}</span>
      ${this.#search.isRunning ? button('debug-stop', 'Stop', false, () => this.#search.stop()) : nothing}
    </div>`;
  }

  #templates(): TemplateResult {
    const saved = this.#host.shown?.saved ?? [];
    const option = ({ name, text }: { readonly name: string; readonly text: string }): TemplateResult =>
      html`<option value=${text}>${name}</option>`;
    const chosen = (event: Event): void => {
      const select = event.target as HTMLSelectElement;
      if (select.value !== '') this.#use(select.value);
      select.value = '';
    };
    return html`<select class="templates" aria-label="Saved queries and templates" @change=${chosen}>
      <option value="">Saved queries…</option>
      ${saved.length === 0 ? nothing : html`<optgroup label="Saved">${saved.map(option)}</optgroup>`}
      <optgroup label="Templates">${TEMPLATES.map(option)}</optgroup>
    </select>`;
  }

  #export(format: 'json' | 'csv'): void {
    const { part } = this.#search;
    const args: QueryExport = { text: this.#text, format, ...(part !== undefined && { part }) };
    this.#host.send({ kind: 'run', command: 'export', args });
  }

  #results(): TemplateResult {
    const { events, failure, isRunning, isAsked, canGoOn } = this.#search;
    if (failure !== undefined) return message('warning', 'The query cannot be answered', failure);
    if (!isAsked)
      return message(
        'filter',
        'What do you want to find?',
        'Add a condition above, or choose a template, and press Enter. Conditions are joined by “and”; their text is a JavaScript expression that you can change as you like.',
      );
    if (events.length === 0)
      return isRunning
        ? html``
        : message('search', 'Nothing found', 'No event of the recording fulfils all conditions.');
    return html`${resultTable({
      events,
      playhead: this.#host.playhead,
      at: this.#at,
      select: (index) => this.#select(index),
      goTo: (event) => this.#goTo(event, false),
      key: (event) => this.#key(event),
    })}
    ${canGoOn ? html`<div class="more"><vscode-button secondary @click=${() => this.#search.more()}>Find More</vscode-button></div>` : nothing}`;
  }
}

const button = (icon: string, label: string, disabled: boolean, run: () => void): TemplateResult =>
  html`<vscode-toolbar-button icon=${icon} label=${label} title=${label} ?disabled=${disabled} @click=${run}></vscode-toolbar-button>`;
