/**
 * What the panel shows and knows: the session, the part of the recording in sight, pictures of it, the playhead.
 *
 * Pictures. One of the whole recording is always there; one of what is in sight, with a margin, is asked for whenever the view leaves the last
 * one or shows much less than it. One question is under way at a time, and of those that come meanwhile only the last is asked.
 *
 * The playhead. While it is dragged, the panel shows it where the pointer is; the session is asked to go there when it has arrived where it
 * was sent before. Answers to older wishes move nothing.
 */
import type { Moment, PlayheadPosition } from '../../wire/panel.js';
import type { TimelineAxis, TimelineBody } from '../../wire/timeline.js';
import type { FocusRange, FromTimeline, MarkedMoment, TimelineSession, ToTimeline } from '../../wire/timelinePanel.js';
import type { DocumentKeyboard } from '../panel/keyboard.js';
import { nearPicture, wholePicture } from './asked.js';
import { pictureAt } from './drawing/scene.js';
import { Finder, type SearchScope } from './finder.js';
import { LANES, type Lane } from './layout.js';
import { Rate } from '../rate.js';
import { Picture, type PlacedCall } from './picture.js';
import { Travel, type Wish } from './travel.js';
import { clamped, contains, lengthOf, type Span } from './viewport.js';

/** A picture that is this many times finer than what is in sight needs not be replaced. */
const COARSE = 2.5;

export interface Kept {
  readonly axis: TimelineAxis;
  readonly following: boolean;
}

export class TimelineModel {
  session: TimelineSession | null | undefined;
  /** recording that could be opened again */
  last: string | null = null;
  axis: TimelineAxis;
  thread: number | undefined;
  whole: Picture | undefined;
  near: Picture | undefined;
  view: Span = { from: 0, to: 1 };
  focus: Span | undefined;
  playhead: PlayheadPosition | null = null;
  /** where the playhead is being dragged, on the axis */
  dragged: number | undefined;
  selected: PlacedCall | undefined;
  following: boolean;
  failure: string | undefined;
  /** moments that somebody has marked, of all threads */
  notes: readonly MarkedMoment[] = [];
  readonly finder: Finder;
  /** events per second of a running program */
  readonly rate = new Rate();
  /** the first of two moments that are to be compared */
  picked: Moment | undefined;
  /** parts of the picture: CSS pixels of the canvas */
  width = 0;
  #nextId = 1;
  #asked: { readonly id: number; readonly whole: boolean } | undefined;
  #wantsWhole = false;
  #wantsNear = false;
  readonly travel: Travel;

  constructor(
    kept: Kept,
    private readonly send: (message: FromTimeline) => void,
    private readonly changed: () => void,
    private readonly keyboard: Pick<DocumentKeyboard, 'keep' | 'release' | 'arrived' | 'told'>,
  ) {
    this.travel = new Travel(
      (wish) => send({ kind: 'goto', ...wish }),
      () => this.#stands(),
    );
    this.finder = new Finder(send, changed);
    this.axis = kept.axis;
    this.following = kept.following;
  }

  get kept(): Kept {
    return { axis: this.axis, following: this.following };
  }

  /** Everything there is to see: the focus range, if there is one. */
  get bounds(): Span {
    return this.focus ?? this.whole ?? { from: 0, to: 1 };
  }

  /** Breakpoints have a lane if there are any that were hit. */
  get lanes(): readonly Lane[] {
    const hasHits = this.whole?.marks.some(({ kind }) => kind === 'hit') === true;
    const hasNotes = this.notes.some(({ thread }) => thread === this.whole?.body.thread);
    return LANES.filter((lane) => (lane !== 'hits' || hasHits) && (lane !== 'marks' || hasNotes));
  }

  /** The best picture at a place. */
  pictureAt(axis: number): Picture | undefined {
    return this.whole && pictureAt({ near: this.near, whole: this.whole }, axis);
  }

  playheadAt(): number | undefined {
    if (this.dragged !== undefined) return this.dragged;
    if (this.playhead === null || this.playhead.thread !== this.whole?.body.thread) return undefined;
    return this.axisOf(this.playhead.seq);
  }

  /** Where an event of the thread that is shown is on the axis, as exactly as is known. */
  axisOf(seq: number): number {
    const { near, whole } = this;
    const inNear = near !== undefined && seq >= (near.body.seqs[0] ?? 0) && seq <= (near.body.seqs.at(-1) ?? 0);
    return (inNear ? near : whole)?.axisOf(seq) ?? 0;
  }

