/** Sorting as JavaScript does it: `undefined` last, by text or by a function of the expression. */
import { type Machine, type Operand, UNDEFINED } from '../operand.js';
import { toNumber, toText } from '../primitives.js';

export function sorted(items: readonly Operand[], comparer: Operand, machine: Machine): Operand[] {
  const defined = items.filter(({ kind }) => kind !== 'undefined');
  const rest = items.filter(({ kind }) => kind === 'undefined');
  machine.meter.cells(items.length);
  if (comparer.kind !== 'undefined') {
    // A comparison that fails, or finds the time used up, ends the engine's sort.
    defined.sort((a, b) => toNumber(machine.call(comparer, UNDEFINED, [a, b]), machine));
    return [...defined, ...rest];
  }
  const texts = defined.map((item) => ({ item, text: toText(item, machine) }));
  texts.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  return [...texts.map(({ item }) => item), ...rest];
}
