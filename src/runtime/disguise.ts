/** Functions of ours that take a built-in's place look like it: name, length, and `[native code]` in their text. */
import { defineProperty, functionText, SafeWeakMap } from './intrinsics.js';

const nativeTexts = new SafeWeakMap<object, string>();

export function disguise<T extends object>(
  replacement: T,
  original: { readonly name: string; readonly length: number },
): T {
  const { name, length } = original;
  defineProperty(replacement, 'name', { __proto__: null, value: name, configurable: true });
  defineProperty(replacement, 'length', { __proto__: null, value: length, configurable: true });
  nativeTexts.set(replacement, functionText(original as () => unknown));
  return replacement;
}

/** Text of the built-in that the function stands for. */
export function disguisedText(f: object): string | undefined {
  return nativeTexts.get(f);
}