  /** The first picture is asked for with the first word: who knows what there is to show can answer both at once. */
  begin(width: number): void {
    this.send({ kind: 'ready' });
    this.width = Math.max(0, width);
    this.#wantsWhole = true;
    if (this.width > 0) this.#askNow();
  }

  receive(message: ToTimeline): void {
    switch (message.kind) {
      case 'session':
        return this.#sessionIs(message.session, message.last);
      case 'picture':
        return this.#pictureIs(message.id, message.body);
      case 'failed':
        return this.#failed(message.id, message.message);
      case 'stale':
        this.near = undefined;
        return this.#want(true);
      case 'playhead':
        return this.#playheadIs(message.position);
      case 'found':
        return this.finder.received(message.id, message.body);
      case 'searchFailed':
        return this.finder.failed(message.id, message.message);
      case 'marks':
        this.notes = message.marks;
        return this.changed();
      case 'openSearch':
        return this.finder.open();
      case 'shown':
      case 'release':
        return this.keyboard.told(message);
    }
  }

  resize(width: number): void {
    if (width === this.width || width <= 0) return;
    this.width = width;
    this.#want(true);
  }

  show(span: Span): void {
    this.view = clamped(span, this.bounds);
    if (this.following && this.view.to < this.bounds.to) this.following = false;
    this.#want(false);
    this.changed();
  }

  setAxis(axis: TimelineAxis): void {
    if (axis === this.axis) return;
    this.axis = axis;
    this.#forgetPictures();
  }

  setThread(thread: number): void {
    if (thread === this.thread) return;
    this.thread = thread;
    this.#forgetPictures();
  }

  setFollowing(following: boolean): void {
    this.following = following;
    if (following) this.#want(true);
    this.changed();
  }

