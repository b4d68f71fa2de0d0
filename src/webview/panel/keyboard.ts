/**
 * The keyboard of somebody who moves the playhead with keys in a panel. At every stop VS Code gives it to the text editor, 0.1 to 0.6 s later, with the statement selected: a key that is
 * typed then would go into the source, or replace the statement. It does so whatever we ask for (`preserveFocusHint` leaves the editor where it was, and all commands that bring it along take
 * the keyboard themselves; `debug.focusEditorOnBreak` is the user's, and of all debuggers). So the keyboard is taken back here, as soon as it is gone.
 *
 * A stop takes it once: after the playhead is said to be there, and before VS Code says what it shows. Whatever takes it at another moment is somebody who wants it elsewhere.
 */
import type { FromKeyboard, ToKeyboard } from '../../wire/panelKeyboard.js';

/** How long after a move that keys have asked for VS Code may take the keyboard away. */
const KEPT_MILLIS = 2500;
/** And how long after it has shown a stop: another one may be on its way there. */
const SHOWN_MILLIS = 1200;
/** A move that has led nowhere until now leads nowhere. */
const LOST_MILLIS = 10_000;
/** Where panels are in a process of their own, one stop may take what was taken back at once a second time. */
const AGAIN_MILLIS = 200;
/** What is done while Chromium is about to give the keyboard to another process has no effect: it is tried again. */
const TRIES_MILLIS = [0, 4, 8, 16, 32];

export interface KeyboardHost {
  /** Gives what had it last in this document the keyboard. */
  readonly take: () => void;
  readonly has: () => boolean;
  /** by way of the extension host */
  readonly ask: () => void;
}

export class Keyboard {
  #until = 0;
  /** a key has asked for a move, and nobody knows yet where it leads */
  #awaitedUntil = 0;
  /** stops that may still take it */
  #due = 0;
  #againUntil = 0;

  constructor(private readonly host: KeyboardHost) {}

  /** A key has moved the playhead. */
  keep(): void {
    this.#until = Date.now() + KEPT_MILLIS;
    this.#awaitedUntil = Date.now() + LOST_MILLIS;
  }

  /** The session says where the playhead is now. */
  arrived(): void {
    if (Date.now() >= this.#awaitedUntil) return;
    this.#awaitedUntil = 0;
    this.#until = Date.now() + KEPT_MILLIS;
    this.#due++;
  }

  /** VS Code shows where a move has led. Of one that is on its way it shows nothing yet. */
  shown(): void {
    if (Date.now() >= this.#awaitedUntil) this.#until = Math.min(this.#until, Date.now() + SHOWN_MILLIS);
  }

  /** Whatever is next, somebody wants it. False: it was not kept. */
  release(): boolean {
    const isKept = this.#isKept;
    this.#until = 0;
    this.#awaitedUntil = 0;
    this.#againUntil = 0;
    this.#due = 0;
    return isKept;
  }

  /** The panel has lost it. */
  lost(): void {
    if (!this.#isTakenByStop) return void this.release();
    if (Date.now() >= this.#againUntil && this.#due > 0) {
      this.#due--;
      this.#againUntil = Date.now() + AGAIN_MILLIS;
    }
    queueMicrotask(() => this.#takeBack(0));
  }

  get #isKept(): boolean {
    return Date.now() < this.#until;
  }

  get #isTakenByStop(): boolean {
    const now = Date.now();
    return this.#isKept && (this.#due > 0 || now < this.#awaitedUntil || now < this.#againUntil);
  }

  #takeBack(tries: number): void {
    if (!this.#isKept || this.host.has()) return;
    const wait = TRIES_MILLIS[tries];
    if (wait === undefined) return this.host.ask();
    this.host.take();
    setTimeout(() => this.#takeBack(tries + 1), wait);
  }
}

export interface KeyboardParts {
  readonly send: (message: FromKeyboard) => void;
  /** what the panel is for: it has the keyboard when nothing else in the panel has had it */
  readonly home: () => HTMLElement | undefined;
}

/** The keyboard of a panel's document. */
export class DocumentKeyboard extends Keyboard {
  /** what has the keyboard in the panel, or had it last */
  #focused: HTMLElement | undefined;

  constructor(private readonly parts: KeyboardParts) {
    super({
      take: () => this.#take(),
      has: () => document.hasFocus(),
      ask: () => parts.send({ kind: 'takeFocus' }),
    });
    window.addEventListener('keydown', (event) => isOfVSCode(event) && this.release(), { capture: true });
    window.addEventListener('blur', () => this.lost());
    // The panel as a whole got the keyboard.
    window.addEventListener('focus', () => {
      if (document.activeElement === document.body) this.#give();
    });
  }

  /** `root`: of the panel's elements */
  follow(root: EventTarget): void {
    root.addEventListener('focusin', ({ target }) => (this.#focused = target as HTMLElement));
  }

  /** The panel is drawn: if it has got the keyboard and nothing in it has had it yet, it goes to what the panel is for. */
  drawn(): void {
    if (this.#focused === undefined && document.hasFocus() && document.activeElement === document.body) this.#give();
  }

  told({ kind }: ToKeyboard): void {
    if (kind === 'shown') this.shown();
    else if (this.release()) this.parts.send({ kind: 'released' });
  }

  #take(): void {
    window.focus();
    this.#give();
  }

  #give(): void {
    const element = this.#focused?.isConnected ? this.#focused : this.parts.home();
    element?.focus({ preventScroll: true });
  }
}

/** A key that leads out of the panel: `F10`, or one that opens something. Control F is the Timeline's own. */
const isOfVSCode = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  /^F\d+$/.test(key) || ((ctrlKey || metaKey) && !/^(Control|Meta|Shift|Alt|f)$/i.test(key));

/** A click that was made with a key: Enter on a link. */
export const isOfKeys = ({ detail }: MouseEvent): boolean => detail === 0;
