/** What a recording is made of, live while the program runs: throughput, kinds of events, hottest functions, objects, losses, for each thread. */
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { DashboardBody, ShownDashboard, ThreadFigures } from '../../wire/dashboard.js';
import { count, duration, size } from '../amounts.js';
import { message, withoutRecording } from '../panel/empty.js';
import { PanelHost, type VsCodeApi } from '../panel/host.js';
import { panelStyles } from '../panel/styles.js';
import { Rate } from '../rate.js';
import { barList } from './bars.js';
import { areaChart } from './chart.js';
import { styles } from './styles.js';

const PARTS = 120;
/** Between two questions while the program runs. */
const EVERY_MILLIS = 1000;
const KINDS = 12;

export class DashboardApp extends LitElement {
  static override readonly styles = [panelStyles, styles];

  readonly #host: PanelHost<ShownDashboard>;
  #body: DashboardBody | undefined;
  readonly #rate = new Rate();
  /** microseconds of CPU time */
  readonly #rates = { recorder: new Rate(), program: new Rate(), sending: new Rate() };
  #failure: string | undefined;
  #sessionId: string | undefined;
  #isAsking = false;
  #isStale = false;
  #askedAt = 0;

  constructor(api: VsCodeApi) {
    super();
    this.#host = new PanelHost<ShownDashboard>(
      api,
      (what) => {
        if (what === 'session') this.#sessionChanged();
        if (what !== 'playhead') this.requestUpdate();
      },
      () => this.renderRoot.querySelector<HTMLElement>('.bar-row') ?? undefined,
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#host.keyboard.follow(this.renderRoot);
    this.#host.keep({});
    this.#host.send({ kind: 'ready' });
  }

  override updated(): void {
    this.#host.keyboard.drawn();
  }