  /** Undefined: the whole recording again. */
  setFocus(span: Span | undefined): void {
    this.focus = span;
    this.view = span ?? this.whole ?? this.view;
    const { whole } = this;
    const range: FocusRange | null =
      span === undefined || whole === undefined
        ? null
        : { thread: whole.body.thread, from: Math.floor(this.#seqAt(span.from)), to: Math.ceil(this.#seqAt(span.to)) };
    this.send({ kind: 'focus', range });
    this.finder.scopeIs(this.#searchScope());
    this.#want(false);
    this.changed();
  }

  /** Looks for a text in what is shown: the thread, and the focus range if there is one. */
  look(text: string): void {
    this.finder.look(text, this.#searchScope());
  }

  /** To the next or previous hit. */
  goToFound(direction: 1 | -1): void {
    const hit = this.finder.step(direction, this.playhead?.seq ?? 0);
    if (hit === undefined) return;
    this.goTo({ seq: hit.seq, snap: hit.kind === 'call' ? 'after' : 'event' }, true);
  }

  #searchScope(): SearchScope {
    const { focus, whole } = this;
    if (whole === undefined) return {};
    const { thread } = whole.body;
    if (focus === undefined) return { thread };
    return { thread, since: Math.floor(this.#seqAt(focus.from)), until: Math.ceil(this.#seqAt(focus.to)) };
  }

  /** To the statement that ran last at a place of the axis. */
  dragTo(axis: number): void {
    const picture = this.pictureAt(axis);
    if (picture === undefined) return;
    const { firstSeq, lastSeq } = picture.body.extent;
    this.dragged = Math.max(picture.body.axis === 'events' ? firstSeq : picture.body.extent.firstMicros, axis);
    this.goTo({ seq: Math.min(lastSeq, Math.max(firstSeq, Math.floor(this.#seqAt(axis)))), snap: 'before' });
    this.changed();
  }

  endDrag(): void {
    if (!this.travel.isUnderWay) this.dragged = undefined;
    this.changed();
  }

  goTo(place: Pick<Wish, 'seq' | 'snap'>, keepFocus = false): void {
    const thread = this.whole?.body.thread;
    if (thread === undefined) return;
    if (keepFocus) this.keyboard.keep();
    else this.keyboard.release();
    this.travel.goTo({ thread, ...place });
  }

  /** One of two moments to compare; the second one opens what changed between them. */
  pick(seq: number | undefined): void {
    const thread = this.whole?.body.thread;
    if (thread === undefined || seq === undefined) return;
    const { picked } = this;
    const isSecond = picked?.thread === thread && picked.seq !== seq;
    if (isSecond) this.send({ kind: 'compare', first: picked, second: { thread, seq } });
    this.picked = isSecond ? undefined : { thread, seq };
    this.changed();
  }

  /** The event at a place of the axis. */
  pickAt(axis: number): void {
    const { firstSeq = 0, lastSeq = 0 } = this.whole?.body.extent ?? {};
    this.pick(Math.min(lastSeq, Math.max(firstSeq, Math.floor(this.#seqAt(axis)))));
  }

  unpick(): void {
    this.picked = undefined;
    this.changed();
  }

  #stands(): void {
    if (!this.travel.isUnderWay) this.dragged = undefined;
    this.changed();
  }

  #seqAt(axis: number): number {
    return this.pictureAt(axis)?.seqAt(axis) ?? 0;
  }

  #sessionIs(session: TimelineSession | null, last: string | null): void {
    const before = this.session;
    this.session = session;
    this.last = last;
    if (session?.id !== before?.id) this.rate.forget();
    if (session?.running && session.events !== before?.events) this.rate.told(session.events);
    this.#askFor(session, before);
    this.changed();
  }

  #askFor(session: TimelineSession | null, before: TimelineSession | null | undefined): void {
    const isOnItsWay = before === undefined && this.#asked !== undefined && session !== null && session.events > 0;
    if (isOnItsWay) return;
    if (session === null || session.id !== before?.id) {
      this.thread = undefined;
      this.focus = undefined;
      this.playhead = session === null ? null : this.playhead;
      this.#forgetPictures();
    } else if (session.events !== before.events || session.running !== before.running) {
      if (this.following || !session.running || this.whole === undefined) this.#want(true);
    }
  }

  #forgetPictures(): void {
    this.whole = undefined;
    this.near = undefined;
    this.focus = undefined;
    this.picked = undefined;
    this.selected = undefined;
    this.#asked = undefined;
    this.#want(true);
    this.changed();
  }

  #playheadIs(position: PlayheadPosition | null): void {
    const before = this.playhead;
    this.playhead = position;
    this.keyboard.arrived();
    if (position !== null && this.thread !== undefined && position.thread !== this.thread && !this.travel.isUnderWay)
      this.setThread(position.thread);
    this.travel.arrived();
    this.#stands();
    if (before !== null && this.dragged === undefined) this.#reveal();
    this.changed();
  }

  /** A playhead that has left what is in sight brings it along. */
  #reveal(): void {
    const at = this.playheadAt();
    if (at === undefined || (at >= this.view.from && at <= this.view.to)) return;
    const length = lengthOf(this.view);
    this.show({ from: at - length / 2, to: at + length / 2 });
  }

  #want(everything: boolean): void {
    if (everything) this.#wantsWhole = true;
    const { near, whole, view } = this;
    const part = lengthOf(view) / Math.max(1, this.width);
    const best = near !== undefined && contains(near, view) ? near : whole;
    this.#wantsNear = best === undefined || best.part > part * COARSE || !contains(best, view);
    this.#ask();
  }

  #ask(): void {
    if (this.#asked === undefined && this.width > 0 && this.session && this.session.events > 0) this.#askNow();
  }

  #askNow(): void {
    const whole = this.#wantsWhole;
    if (!whole && (!this.#wantsNear || this.whole === undefined)) return;
    if (whole) this.#wantsWhole = false;
    else this.#wantsNear = false;
    const id = this.#nextId++;
    this.#asked = { id, whole };
    this.send({ kind: 'picture', id, asked: whole ? wholePicture(this) : nearPicture(this) });
  }

  #pictureIs(id: number, body: TimelineBody): void {
    if (this.#asked?.id !== id) return;
    const { whole } = this.#asked;
    this.#asked = undefined;
    this.failure = undefined;
    const picture = new Picture(body);
    if (whole) this.#wholeIs(picture);
    else this.near = picture;
    this.#want(false);
    this.changed();
  }

  #wholeIs(picture: Picture): void {
    const before = this.whole;
    this.whole = picture;
    this.thread ??= picture.body.thread;
    this.finder.scopeIs(this.#searchScope());
    const sawAll = before === undefined || (this.view.from <= before.from && this.view.to >= before.to);
    if (this.focus !== undefined) return;
    if (sawAll) this.view = { from: picture.from, to: picture.to };
    else if (this.following && this.session?.running) {
      const length = lengthOf(this.view);
      this.view = { from: picture.to - length, to: picture.to };
    }
    this.view = clamped(this.view, picture);
    if (before !== undefined && before.to !== picture.to) this.near = undefined;
  }

  #failed(id: number, message: string): void {
    if (this.#asked?.id !== id) return;
    this.#asked = undefined;
    if (this.whole === undefined) this.failure = message;
    this.changed();
  }
}
