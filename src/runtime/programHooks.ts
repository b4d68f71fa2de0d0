/**
 * Module hooks of the program (`module.registerHooks`, `module.register`): they see, and give, the program's own text, so ours must be asked first, and ask them.
 * Hooks that are registered last are asked first: ours are registered again behind each of the program's.
 */
import module from 'node:module';
import { disguise } from './disguise.js';
import * as js from './intrinsics.js';

/** `registered`: the program has more hooks. */
export function followProgramHooks(registered: () => void): void {
  for (const name of ['registerHooks', 'register'] as const) {
    const original = module[name] as (...args: unknown[]) => unknown;
    const replacement = function (this: unknown, ...args: unknown[]): unknown {
      const hooks = js.apply(original, this, args);
      registered();
      return hooks;
    };
    const descriptor = js.getOwnPropertyDescriptor(module, name);
    js.defineProperty(module, name, { ...descriptor, value: disguise(replacement, original) });
  }
  module.syncBuiltinESMExports();
}
