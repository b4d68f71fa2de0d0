/** `instanceof`, by the class chain that was recorded with each object: by name, since prototypes are not followed. */
import { isMade, madeClasses } from './made.js';
import { EvaluationFault, known, type Machine, type Operand, typeFault } from './operand.js';
import { viewOf } from './recorded.js';

/** Name of the class that a value is, for the right side of `instanceof`. */
export function classNamed(operand: Operand, text: string, machine: Machine): string {
  const value = known(operand, `\`${text}\``);
  if (isMade(value, 'function')) return value.content.name;
  const view = value.kind === 'object' ? viewOf(value, machine) : undefined;
  if (view === undefined || (view.kind !== 'function' && view.kind !== 'class')) {
    throw typeFault(`Right-hand side of 'instanceof' is not callable: \`${text}\` is no class`);
  }
  const name = view.slots.functionName;
  if (name?.kind === 'string' && name.value !== '') return name.value;
  throw new EvaluationFault('unknown', `\`${text}\` has no name, and classes are compared by their recorded names`);
}

export function instanceOf(operand: Operand, className: string, machine: Machine): boolean {
  const value = known(operand, 'the left side of `instanceof`');
  if (value.kind === 'made') return madeClasses(value).includes(className);
  if (value.kind !== 'object') return false;
  const view = viewOf(value, machine);
  if (view.kind === 'proxy')
    throw new EvaluationFault('unknown', 'a Proxy is recorded without its target, so its class is not known');
  return view.classChain.includes(className);
}
