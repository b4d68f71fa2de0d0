/**
 * What a data breakpoint may watch: a variable or a property, named from the Variables view or by an expression. Its id is what the
 * recording calls it, as text; it means nothing in another recording.
 */
import type { DebugProtocol } from '@vscode/debugprotocol';
import * as v from 'valibot';
import { fail, ok, type Result, UserError } from '../base/result.js';
import { type HeapId, heapId, type Seq, seq, type ThreadId, threadId } from '../base/units.js';
import type { DataRef, Position, Recording } from '../query/api.js';
import type { Container } from './handles.js';
import { preview } from './preview.js';

const number = v.pipe(v.number(), v.integer(), v.minValue(0));
const thread = v.pipe(
  number,
  v.transform((n): ThreadId => threadId(n)),
);
const since = v.pipe(
  number,
  v.transform((n): Seq => seq(n)),
);
const object = v.pipe(
  number,
  v.transform((n): HeapId => heapId(n)),
);
const part = { thread, object, name: v.string() };
const variable = { thread, base: number, variable: number, name: v.string(), since };
const RefSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('local'), ...variable, ownId: number }),
  v.strictObject({ kind: v.literal('captured'), ...variable, instance: number }),
  v.strictObject({ kind: v.literal('property'), ...part }),
  v.strictObject({ kind: v.literal('entry'), ...part, entry: v.string() }),
]);

export function parseDataId(text: string): Result<DataRef> {
  try {
    return ok(v.parse(RefSchema, JSON.parse(text)));
  } catch {
    return fail('bad-data-id', 'This is not a variable or property of this recording.');
  }
}

/** A name in a container of the Variables view, or an expression in a frame. */
export interface Named {
  readonly container: Container | undefined;
  readonly at: Position;
  readonly frame: number;
  readonly name: string;
}

type Info = DebugProtocol.DataBreakpointInfoResponse['body'];

/** For `name` in a container of the Variables view, or for an expression in a frame. */
export function dataInfo(recording: Recording, { container, at, frame, name }: Named): Info {
  try {
    const ref = refOf(recording, { container, at, frame, name });
    if (ref === undefined)
      return { dataId: null, description: `${name} is not a variable or property: nothing writes it.` };
    const text = container?.kind === 'object' && container.path !== undefined ? `${container.path}.${name}` : name;
    return { dataId: JSON.stringify(ref), description: text, accessTypes: ['write'], canPersist: false };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { dataId: null, description: error.message };
  }
}

/** Undefined for what nothing writes. */
export function refOf(recording: Recording, { container, at, frame, name }: Named): DataRef | undefined {
  switch (container?.kind) {
    case undefined:
      return recording.dataRef(at, frame, name);
    case 'scope':
      return recording.dataRef(container.at, container.frame, name);
    case 'object':
      return name.startsWith('[')
        ? undefined
        : { kind: 'property', thread: container.at.thread, object: container.id, name };
    default:
      return undefined;
  }
}

/** `total: 1 → 2` */
export function writeText(recording: Recording, at: Position, ref: DataRef): string {
  const [last, earlier] = recording.lastWrites(at, ref);
  const [now, before] = [last, earlier].map(
    (write) => write && preview(write.value, { recording, at: write.position }),
  );
  const name = /^\d+$/.test(ref.name) ? `[${ref.name}]` : ref.name;
  return `${name}: ${before === undefined ? '' : `${before} → `}${now ?? 'not known'}`;
}
