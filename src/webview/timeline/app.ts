/** The Timeline panel: toolbar, minimap, lanes' names, canvas, hover, and what stands there when there is nothing to show. */
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { FromTimeline, ToTimeline } from '../../wire/timelinePanel.js';
import { count, duration, events } from '../amounts.js';
import { DocumentKeyboard } from '../panel/keyboard.js';
import { drawFrame, drawMinimap } from './drawing/frame.js';
import { emptyState } from './emptyState.js';
import { listen } from './gestures.js';
import { hoverOf, type HoverText } from './hover.js';
import { handleKey, KEYS_TEXT } from './keys.js';
import { drawLegend, legend } from './legend.js';
import { type Area, chartWidth, flameTop, type Lane, ROW_HEIGHT } from './layout.js';
import { listenToMinimap } from './minimapGestures.js';
import { type Kept, TimelineModel } from './model.js';
import { goToCall, goToMark, markNear, noteNear, placedNotes } from './moves.js';
import { MAX_ROWS, type PlacedCall } from './picture.js';
import { searchBar } from './searchBar.js';
import { styles } from './styles.js';
import { readTheme, type Theme } from './theme.js';
import { toolbar } from './toolbar.js';

export interface Host {
  readonly postMessage: (message: FromTimeline) => void;
  readonly getState: () => Kept | undefined;
  readonly setState: (state: Kept) => void;
}

const LANE_NAMES: Readonly<Record<Lane, readonly [name: string, icon: string]>> = {
  turns: ['Turns', 'sync'],
  output: ['Output', 'terminal'],
  errors: ['Errors', 'error'],
  hits: ['Breakpoints', 'debug-breakpoint'],
  marks: ['Marks', 'bookmark'],
};

export class TimelineApp extends LitElement {
  static override readonly styles = styles;

  readonly model: TimelineModel;
  #theme: Theme | undefined;
  #frame = 0;
  #followView: (() => void) | undefined;
  readonly #keyboard: DocumentKeyboard;
  #chart: HTMLCanvasElement | undefined;
  #minimap: HTMLCanvasElement | undefined;
  #pointer: { readonly x: number; readonly y: number; readonly axis: number; readonly area: Area } | undefined;
  #hovered: PlacedCall | undefined;
  #hover: HoverText | undefined;
  #scrolled = 0;
  #searchWasOpen = false;
  #said = '';

  constructor(private readonly host: Host) {
    super();
    // The chart is what the panel is for.
    this.#keyboard = new DocumentKeyboard({ send: (message) => host.postMessage(message), home: () => this.#chart });
    this.model = new TimelineModel(
      host.getState() ?? { axis: 'events', following: true },
      (message) => host.postMessage(message),
      () => this.#changed(),
      this.#keyboard,
    );
    window.addEventListener('message', ({ data }: MessageEvent<ToTimeline>) => this.model.receive(data));
    window.addEventListener('keydown', (event) => this.#find(event), { capture: true });
    new MutationObserver(() => {
      this.#theme = undefined;
      this.#changed();
    }).observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#keyboard.follow(this.renderRoot);
    this.model.begin(chartWidth(window.innerWidth));
  }

  #changed(): void {
    this.host.setState(this.model.kept);
    this.#followView?.();
    this.requestUpdate();
    this.#redraw();
  }

  #redraw(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  override updated(): void {
    this.#focusSearch();
    const chart = this.renderRoot.querySelector<HTMLCanvasElement>('#chart') ?? undefined;
    if (chart === this.#chart) return;
    this.#chart = chart;
    this.#minimap = this.renderRoot.querySelector<HTMLCanvasElement>('#minimap') ?? undefined;
    this.#followView = undefined;
    if (chart === undefined || this.#minimap === undefined) return;
    new ResizeObserver(() => this.#resized()).observe(chart.parentElement!);
    this.#followView = listen(chart, this.model, {
      scrolled: () => this.#scrolled,
      scrollBy: (pixels) => this.#scrollBy(pixels),
      hover: (at) => this.#hoverAt(at),
      click: (axis, area, twice) => this.#click(axis, area, twice),
      pick: (axis) => this.model.pickAt(axis),
    });
    listenToMinimap(this.#minimap, this.model);
    this.#resized();
  }

  /** A search that was opened has the keyboard. */
  #focusSearch(): void {
    const { isOpen } = this.model.finder;
    if (isOpen && !this.#searchWasOpen) this.renderRoot.querySelector<HTMLElement>('#search')?.focus();
    this.#searchWasOpen = isOpen;
  }

  #resized(): void {
    const stage = this.#chart?.parentElement;
    if (stage) this.model.resize(Math.floor(stage.clientWidth));
    this.#redraw();
  }

