/**
 * Which steps look whether the ring's slot has room (src/runtime/ring.ts): half of all events are steps, and looking is a third of what one costs, by its branch to a
 * call that V8 has to be ready for. Every other event looks, entries and ends of calls among them, and so does a step in each turn of a loop. What remains are the
 * steps that one activation takes one after the other without a loop's turn: of these so many as fit behind the limit need not look.
 *
 * `run` is how many of them there may have been since somebody looked, at most, whichever way the program came here: what stands in branches is added up, and what
 * follows a statement follows the most that there may have been inside.
 */
import { UNCHECKED } from '../wire/ring.js';

export class RoomChecks {
  // A module's first step looks: nobody says what ran before.
  #run = UNCHECKED;
  /** the most inside the statement that is being visited */
  #most = UNCHECKED;

  /** Another step in a list of statements: must it look? */
  mustLook(): boolean {
    const looks = this.#run >= UNCHECKED;
    this.#run = looks ? 0 : this.#run + 1;
    this.#most = Math.max(this.#most, this.#run);
    return looks;
  }

  /** Visits the inside of a statement, some of which may not run. */
  inStatement(visit: () => void): void {
    const around = this.#most;
    this.#most = this.#run;
    visit();
    this.#run = this.#most;
    this.#most = Math.max(around, this.#most);
  }

  /** A part of a statement begins, which whatever stands before it in the statement may come to. */
  beginPart(): void {
    this.#run = this.#most;
  }

  /** The body of a loop begins. `looked`: a step that looks has run before it in every turn. */
  beginTurn(looked: boolean): void {
    this.#run = looked ? 0 : UNCHECKED;
  }

  /** Visits the body of a function, whose entry looks. */
  inFunction(visit: () => void): void {
    const run = this.#run;
    const most = this.#most;
    this.#run = 0;
    this.#most = 0;
    visit();
    this.#run = run;
    this.#most = most;
  }
}
