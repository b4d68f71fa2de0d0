/**
 * The keyboard of somebody who moves the playhead with keys. At every stop VS Code gives it to the text editor, 0.1 to 0.6 s later, with the statement selected: a key that is typed then
 * would go into the source, or replace the statement. It does so whatever we ask for (`preserveFocusHint` leaves the editor where it was, and all commands that bring it along take the keyboard
 * themselves; `debug.focusEditorOnBreak` is the user's, and of all debuggers). So the keyboard is taken back here, as soon as it is gone.
 */

/** How long after a key VS Code may take the keyboard away. */
const KEPT_MILLIS = 2500;
/** And how long after it has shown a stop: another one may be on its way there. */
const SHOWN_MILLIS = 1200;
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

  constructor(private readonly host: KeyboardHost) {}

  /** A key has moved the playhead. */
  keep(): void {
    this.#until = Date.now() + KEPT_MILLIS;
  }

  /** VS Code shows where a move has led. */
  shown(): void {
    this.#until = Math.min(this.#until, Date.now() + SHOWN_MILLIS);
  }

  /** Whatever is next, somebody wants it. False: it was not kept. */
  release(): boolean {
    const isKept = Date.now() < this.#until;
    this.#until = 0;
    return isKept;
  }

  /** The panel has lost it. */
  lost(): void {
    queueMicrotask(() => this.#takeBack(0));
  }

  #takeBack(tries: number): void {
    if (Date.now() >= this.#until || this.host.has()) return;
    const wait = TRIES_MILLIS[tries];
    if (wait === undefined) return this.host.ask();
    this.host.take();
    setTimeout(() => this.#takeBack(tries + 1), wait);
  }
}
