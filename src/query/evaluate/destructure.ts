/** Patterns: `{ a, b: [c = 1], ...rest }`. */
import type { Pattern } from 'acorn';
import type { Environment } from './environment.js';
import type { Interpreter } from './interpreter.js';
import { iterate, ownEntries } from './items.js';
import { madeArray, madeObject } from './made.js';
import { readMember } from './member.js';
import { known, type Operand, refused, typeFault, UNDEFINED } from './operand.js';
import { refusal } from './refuse.js';

interface Target {
  readonly env: Environment;
  readonly isConstant: boolean;
}

/** Declares what a pattern names. */
export function bind(machine: Interpreter, pattern: Pattern, value: Operand, target: Target): void {
  machine.meter.step();
  switch (pattern.type) {
    case 'Identifier':
      return target.env.declare(pattern.name, value, target.isConstant);
    case 'AssignmentPattern': {
      const given =
        value.kind === 'undefined' || value.kind === 'hole' ? machine.value(pattern.right, target.env) : value;
      return bind(machine, pattern.left, given, target);
    }
    case 'ArrayPattern':
      return bindElements(machine, pattern, value, target);
    case 'ObjectPattern':
      return bindProperties(machine, pattern, value, target);
    default:
      throw refused(refusal('AssignmentExpression', machine.source(pattern)));
  }
}

function bindElements(
  machine: Interpreter,
  pattern: Extract<Pattern, { type: 'ArrayPattern' }>,
  value: Operand,
  target: Target,
): void {
  const items = iterate(value, machine.quoted(pattern), machine);
  pattern.elements.forEach((element, i) => {
    if (element === null) return;
    if (element.type === 'RestElement')
      bind(machine, element.argument, madeArray(items.slice(i), machine.meter), target);
    else bind(machine, element, items[i] ?? UNDEFINED, target);
  });
}

function bindProperties(
  machine: Interpreter,
  pattern: Extract<Pattern, { type: 'ObjectPattern' }>,
  value: Operand,
  target: Target,
): void {
  const object = known(value, machine.quoted(pattern));
  if (object.kind === 'undefined' || object.kind === 'null')
    throw typeFault(`Cannot destructure ${machine.source(pattern)}: it is ${object.kind}`);
  const taken = new Set<string>();
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') {
      const rest = ownEntries(object, machine.quoted(pattern), machine).filter(([name]) => !taken.has(name));
      bind(machine, property.argument, madeObject(rest, machine.meter), target);
    } else {
      const key = machine.key(property.key, property.computed, target.env);
      taken.add(key.name);
      bind(machine, property.value, readMember(object, key, machine.source(pattern), machine), target);
    }
  }
}
