/** RegExp.prototype, and `RegExp(…)`. */
import { isMade, madeRegExp } from '../made.js';
import { booleanOperand, type Machine, NULL, type Operand, stringOperand, typeFault } from '../operand.js';
import { toText } from '../primitives.js';
import { argument, functionsOf, type MethodCall } from './method.js';
import { checkPattern, type Match, matchesOf, type Pattern, patternOf } from './pattern.js';
import { matchArray } from './replacement.js';

function own({ self, machine }: MethodCall): Pattern {
  const found = patternOf(self, machine);
  if (found === undefined) throw typeFault('a method of regular expressions was called on something else');
  return found;
}

/** One match from `lastIndex` on; a pattern of the expression's own remembers where it ended, a recorded one cannot be changed. */
function exec(call: MethodCall, text: string): Match | undefined {
  const pattern = own(call);
  const isResumed = /[gy]/.test(pattern.flags);
  const from = isResumed ? pattern.lastIndex : 0;
  const [found] = from > text.length ? [] : matchesOf(pattern, { text, from, all: false }, call.machine);
  if (isResumed && isMade(call.self, 'regexp'))
    call.self.content.lastIndex = found === undefined ? 0 : found.index + found.groups[0]!.length;
  return found;
}

export const REGEXP_METHODS = functionsOf({
  test: (call) => booleanOperand(exec(call, toText(argument(call, 0), call.machine)) !== undefined),
  exec: (call) => {
    const text = toText(argument(call, 0), call.machine);
    const found = exec(call, text);
    return found === undefined ? NULL : matchArray(found, text, call.machine);
  },
  toString: (call: MethodCall) => {
    const { source, flags } = own(call);
    return stringOperand(`/${source}/${flags}`);
  },
});

export function newRegExp(args: readonly Operand[], machine: Machine): Operand {
  const [pattern, flags] = args;
  const given = pattern && patternOf(pattern, machine);
  const source =
    given?.source ?? (pattern === undefined || pattern.kind === 'undefined' ? '(?:)' : toText(pattern, machine));
  const letters = flags === undefined || flags.kind === 'undefined' ? (given?.flags ?? '') : toText(flags, machine);
  const checked = checkPattern(source, letters, machine);
  return madeRegExp(checked.source, checked.flags);
}
