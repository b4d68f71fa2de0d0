/** What expressions may ask of the recording: `$prev(x)`, `$next(x)`, `$history(x)`, `$writes(x)`, `$at(position, x)`. */
import type { Expression } from 'acorn';
import { UserError } from '../../base/result.js';
import { seq } from '../../base/units.js';
import type { DataRef, HistoryEntry, Position } from '../api.js';
import type { Environment } from './environment.js';
import type { Interpreter } from './interpreter.js';
import { madeArray, madeObject } from './made.js';
import { EvaluationFault, NULL, numberOperand, type Operand, refused, stringOperand, UNDEFINED } from './operand.js';
import { seenAt } from './recorded.js';

type Call = Extract<Expression, { type: 'CallExpression' }>;
type Helper = (machine: Interpreter, node: Call, env: Environment) => Operand;

/** Writes that one list shows. */
const MAX_WRITES = 10_000;

/** Signatures, for completions. */
export const HELPERS = [
  { name: '$prev', signature: '$prev(x)', text: 'the value of a variable or property before its last write' },
  { name: '$next', signature: '$next(x)', text: 'the value that its next write gives it' },
  { name: '$history', signature: '$history(x)', text: 'all values it ever has, oldest first' },
  { name: '$writes', signature: '$writes(x)', text: 'its writes: value, file, line and event' },
  {
    name: '$at',
    signature: '$at(position, x)',
    text: 'an expression at another position: a number of an event, "start", "file.ts:12#3"',
  },
] as const;

type Name = (typeof HELPERS)[number]['name'];

const TABLE: Readonly<Record<Name, Helper>> = {
  $prev: (machine, node, env) => {
    const { ref } = path(machine, node, env);
    const [, before] = machine.surroundings.recording.lastWrites(machine.surroundings.at, ref);
    return valueAfter(before);
  },
  $next: (machine, node, env) => {
    const { recording, at } = machine.surroundings;
    const { ref } = path(machine, node, env);
    const hit = recording.run(at, { breakpoints: [], throws: 'none', data: [{ id: 0, ref }] }, 'forward');
    if (hit.reason !== 'data') return UNDEFINED;
    const [write] = recording.lastWrites(hit.position, ref);
    return valueAfter(write);
  },
  $history: (machine, node, env) => madeArray(writes(machine, node, env).map(valueAfter), machine.meter),
  $writes: (machine, node, env) =>
    madeArray(
      writes(machine, node, env).map((entry) => writeObject(entry, machine)),
      machine.meter,
    ),
  $at: (machine, node, env) => {
    const [where, what] = node.arguments;
    if (where === undefined || what === undefined || where.type === 'SpreadElement' || what.type === 'SpreadElement')
      throw refused('`$at` takes a position and an expression: $at("start", total)');
    const at = positionOf(machine, machine.value(where, env));
    return elsewhere(machine, at).value(what, env);
  },
};

const BY_NAME: ReadonlyMap<string, Helper> = new Map(Object.entries(TABLE));

export const helperNamed = (name: string): Helper | undefined => BY_NAME.get(name);

/** The same expression's names at another moment: in the same call if it is on the stack then, else in the innermost one. */
function elsewhere(machine: Interpreter, at: Position): Interpreter {
  const { recording, at: here, frame, names } = machine.surroundings;
  const own = recording.stack(here, { start: frame, count: 1 }).frames[0]?.enteredAt;
  const there = recording.stack(at).frames.find(({ enteredAt }) => enteredAt === own)?.index ?? 0;
  return machine.at({ recording, at, frame: there, ...(names && { names }) });
}

function positionOf(machine: Interpreter, operand: Operand): Position {
  const { recording, at } = machine.surroundings;
  if (operand.kind === 'number') return { thread: at.thread, seq: seq(Math.max(0, Math.trunc(operand.value))) };
  if (operand.kind !== 'string')
    throw refused('a position is the number of an event or text such as "start", "seq:120" or "cart.ts:12#3"');
  return told(() => recording.resolve(operand.value));
}

function writes(machine: Interpreter, node: Call, env: Environment): HistoryEntry[] {
  const { recording, at, frame } = machine.surroundings;
  const { text } = path(machine, node, env);
  const found: HistoryEntry[] = [];
  for (const entry of told(() => recording.history(at, text, frame))) {
    machine.meter.step(10);
    if (found.push(entry) >= MAX_WRITES) break;
  }
  return found;
}

function valueAfter(entry: HistoryEntry | undefined): Operand {
  return entry === undefined ? UNDEFINED : seenAt(entry.value, entry.position);
}

function writeObject(entry: HistoryEntry, { meter }: Interpreter): Operand {
  const { place, position } = entry;
  return madeObject(
    [
      ['value', valueAfter(entry)],
      ['file', place === undefined ? NULL : stringOperand(place.file)],
      ['line', place === undefined ? NULL : numberOperand(place.line)],
      ['seq', numberOperand(position.seq)],
    ],
    meter,
  );
}

/** The variable or property that a helper is asked for. */
function path(machine: Interpreter, node: Call, env: Environment): { readonly ref: DataRef; readonly text: string } {
  const [given] = node.arguments;
  const { recording, at, frame } = machine.surroundings;
  const text = given === undefined || given.type === 'SpreadElement' ? undefined : pathText(machine, given, env);
  if (text === undefined)
    throw refused(`\`${machine.source(node)}\`: name a variable or a property, such as total or cart.items[0].price`);
  return { ref: told(() => recording.dataRef(at, frame, text)), text };
}

function pathText(machine: Interpreter, node: Expression, env: Environment): string | undefined {
  switch (node.type) {
    case 'Identifier':
      return node.name;
    case 'ThisExpression':
      return 'this';
    case 'ParenthesizedExpression':
      return pathText(machine, node.expression, env);
    case 'ChainExpression':
      return pathText(machine, node.expression, env);
    case 'MemberExpression': {
      if (node.object.type === 'Super') return undefined;
      const base = pathText(machine, node.object, env);
      const { name, symbol } = machine.key(node.property, node.computed, env);
      if (base === undefined || symbol) return undefined;
      return name.startsWith('#') ? `${base}.${name}` : `${base}[${/^\d+$/.test(name) ? name : JSON.stringify(name)}]`;
    }
    default:
      return undefined;
  }
}

/** What the recording refuses, as the evaluation's failure. */
function told<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (error instanceof UserError) throw new EvaluationFault('reference', error.message);
    throw error;
  }
}
