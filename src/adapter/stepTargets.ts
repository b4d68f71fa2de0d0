/**
 * Stepping into one call of a statement that makes several. The text says which calls there are; which one an activation came from is told
 * by its function's name, and among calls of one name by their order.
 */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { UserError } from '../base/result.js';
import type { EventView, Position, Recording } from '../query/api.js';
import type { Analyses } from './analyses.js';
import type { FrameHandle } from './handles.js';

/** The n-th call of a name that a statement makes, 1-based. */
export interface CallTarget {
  readonly name: string;
  readonly ordinal: number;
}

/** Calls of one statement that are looked at. */
const MAX_CALLS = 10_000;

export class StepTargets {
  private readonly byId = new Map<number, CallTarget>();
  private next = 1;

  constructor(private readonly analyses: Analyses) {}

  async of(recording: Recording, { at, index }: FrameHandle): Promise<DebugProtocol.StepInTarget[]> {
    this.byId.clear();
    const [frame] = recording.stack(at, { start: index, count: 1 }).frames;
    if (frame === undefined) throw new UserError('stale-frame', 'This frame belongs to an earlier stop.');
    const calls = await this.analyses.calls(recording, frame.place);
    const counts = new Map<string, number>();
    return calls.map(({ name, text, ...range }) => {
      const ordinal = (counts.get(name) ?? 0) + 1;
      counts.set(name, ordinal);
      const id = this.next++;
      this.byId.set(id, { name, ordinal });
      return { id, label: text, ...range };
    });
  }

  target(id: number): CallTarget {
    const found = this.byId.get(id);
    if (found === undefined) throw new UserError('stale-target', 'This target belongs to an earlier stop.');
    return found;
  }
}

/** The first statement of a call that a recorded statement made. */
export function calledFrom(recording: Recording, from: Position, { name, ordinal }: CallTarget): Position {
  const until = recording.step(from, 'over', 'forward');
  const own = recording.stack(from, { start: 0, count: 1 }).frames[0]?.enteredAt;
  let count = 0;
  let looked = 0;
  for (const event of recording.events({
    thread: from.thread,
    kinds: ['enter'],
    since: from.seq,
    ...(until && { until: until.seq }),
  })) {
    if (event.seq === from.seq || looked++ > MAX_CALLS) continue;
    if (!isCallOf(event, name) || callerOf(recording, event) !== own || ++count < ordinal) continue;
    const first = recording.step(event, 'into', 'forward');
    if (first !== undefined) return first;
  }
  throw new UserError('not-called', `\`${name}\` was not called here, or what it called is not recorded.`);
}

/** Is an activation of a function the call of this name? `Cart.total` is what `cart.total()` calls. */
export function isCallOf({ functionName }: Pick<EventView, 'functionName'>, name: string): boolean {
  return functionName?.split('.').at(-1) === name;
}

/** When the activation began that called the one which begins there. */
const callerOf = (recording: Recording, at: Position) =>
  recording.stack(at, { start: 1, count: 1 }).frames[0]?.enteredAt;