  #sessionChanged(): void {
    const { session } = this.#host;
    if (session?.id !== this.#sessionId) {
      this.#sessionId = session?.id;
      this.#body = undefined;
      this.#rate.forget();
      for (const rate of Object.values(this.#rates)) rate.forget();
    }
    if (session && session.events > 0) void this.#ask();
  }

  /** One question at a time, and no more often than somebody can look. */
  async #ask(): Promise<void> {
    this.#isStale = true;
    if (this.#isAsking) return;
    this.#isAsking = true;
    while (this.#isStale) {
      const wait = this.#body === undefined ? 0 : this.#askedAt + EVERY_MILLIS - Date.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      this.#isStale = false;
      this.#askedAt = Date.now();
      const { session } = this.#host;
      try {
        const body = await this.#host.ask<DashboardBody>('elixirscope/dashboard', { parts: PARTS });
        if (session?.id === this.#sessionId) this.#answered(body);
      } catch (error) {
        this.#failure = error instanceof Error ? error.message : String(error);
      }
      this.requestUpdate();
    }
    this.#isAsking = false;
  }

  #answered(body: DashboardBody): void {
    this.#rate.told(body.events);
    const { recorder, program } = body;
    if (recorder !== null) this.#rates.recorder.told(recorder.cpuMicros);
    if (program !== null) {
      this.#rates.program.told(program.cpuMicros, program.atMillis);
      if (program.sendingMicros !== null) this.#rates.sending.told(program.sendingMicros, program.atMillis);
    }
    this.#body = body;
    this.#failure = undefined;
  }

  override render(): TemplateResult {
    const { session, last } = this.#host;
    if (session === undefined) return html``;
    if (session === null)
      return withoutRecording(
        'dashboard',
        'What the recording is made of',
        'How fast events come in, which functions and kinds of events they are, and what was lost: live while a program runs, and of any recording.',
        { last, run: (command) => this.#host.send({ kind: 'run', command }) },
      );
    if (session.events === 0)
      return message(
        'dashboard',
        'Nothing is recorded yet',
        session.running
          ? 'Figures appear as soon as code of your workspace runs.'
          : 'No code of your workspace ran in this recording. Check the settings elixirscope.include and elixirscope.exclude.',
      );
    if (this.#body === undefined)
      return this.#failure === undefined
        ? message('sync', 'Reading the recording…', '')
        : message('warning', 'The figures cannot be shown', this.#failure);
    return html`<div class="board">${this.#totals(this.#body)} ${this.#threads(this.#body)} ${this.#lists(this.#body)}</div>`;
  }

  #totals(body: DashboardBody): TemplateResult {
    const { events, bytes, wallMicros, lost, leftOut } = body;
    const running = this.#host.session?.running === true;
    const [gone, out] = [lost, leftOut].map((kinds) => kinds.reduce((sum, { count: n }) => sum + n, 0)) as [
      number,
      number,
    ];
    return html`<div class="totals" role="group" aria-label="Totals">
      ${total('events', count(events))}
      ${
        running
          ? html`<span class="total"><b class="live"><span class="dot"></span>${count(this.#rate.perSecond)}/s</b><span class="muted">now</span></span>`
          : total('events per second', count(events / Math.max(1e-6, wallMicros / 1e6)))
      }
      ${total('recorded', size(bytes))}
      ${total('bytes per event', (bytes / Math.max(1, events)).toFixed(bytes / events < 10 ? 2 : 0))}
      ${total('wall time', duration(wallMicros))}
      ${total('lost', count(gone), { kind: gone > 0 ? 'bad' : '' })}
      ${out === 0 ? nothing : total('left out', count(out))}
      ${this.#processes(body)}
    </div>`;
  }

  #processes({ recorder, program }: DashboardBody): TemplateResult {
    const share = ({ perSecond }: Rate): string => `${(perSecond / 1e4).toFixed(perSecond < 1e5 ? 1 : 0)} %`;
    const { recorder: recording, program: running, sending } = this.#rates;
    return html`${
      program === null
        ? nothing
        : html`${total('program, of one core', share(running), { title: PROGRAM_TITLE })}
          ${program.sendingMicros === null ? nothing : total('of that, sending events', share(sending), { title: SENDING_TITLE })}
          ${total('memory of the program', size(program.memoryBytes))}`
    }${
      recorder === null
        ? nothing
        : html`${total('recorder, of one core', share(recording))} ${total('memory of the recorder', size(recorder.memoryBytes))}`
    }`;
  }

  #threads({ threads, wallMicros }: DashboardBody): TemplateResult {
    return html`${threads.map(
      (thread) => html`
      ${threads.length > 1 ? html`<h2>${thread.name} <span class="muted numbers">${count(thread.events)} events</span></h2>` : nothing}
      <div class="cards">${this.#charts(thread, wallMicros)}</div>`,
    )}`;
  }

  #charts({ throughput, objects, depths }: ThreadFigures, wallMicros: number): TemplateResult {
    const seconds = wallMicros / 1e6 / PARTS;
    const common = { wallMicros };
    return html`
      ${areaChart({ ...common, kind: 'throughput', title: 'Events per second', note: '', values: throughput.map((n) => n / seconds), format: (n) => compact(n) })}
      ${areaChart({ ...common, kind: 'objects', title: 'Objects seen first', note: `${count(objects.reduce((a, b) => a + b, 0))} in all`, values: objects, format: (n) => compact(n) })}
      ${areaChart({ ...common, kind: 'depths', title: 'Calls on the stack', note: `at most ${count(Math.max(0, ...depths))}`, values: depths, format: (n) => compact(n) })}`;
  }

  #lists({ kinds, functions, lost, leftOut, events }: DashboardBody): TemplateResult {
    const query = (text: string) => () => this.#host.send({ kind: 'run', command: 'query', args: text });
    const share = (n: number): string => `${((n / Math.max(1, events)) * 100).toFixed(1)} %`;
    return html`<div class="lists">
      ${barList(
        'Hottest functions',
        'by events',
        functions.map(({ name, place, calls, events: own }) => ({
          name,
          detail: `${place.path.split(/[\\/]/).at(-1)}:${place.line}`,
          value: own,
          shown: `${count(calls)} ${calls === 1 ? 'call' : 'calls'} · ${share(own)}`,
          label: `Find the calls of ${name}`,
          go: query(`kind === "enter" && fn === ${JSON.stringify(name)}`),
        })),
      )}
      ${barList(
        'Kinds of events',
        'what recording is spent on',
        kinds.slice(0, KINDS).map(({ kind, count: n }) => ({
          name: kind,
          detail: '',
          value: n,
          shown: `${count(n)} · ${share(n)}`,
          label: `Find events of kind ${kind}`,
          go: query(`kind === ${JSON.stringify(kind)}`),
        })),
      )}
      ${barList(
        'What is missing',
        lost.length === 0 ? 'nothing was lost' : 'events, by kind',
        [...lost, ...leftOut].map(({ kind, count: n }, i) => ({
          name: kind,
          detail: i < lost.length ? 'lost' : 'left out',
          value: n,
          shown: count(n),
          label: 'Find what is missing',
          go: query('kind === "gap"'),
        })),
      )}
    </div>`;
  }
}

const PROGRAM_TITLE = 'CPU time of the whole process: the program, the probes in its code, and what sends events';
const SENDING_TITLE =
  'A thread of our own in the process. What probes take on the threads of the program cannot be told apart from it';

const total = (
  name: string,
  value: string,
  { kind = '', title = '' }: { readonly kind?: string; readonly title?: string } = {},
): TemplateResult =>
  html`<span class=${`total ${kind}`} title=${title || nothing}><b>${value}</b><span class="muted">${name}</span></span>`;

/** 1.2k, 3.4M */
function compact(n: number): string {
  if (n >= 1e6) return `${(n / 1e6).toFixed(n < 1e7 ? 1 : 0)}M`;
  if (n >= 1000) return `${(n / 1000).toFixed(n < 1e4 ? 1 : 0)}k`;
  return n >= 10 || Number.isInteger(n) ? n.toFixed(0) : n.toFixed(1);
}
