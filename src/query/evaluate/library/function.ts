/** What functions and errors inherit. */
import { iterate } from '../items.js';
import { isMade, madeError, madeFunction, setProperty } from '../made.js';
import { nameKey, readMember } from '../member.js';
import {
  type Machine,
  type MadeObject,
  type Operand,
  refused,
  stringOperand,
  typeFault,
  UNDEFINED,
} from '../operand.js';
import { toText } from '../primitives.js';
import { argument, functionsOf, type MethodCall } from './method.js';

function own({ self }: MethodCall): Operand {
  if (self.kind === 'object' || isMade(self, 'function')) return self;
  throw typeFault('a method of functions was called on something else');
}

export const FUNCTION_METHODS = functionsOf({
  call: (call) => call.machine.call(own(call), argument(call, 0), call.args.slice(1)),
  apply: (call) => {
    const list = argument(call, 1);
    const args =
      list.kind === 'undefined' || list.kind === 'null' ? [] : iterate(list, 'the list of arguments', call.machine);
    return call.machine.call(own(call), argument(call, 0), args);
  },
  bind: (call) => {
    const target = own(call);
    const [self = UNDEFINED, ...bound] = call.args;
    return madeFunction({
      name: 'bound',
      length: 0,
      call: (_, args, machine) => machine.call(target, self, [...bound, ...args]),
    });
  },
  toString: () => {
    throw refused('the text of a function is not available to expressions');
  },
});

export const ERROR_METHODS = functionsOf({
  toString: ({ self, machine }: MethodCall) => {
    const text = (name: string): string => {
      const value = readMember(self, nameKey(name), 'the error', machine);
      return value.kind === 'undefined' ? '' : toText(value, machine);
    };
    const [name, message] = [text('name') || 'Error', text('message')];
    return stringOperand(message === '' ? name : `${name}: ${message}`);
  },
});

export const ERROR_CLASSES = [
  'Error',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
] as const;

export function newError(className: string, [message, options]: readonly Operand[], machine: Machine): MadeObject {
  const text = message === undefined || message.kind === 'undefined' ? '' : toText(message, machine);
  const error = madeError(className, text);
  const cause = options?.kind === 'made' ? options.properties.get('cause') : undefined;
  if (cause !== undefined) setProperty(error, 'cause', cause, machine.meter);
  return error;
}