  #draw(): void {
    const { model } = this;
    const { whole } = model;
    if (this.#chart === undefined || this.#minimap === undefined || whole === undefined) return;
    this.#theme ??= readTheme(this);
    const theme = this.#theme;
    const playhead = model.playheadAt();
    const chart = fitted(this.#chart);
    const notes = placedNotes(model).map(({ at }) => at);
    const found = model.finder.hits.map(({ seq }) => model.axisOf(seq));
    drawFrame({
      ...chart,
      notes,
      found,
      foundCurrent: found[model.finder.current],
      theme,
      axis: model.axis,
      lanes: model.lanes,
      view: model.view,
      whole,
      near: model.near,
      playhead,
      picked: model.picked === undefined ? undefined : model.axisOf(model.picked.seq),
      pointer: this.#pointer?.axis,
      selected: model.selected,
      hovered: this.#hovered,
      scrolled: this.#scrolled,
    });
    drawLegend(this.renderRoot, theme, fitted);
    drawMinimap({
      ...fitted(this.#minimap),
      theme,
      whole,
      view: model.view,
      focus: model.focus,
      playhead,
      found,
      notes,
    });
  }

  #scrollBy(pixels: number): void {
    const rows = Math.min(MAX_ROWS, Math.max(this.model.whole?.deepest ?? 0, this.model.near?.deepest ?? 0));
    const room = (this.#chart?.clientHeight ?? 0) - flameTop(this.model.lanes);
    this.#scrolled = Math.max(0, Math.min(rows * ROW_HEIGHT - room + 4, this.#scrolled + pixels));
    this.#redraw();
  }

  #hoverAt(
    at: { readonly x: number; readonly y: number; readonly axis: number; readonly area: Area } | undefined,
  ): void {
    this.#pointer = at;
    const picture = at && this.model.pictureAt(at.axis);
    this.#hovered = at?.area.kind === 'flame' ? picture?.callAt(at.axis, at.area.row) : undefined;
    this.#hover = at && picture && hoverOf(this.model, picture, at);
    if (this.#chart !== undefined)
      this.#chart.style.cursor = this.#hovered !== undefined || this.#hover?.clickable ? 'pointer' : '';
    this.requestUpdate();
    this.#redraw();
  }

  #click(axis: number, area: Area, twice: boolean): void {
    if (area.kind === 'lane') {
      const mark = area.lane === 'marks' ? noteNear(this.model, axis) : markNear(this.model, axis, area.lane);
      if (mark !== undefined && !twice) goToMark(this.model, mark);
      return;
    }
    if (area.kind !== 'flame') return;
    const call = this.model.pictureAt(axis)?.callAt(axis, area.row);
    if (call === undefined) return;
    if (twice) this.model.setFocus({ from: call.from, to: call.to });
    else goToCall(this.model, call);
    this.#say(`${call.function.name}, ${events(call.until - call.since + 1)}`);
    this.#redraw();
  }

  #say(text: string): void {
    this.#said = text;
    this.requestUpdate();
  }

