/**
 * What is looked for in the recording, and what was found: pages come as the engine finds them, until all was looked at or there is more
 * than anybody goes through. A new text makes the answers to the old one void.
 */
import type { FoundMoment, SearchArguments, SearchBody } from '../../wire/search.js';
import type { FromTimeline } from '../../wire/timelinePanel.js';

const MOST = 5000;
const TYPING_MILLIS = 200;

/** Where to look; the thread and part that are shown. */
export type SearchScope = Pick<SearchArguments, 'thread' | 'since' | 'until'>;

export class Finder {
  isOpen = false;
  text = '';
  hits: readonly FoundMoment[] = [];
  /** index of the hit that was gone to; -1: none yet */
  current = -1;
  /** event up to which was looked, while there is more to look at */
  searched: number | undefined;
  failure: string | undefined;
  #scope: SearchScope = {};
  #asked: number | undefined;
  #nextId = 1;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly send: (message: FromTimeline) => void,
    private readonly changed: () => void,
  ) {}

  /** There are more than are listed. */
  get more(): boolean {
    return this.hits.length >= MOST;
  }

  get currentHit(): FoundMoment | undefined {
    return this.hits[this.current];
  }

  open(): void {
    this.isOpen = true;
    this.changed();
  }

  close(): void {
    this.isOpen = false;
    this.look('', {});
  }

  /** A moment after the last key. */
  look(text: string, scope: SearchScope): void {
    clearTimeout(this.#timer);
    this.text = text;
    this.#scope = scope;
    this.#clear();
    if (text.trim() !== '') this.#timer = setTimeout(() => this.#ask(scope.since ?? 0), TYPING_MILLIS);
    this.changed();
  }

  /** The same text somewhere else: another recording, thread or part. */
  scopeIs(scope: SearchScope): void {
    const isSame = (['thread', 'since', 'until'] as const).every((key) => scope[key] === this.#scope[key]);
    if (this.text !== '' && !isSame) this.look(this.text, scope);
  }

  received(id: number, { hits, next }: SearchBody): void {
    if (id !== this.#asked) return;
    this.#asked = undefined;
    this.hits = [...this.hits, ...hits].slice(0, MOST);
    if (next === null || this.more) this.searched = undefined;
    else this.#ask(next);
    this.changed();
  }

  failed(id: number, message: string): void {
    if (id !== this.#asked) return;
    this.#clear();
    this.failure = message;
    this.changed();
  }

  /** The next or previous one, seen from where the playhead is; from the last it goes on at the first. */
  step(direction: 1 | -1, from: number): FoundMoment | undefined {
    const { hits } = this;
    if (hits.length === 0) return undefined;
    const stands = this.currentHit !== undefined && Math.abs(this.currentHit.seq - from) <= 1;
    const next = stands
      ? this.current + direction
      : direction > 0
        ? hits.findIndex(({ seq }) => seq > from)
        : hits.findLastIndex(({ seq }) => seq < from);
    this.current = next < 0 ? (direction > 0 ? 0 : hits.length - 1) : next % hits.length;
    this.changed();
    return this.currentHit;
  }

  #clear(): void {
    this.hits = [];
    this.current = -1;
    this.searched = undefined;
    this.failure = undefined;
    this.#asked = undefined;
  }

  #ask(since: number): void {
    this.#asked = this.#nextId++;
    this.searched = since;
    this.send({ kind: 'search', id: this.#asked, asked: { ...this.#scope, text: this.text, since } });
  }
}
