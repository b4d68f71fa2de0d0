/** `instanceof`, by the class chain that was recorded with each object: by name, since prototypes are not followed. */
import { EvaluationFault, known, type Operand } from './operand.js';
import type { MemberContext } from './member.js';

/** Name of the class that a value is, for the right side of `instanceof`. */
export function classNamed(operand: Operand, text: string, { surroundings }: MemberContext): string {
  const value = known(operand, `\`${text}\``);
  const view = value.kind === 'object' ? surroundings.recording.object(surroundings.at, value.id) : undefined;
  if (view === undefined || (view.kind !== 'function' && view.kind !== 'class')) {
    throw new EvaluationFault('type', `Right-hand side of 'instanceof' is not callable: \`${text}\` is no class`);
  }
  const name = view.slots.functionName;
  if (name?.kind === 'string' && name.value !== '') return name.value;
  throw new EvaluationFault('unknown', `\`${text}\` has no name, and classes are compared by their recorded names`);
}

export function instanceOf(operand: Operand, className: string, { surroundings }: MemberContext): boolean {
  const value = known(operand, 'the left side of `instanceof`');
  if (value.kind === 'literal') return className === 'Object' || (value.array && className === 'Array');
  if (value.kind !== 'object') return false;
  const view = surroundings.recording.object(surroundings.at, value.id);
  if (view.kind === 'proxy')
    throw new EvaluationFault('unknown', 'a Proxy is recorded without its target, so its class is not known');
  return view.classChain.includes(className);
}
