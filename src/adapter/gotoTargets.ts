/**
 * Where "jump to cursor" can lead in a recording: every execution of the statement, the nearest first. Labels tell them apart by their
 * number, their time, and what the statement's own variables were.
 */
import { countText } from '../base/numbers.js';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { UserError } from '../base/result.js';
import type { Execution, ExecutionsView, Position, Recording, ThreadPart, Value, Variable } from '../query/api.js';
import { primitiveText } from './preview.js';
import { durationText } from './when.js';

/** More than anybody scrolls through; the nearest are first. */
const MAX_TARGETS = 2000;
/** Targets whose label shows values, which costs a look at each position. */
const MAX_VALUED = 100;
/** Variables in a label, and characters of each. */
const MAX_VARIABLES = 2;
const MAX_STRING = 20;

interface TargetPlace {
  readonly path: string;
  readonly line: number;
  readonly column?: number | undefined;
  /** default: all of the position's thread */
  readonly part: ThreadPart | undefined;
}

export class GotoTargets {
  private nextId = 1;
  private targets = new Map<number, Position>();

  /** Targets of the request before are forgotten. */
  of(recording: Recording, at: Position, { part, ...place }: TargetPlace): DebugProtocol.GotoTarget[] {
    this.targets = new Map();
    const view = recording.executions(at, place, MAX_TARGETS, part);
    if (view === undefined) return [];
    if (part !== undefined && view.near.length === 0 && view.total > 0)
      throw new UserError('not-in-focus', 'The statement did not run in the focus range.');
    const { line, column, endLine, endColumn } = view.place;
    const names = view.total === 0 ? [] : namesIn(recording, view);
    const values = valuesOf(recording, view.near.slice(0, MAX_VALUED), names);
    return view.near.map((execution) => {
      const id = this.nextId++;
      this.targets.set(id, execution.position);
      const text = label(recording, view, execution) + (values.get(execution) ?? '');
      return { id, label: text, line, column, endLine, endColumn };
    });
  }

  position(id: number): Position {
    const found = this.targets.get(id);
    if (found === undefined) throw new UserError('stale-target', 'This target belongs to an earlier request.');
    return found;
  }
}

function label(recording: Recording, { total }: ExecutionsView, { position, ordinal }: Execution): string {
  return `hit ${countText(ordinal)}/${countText(total)} · ${durationText(recording.timeAt(position))}`;
}

/** Names that the statement's lines mention, in the order of the text. */
function namesIn(recording: Recording, { place: { path, line, endLine } }: ExecutionsView): readonly string[] {
  const lines =
    recording
      .source(path)
      ?.split('\n')
      .slice(line - 1, endLine) ?? [];
  return [...new Set(lines.join('\n').match(/(?<![.\w$])[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? [])];
}

/** In the order in which they happened: a state is then the one before it and what came since. */
function valuesOf(
  recording: Recording,
  near: readonly Execution[],
  names: readonly string[],
): ReadonlyMap<Execution, string> {
  const ordered = near.toSorted((a, b) => a.position.seq - b.position.seq);
  return new Map(ordered.map((execution) => [execution, valuesText(recording, execution.position, names)]));
}

function valuesText(recording: Recording, at: Position, names: readonly string[]): string {
  const scopes = recording.scopes(at, 0);
  const isModule = !scopes.some(({ kind }) => kind === 'local');
  const variables = scopes
    .filter(({ kind }) => kind !== 'global' && (isModule || kind !== 'module'))
    .flatMap((scope) => scope.variables);
  const shown = names.flatMap((name) => variables.find((v) => v.name === name && isTelling(v)) ?? []);
  return shown
    .slice(0, MAX_VARIABLES)
    .map(({ name, value }) => ` · ${name} = ${primitiveText(value as Primitive, MAX_STRING)}`)
    .join('');
}

type Primitive = Exclude<Value, { kind: 'object' }>;

/** An object looks the same at every execution; what has no value yet says nothing. */
const isTelling = ({ value }: Variable): boolean =>
  ['number', 'string', 'boolean', 'bigint', 'undefined', 'null'].includes(value.kind);
