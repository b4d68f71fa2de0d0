/** `...x` inside array and object literals: recorded arrays, sets and plain objects, whole or not at all. */
import type { ObjectView } from '../api.js';
import type { MemberContext } from './member.js';
import { EvaluationFault, known, type Operand, stringOperand } from './operand.js';
import { wholeString } from './primitives.js';

/** More elements than anybody reads; keeps a typo from filling the memory. */
const MAX_SPREAD = 10_000;

export function spreadElements(operand: Operand, text: string, context: MemberContext): readonly Operand[] {
  const value = known(operand, text);
  if (value.kind === 'string') return [...wholeString(value)].map(stringOperand);
  if (value.kind === 'literal' && value.array)
    return Array.from({ length: value.length }, (_, i) => value.properties.get(String(i)) ?? { kind: 'undefined' });
  if (value.kind !== 'object') throw new EvaluationFault('type', `${text} is not iterable`);
  const { recording, at } = context.surroundings;
  const view = whole(recording.object(at, value.id), text);
  if (view.kind === 'array') {
    return recording.properties(at, view.id, 'indexed').map((item) => known(item.value, `an element of ${text}`));
  }
  if (view.kind === 'set') return recording.entries(at, view.id).map((entry) => entry.value);
  throw new EvaluationFault('refused', `spreading ${text} would run its iterator`);
}

export function spreadProperties(
  operand: Operand,
  text: string,
  context: MemberContext,
): readonly (readonly [string, Operand])[] {
  const value = known(operand, text);
  if (value.kind === 'literal') return [...value.properties];
  if (value.kind === 'string')
    return [...wholeString(value)].map((unit, i) => [String(i), stringOperand(unit)] as const);
  if (value.kind !== 'object') return [];
  const { recording, at } = context.surroundings;
  const view = whole(recording.object(at, value.id), text);
  return (['indexed', 'named'] as const)
    .flatMap((which) => recording.properties(at, view.id, which))
    .filter(
      ({ enumerable, symbol, name, value: item }) =>
        enumerable && !symbol && !name.startsWith('#') && item.kind !== 'hole',
    )
    .map(({ name, value: item }) => [name, known(item, `\`${name}\` of ${text}`)] as const);
}

function whole(view: ObjectView, text: string): ObjectView {
  if (view.kind === 'proxy') throw new EvaluationFault('refused', `spreading ${text} would run the traps of a Proxy`);
  if (view.cut || view.kind === 'cut') throw new EvaluationFault('unknown', `${text} was not recorded whole`);
  if (view.size > MAX_SPREAD)
    throw new EvaluationFault('refused', `${text} has ${view.size} elements, too many to spread`);
  return view;
}
