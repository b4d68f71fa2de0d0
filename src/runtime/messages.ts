/**
 * V8 quotes code in some messages: "x.y is not a function", "… of function '…'". Where it quotes a probe's temporary or an instrumented
 * function, the message gets the program's own text back the first time instrumented code or Node sees the error.
 */
import { types } from 'node:util';
import type { IteratedCall } from '../wire/sites.js';
import * as js from './intrinsics.js';
import type { InstrumentedModules } from './modules.js';
import { mentionsProbe } from './probeNames.js';
import { originOf } from './stacks.js';
import type { FunctionTexts } from './texts.js';

const TEMPORARY = /[$\u01c2]es_t(0x[0-9a-f]+)_(\d+)/g;
/** What V8 says when it takes a probe's value for a call's. */
const ITERATED =
  /[$\u01c2]es_t(0x[0-9a-f]+)_(\d+)(?:\(\.\.\.\))? is not a function or its return value is not ((?:async )?iterable)/;
/** V8 counts the arguments of a probe among what it leaves out. */
const DELEGATED = /^yield\* \(intermediate value\)(\)*)(?:\(intermediate value\))+/;
const CALLED = /[$\u01c2]es_t(0x[0-9a-f]+)_(\d+)\(\.\.\.\)/g;
/** Where V8 quotes the text of a function value. */
const FUNCTIONS: readonly RegExp[] = [
  /(?<=^Cannot .* of (?:function|class|object) ')[\s\S]*(?=')/,
  /(?<=^Class extends value )[\s\S]*(?= is not a constructor or null$)/,
  /(?<=^Object prototype may only be an Object or null: )[\s\S]*$/,
  /(?<=^(?:Iterator result|Derived constructors may only return object or undefined:|Reduce of) )[\s\S]*(?= is not an object$)/,
  /(?<=')[\s\S]*(?=' on proxy)/,
  /(?<=')[\s\S]*(?=')/,
  /^[\s\S]*(?= (?:is not (?:a|an|iterable|async iterable)\b|could not be cloned))/,
];
const NOT_CALLABLE = ' is not a function';

function iteratedMessage(message: string, how: IteratedCall[1] | undefined): string {
  if (how === undefined) return message;
  return how === 'delegated'
    ? 'yield* (intermediate value) is not iterable'
    : `${message} or its return value is not ${how}`;
}

const OMITTED = '...<omitted>...';
/** V8 shortens a quoted function that is longer than this to its first 111 and last 2 characters. */
const QUOTED_LENGTH = 128;

export class QuotedCode {
  readonly #modules: InstrumentedModules;
  readonly #texts: FunctionTexts;

  constructor(modules: InstrumentedModules, texts: FunctionTexts) {
    this.#modules = modules;
    this.#texts = texts;
  }

  /** Puts the program's own text back into the message of an error that V8 threw. */
  repair(error: unknown): void {
    if (!types.isNativeError(error)) return;
    if (js.getPrototypeOf(error) === js.domExceptionPrototype) return this.#repairClone(error);
    const descriptor = js.getOwnPropertyDescriptor(error, 'message');
    const message: unknown = descriptor !== undefined && js.hasOwn(descriptor, 'value') ? descriptor.value : undefined;
    if (typeof message !== 'string') return;
    if (js.startsWith(message, 'yield* (intermediate value)'))
      error.message = message.replace(DELEGATED, 'yield* (intermediate value)$1');
    if (js.endsWith(message, NOT_CALLABLE)) error.message = iteratedMessage(message, this.#iterated(error));
    if (!mentionsProbe(message)) return;
    // The stack's first line is made from the message when the stack is first asked for, which nobody has done yet.
    error.message = this.#withoutFunctions(this.#withoutTemporaries(this.#withoutCalls(error.message)));
  }

  /** What cannot be cloned is quoted as well. */
  #repairClone(exception: Error): void {
    const message = js.domExceptionMessage(exception);
    if (!mentionsProbe(message) || js.hasOwn(exception, 'message')) return;
    const value = this.#withoutFunctions(message);
    if (js.setDomExceptionMessage(exception, value)) return;
    js.defineProperty(exception, 'message', {
      __proto__: null,
      value,
      writable: true,
      configurable: true,
      enumerable: false,
    });
  }

  /** How the result of the call that failed was to be iterated. */
  #iterated(error: Error): IteratedCall[1] | undefined {
    const origin = originOf(error);
    return origin === undefined ? undefined : this.#modules.iteratedCall(origin.file, origin);
  }

  #withoutTemporaries(message: string): string {
    return message.replace(
      TEMPORARY,
      (name, base: string, index: string) => this.#table(base)?.temporaries[Number(index)] ?? name,
    );
  }

  /** The expression that a probe stands around is itself no call. */
  #withoutCalls(message: string): string {
    const value = (base: string, index: string): string | undefined => {
      const table = this.#table(base);
      return table?.values.includes(Number(index)) ? table.temporaries[Number(index)] : undefined;
    };
    return message
      .replace(ITERATED, (whole, base: string, index: string, what: string) => {
        const text = value(base, index);
        return text === undefined ? whole : `${text} is not ${what}`;
      })
      .replace(CALLED, (whole, base: string, index: string) => value(base, index) ?? whole);
  }

  #table(base: string): ReturnType<InstrumentedModules['entry']>['table'] | undefined {
    const module = this.#modules.withBase(Number(base));
    return module === undefined ? undefined : this.#modules.entry(module).table;
  }

  #withoutFunctions(message: string): string {
    if (!mentionsProbe(message)) return message;
    for (const place of FUNCTIONS) {
      const quoted = place.exec(message)?.[0];
      if (quoted === undefined || !mentionsProbe(quoted)) continue;
      const begin = quoted.split(OMITTED)[0] ?? quoted;
      const text = this.#texts.restored(begin);
      if (text === begin) continue;
      return message.replace(
        quoted,
        text.length > QUOTED_LENGTH ? () => `${text.slice(0, 111)}${OMITTED}${text.slice(-2)}` : () => text,
      );
    }
    return message;
  }
}