  /** The selected call is brought into the rows that are in sight. */
  #reveal(call: PlacedCall): void {
    const room = (this.#chart?.clientHeight ?? 0) - flameTop(this.model.lanes);
    const top = call.depth * ROW_HEIGHT;
    if (top < this.#scrolled) this.#scrollBy(top - this.#scrolled);
    else if (top + ROW_HEIGHT > this.#scrolled + room) this.#scrollBy(top + ROW_HEIGHT - this.#scrolled - room);
    this.#say(`${call.function.name}, row ${call.depth + 1}, ${events(call.until - call.since + 1)}`);
  }

  #closeSearch(): void {
    this.model.finder.close();
    this.#chart?.focus({ preventScroll: true });
  }

  /** Control F, anywhere in the panel. */
  #find(event: KeyboardEvent): void {
    if (event.key.toLowerCase() !== 'f' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    this.model.finder.open();
  }

  #key(event: KeyboardEvent): void {
    if (!handleKey(event, this.model, (call) => this.#reveal(call))) return;
    if (this.model.travel.isAwaited) this.#keyboard.keep();
    event.preventDefault();
    this.#redraw();
  }

  override render(): TemplateResult {
    const { session, whole, failure } = this.model;
    if (session === undefined) return html``;
    if (session === null || session.events === 0 || failure !== undefined)
      return emptyState(this.model, (command) => this.host.postMessage({ kind: 'command', command }));
    return html`
      ${toolbar(this.model)}
      ${searchBar(this.model, () => this.#closeSearch())}
      <div class="minimap"><canvas id="minimap" tabindex="0" role="scrollbar" aria-label="Part of the recording in sight" aria-controls="chart" aria-orientation="horizontal" aria-valuemin="0" aria-valuemax="100" aria-valuenow=${this.#share()}></canvas></div>
      <div class="body">
        <div class="gutter" aria-hidden="true">
          <div class="ruler-name"><span>${this.model.axis === 'events' ? 'Event' : 'Time'}</span><span class="muted">${this.model.axis === 'events' ? 'Time' : 'Event'}</span></div>
          ${gutterRow('density', 'pulse', this.model.axis === 'events' ? 'Time spent' : 'Events', 'density-name')}
          ${this.model.lanes.map((lane) => gutterRow(lane, LANE_NAMES[lane][1], LANE_NAMES[lane][0], 'lane-name'))}
          ${gutterRow('calls', 'symbol-method', 'Calls', 'calls-name')}
        </div>
        <div class="stage">
          <canvas id="chart" tabindex="0" role="slider" aria-label="Playhead" aria-describedby="keys" aria-valuemin="0"
            aria-valuemax=${whole?.body.extent.lastSeq ?? 0} aria-valuenow=${this.model.playhead?.seq ?? 0} aria-valuetext=${this.#playheadText()}
            @keydown=${(event: KeyboardEvent) => this.#key(event)}></canvas>
          ${this.#hover === undefined || this.#pointer === undefined ? nothing : hoverBox(this.#hover, this.#pointer, this.model.width)}
          ${whole === undefined ? html`<div class="waiting">Reading the recording…</div>` : nothing}
        </div>
      </div>
      ${legend(whole)}
      <p id="keys" class="for-readers">${KEYS_TEXT}</p>
      <div class="for-readers" role="status">${this.#said}</div>`;
  }

  #share(): number {
    const { view, whole } = this.model;
    if (whole === undefined) return 0;
    return Math.round(((view.from - whole.from) / Math.max(1, whole.to - whole.from)) * 100);
  }

  #playheadText(): string {
    const { playhead } = this.model;
    return playhead === null
      ? 'the program is running'
      : `event ${count(playhead.seq)} of ${count(playhead.endSeq)}, ${duration(playhead.timeMicros)} after the start`;
  }
}

const gutterRow = (id: string, icon: string, name: string, kind: string): TemplateResult => html`
  <div class=${kind} data-lane=${id} title=${name}><vscode-icon name=${icon} size="14"></vscode-icon><span>${name}</span></div>`;

function hoverBox(hover: HoverText, at: { readonly x: number; readonly y: number }, width: number): TemplateResult {
  const side = at.x > width / 2 ? `right: ${Math.max(4, width - at.x + 12)}px` : `left: ${at.x + 12}px`;
  return html`<div class="hover" .style=${`${side}; top: ${at.y + 14}px`}>
    <div class="title">${hover.title}</div>
    ${hover.lines.map((text) => html`<div class="muted">${text}</div>`)}
  </div>`;
}

/** The canvas at the resolution of the screen. */
function fitted(canvas: HTMLCanvasElement): {
  readonly ctx: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
} {
  const ratio = window.devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  const [wide, tall] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide || canvas.height !== tall) {
    canvas.width = wide;
    canvas.height = tall;
  }
  const ctx = canvas.getContext('2d')!;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  return { ctx, width, height };
}
