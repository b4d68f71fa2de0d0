/** One query under way: asks for page after page until there are enough results, everything was looked at, or somebody stops it. */
import type { EventsBody, Moment } from '../../wire/panel.js';
import type { QueryArguments, QueryBody } from '../../wire/query.js';
import type { PanelSession } from '../../wire/recordingPanel.js';
import { count } from '../amounts.js';

/** Results that are looked for before somebody asks for more. */
const BATCH = 200;

interface Engine {
  readonly session: PanelSession | null | undefined;
  readonly ask: <T>(request: string, args: object) => Promise<T>;
}

export class Search {
  events: readonly EventsBody['events'][number][] = [];
  failure: string | undefined;
  isRunning = false;
  isAsked = false;
  #text = '';
  #next: Moment | null = null;
  #wanted = 0;
  #run = 0;

  constructor(
    private readonly engine: Engine,
    private readonly changed: () => void,
  ) {}

  clear(): void {
    this.#run++;
    this.events = [];
    this.failure = undefined;
    this.isRunning = false;
    this.isAsked = false;
    this.#next = null;
  }

  run(text: string): Promise<void> {
    this.clear();
    this.isAsked = true;
    this.#text = text;
    this.#wanted = BATCH;
    return this.#go();
  }

  more(): void {
    this.#wanted = this.events.length + BATCH;
    void this.#go();
  }

  stop(): void {
    this.#run++;
    this.isRunning = false;
    this.changed();
  }

  /** There may be more, and nobody is looking for it. */
  get canGoOn(): boolean {
    return !this.isRunning && this.#next !== null;
  }

  /** The part of the recording that everything is narrowed to. */
  get part(): QueryArguments['part'] {
    const focus = this.engine.session?.focus;
    return focus ? { thread: focus.thread, from: focus.from, to: focus.to } : undefined;
  }

  /** For the status line. */
  get said(): string {
    if (!this.isAsked || this.failure !== undefined) return '';
    const found = `${count(this.events.length)} ${this.events.length === 1 ? 'event' : 'events'}`;
    const within = this.part === undefined ? '' : ' in the focus';
    if (this.isRunning) return `${found}… ${Math.floor(this.#share() * 100)} %`;
    return this.#next === null ? `${found}${within}` : `The first ${found}${within}`;
  }

  #share(): number {
    const threads = this.engine.session?.threads ?? [];
    const { thread = 0, seq = 0 } = this.#next ?? {};
    const before = threads.filter(({ id }) => id < thread).reduce((sum, { events }) => sum + events, 0);
    const all = threads.reduce((sum, { events }) => sum + events, 0);
    return (before + seq) / Math.max(1, all);
  }

  async #go(): Promise<void> {
    const run = ++this.#run;
    this.isRunning = true;
    this.changed();
    try {
      do {
        const asked: QueryArguments = {
          text: this.#text,
          limit: this.#wanted - this.events.length,
          ...(this.#next !== null && { from: this.#next }),
          ...(this.part !== undefined && { part: this.part }),
        };
        const { events, next } = await this.engine.ask<QueryBody>('elixirscope/query', asked);
        if (run !== this.#run) return;
        this.events = [...this.events, ...events];
        this.#next = next;
        this.changed();
      } while (this.#next !== null && this.events.length < this.#wanted);
    } catch (error) {
      if (run !== this.#run) return;
      this.failure = error instanceof Error ? error.message : String(error);
    }
    this.isRunning = false;
    this.changed();
  }
}
