/**
 * Several debuggers at one recorded program: each has breakpoints of its own, and hears of what concerns it.
 *
 * The program stops for what any of them wants. Whom a stop concerns (whose breakpoint it is, whose step) says at once whether it is one: by
 * letting the thread go on, or not. It goes on if nobody keeps it. If somebody does, it stands for all, and the others are told that it does; any
 * of them can let it go on. Who leaves takes only its own wishes along.
 */
import type { ThreadId } from '../base/units.js';
import { MOVE, type Move, STOP } from '../wire/ring.js';
import type { BoundBreakpoint, BreakpointPlace, ExceptionStops, SessionEvent } from './events.js';
import type { RecordSession } from './session.js';

type Listener = (event: SessionEvent) => void;
type Stopped = Extract<SessionEvent, { kind: 'stopped' }>;

/** Ids of one client's breakpoints. */
const IDS = 1_000_000;

interface Client {
  readonly number: number;
  readonly listener: Listener;
  places: readonly BreakpointPlace[];
  exceptions: ExceptionStops;
  /** waits for a pause */
  pauses: boolean;
}

/** How a thread is let go on: `depth` is what a step counts from. */
interface Going {
  readonly move: Move;
  readonly depth: number;
}

/** A stop that somebody is being asked about. */
interface Question {
  readonly thread: ThreadId;
  /** what those want who do not stop for it */
  readonly goings: Map<Client, Going>;
}

/** A recording session as one of its clients sees it. */
export type ClientSession = Pick<
  RecordSession,
  | 'path'
  | 'exited'
  | 'edge'
  | 'subscribe'
  | 'go'
  | 'setBreakpoints'
  | 'resume'
  | 'pause'
  | 'evaluate'
  | 'sync'
  | 'terminate'
  | 'close'
>;

export class Clients {
  readonly #session: ClientSession;
  readonly #clients = new Set<Client>();
  /** who let a thread go on last, and how */
  readonly #moved = new Map<ThreadId, Going & { readonly client: Client }>();
  readonly #standing = new Map<ThreadId, Stopped>();
  readonly #unsubscribe: () => void;
  #question: Question | undefined;
  #joined = 0;

  constructor(session: ClientSession) {
    this.#session = session;
    this.#unsubscribe = session.subscribe((event) => this.#receive(event));
  }

  /** For one more client: it is one from when it listens until it does no more. */
  join(): ClientSession {
    const session = this.#session;
    const { path, exited, edge } = session;
    let client: Client | undefined;
    return {
      path,
      exited,
      edge,
      subscribe: (listener) => {
        const own: Client = {
          number: this.#joined++,
          listener,
          places: [],
          exceptions: { caught: false, uncaught: false },
          pauses: false,
        };
        client = own;
        this.#clients.add(own);
        return () => this.#leave(own);
      },
      go: () => {
        session.go();
        for (const stop of this.#standing.values()) client?.listener(ofOthers(stop));
      },
      setBreakpoints: (places, exceptions) => {
        if (client === undefined) return [];
        Object.assign(client, { places, exceptions });
        return boundOf(client, this.#setAll());
      },
      resume: (thread, move, depth) => client && this.#resume(client, thread, { move, depth }),
      pause: (thread) => {
        if (client !== undefined) client.pauses = true;
        session.pause(thread);
      },
      evaluate: (thread, request) => session.evaluate(thread, request),
      sync: () => session.sync(),
      terminate: () => session.terminate(),
      close: () => session.close(),
    };
  }

  /** No more clients. */
  end(): void {
    this.#unsubscribe();
  }

  #setAll(): readonly BoundBreakpoint[] {
    const clients = [...this.#clients];
    return this.#session.setBreakpoints(
      clients.flatMap(({ number, places }) => places.map((place) => ({ ...place, id: place.id + number * IDS }))),
      {
        caught: clients.some(({ exceptions }) => exceptions.caught),
        uncaught: clients.some(({ exceptions }) => exceptions.uncaught),
      },
    );
  }

  #resume(client: Client, thread: ThreadId, going: Going): void {
    if (this.#question?.thread === thread) return void this.#question.goings.set(client, going);
    // Who has left lets go of what it held, which others may hold as well.
    if (!this.#clients.has(client) && this.#clients.size > 0) return;
    this.#moved.set(thread, { client, ...going });
    this.#standing.delete(thread);
    this.#session.resume(thread, going.move, going.depth);
  }

  /** A step that is on its way is nobody's now: where it ends, the thread runs on. */
  #leave(client: Client): void {
    this.#clients.delete(client);
    for (const [thread, mover] of this.#moved) if (mover.client === client) this.#moved.delete(thread);
  }

  #receive(event: SessionEvent): void {
    if (event.kind === 'stopped') return this.#stopped(event);
    for (const client of [...this.#clients])
      client.listener(event.kind === 'module' ? { ...event, bound: boundOf(client, event.bound) } : event);
  }

  #stopped(event: Stopped): void {
    const { thread } = event;
    const goings = new Map<Client, Going>();
    const asked = [...this.#clients].flatMap((client) => {
      const own = this.#concern(client, event);
      return own === undefined ? [] : [{ client, own }];
    });
    this.#question = { thread, goings };
    for (const { client, own } of asked) client.listener(own);
    this.#question = undefined;
    const keepers = new Set(asked.map(({ client }) => client).filter((client) => !goings.has(client)));
    if (keepers.size > 0) {
      this.#standing.set(thread, event);
      for (const client of this.#clients) if (!keepers.has(client)) client.listener(ofOthers(event));
      return;
    }
    const mover = this.#moved.get(thread);
    const { move, depth } = (mover && goings.get(mover.client)) ?? mover ?? { move: MOVE.run, depth: 0 };
    this.#session.resume(thread, move, depth);
  }

  /** A stop as a client is asked about it; undefined: it is none of its. */
  #concern(client: Client, event: Stopped): Stopped | undefined {
    const breakpointIds = event.breakpointIds.filter((id) => isOf(client, id)).map((id) => id % IDS);
    const own = { ...event, breakpointIds };
    const isStep = isMoving(this.#moved.get(event.thread), client);
    switch (event.reason) {
      case STOP.step:
        return isStep ? own : undefined;
      case STOP.breakpoint:
        if (breakpointIds.length > 0) return own;
        return isStep ? { ...own, reason: STOP.step } : undefined;
      case STOP.pause: {
        const isWanted = client.pauses;
        client.pauses = false;
        return isWanted || breakpointIds.length > 0 ? own : undefined;
      }
      default:
        return own;
    }
  }
}

const isOf = ({ number }: Client, id: number): boolean => Math.floor(id / IDS) === number;

const isMoving = (moved: (Going & { readonly client: Client }) | undefined, client: Client): boolean =>
  moved?.client === client && moved.move !== MOVE.run;

const ofOthers = (event: Stopped): SessionEvent => ({ ...event, breakpointIds: [], byOther: true });

const boundOf = (client: Client, bound: readonly BoundBreakpoint[]): readonly BoundBreakpoint[] =>
  bound.filter(({ id }) => isOf(client, id)).map((one) => ({ ...one, id: one.id % IDS }));
