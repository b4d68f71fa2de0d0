/**
 * V8 quotes code in some messages ("x.y is not a function"). Where a probe's temporary stands for a receiver V8 quotes the temporary;
 * the site table knows what it stands for, and the message gets that text back the first time instrumented code or Node sees the error.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { types } from 'node:util';
import * as js from './intrinsics.js';

const TEMPORARY = /\$es_t(0x[0-9a-f]+)_(\d+)/g;
const MARK = '$es_t';

export class QuotedCode {
  readonly #cacheDirectory: string;
  /** cache key of the module whose sites start at a base */
  readonly #modules = new Map<number, string>();

  constructor(cacheDirectory: string) {
    this.#cacheDirectory = cacheDirectory;
  }

  add(base: number, key: string): void {
    this.#modules.set(base, key);
  }

  /** Puts the program's own text back into the message of an error that V8 threw. */
  repair(error: unknown): void {
    if (!types.isNativeError(error)) return;
    const descriptor = js.getOwnPropertyDescriptor(error, 'message');
    const message: unknown = descriptor !== undefined && js.hasOwn(descriptor, 'value') ? descriptor.value : undefined;
    if (typeof message !== 'string' || !message.includes(MARK)) return;
    const repaired = this.#restore(message);
    const { stack } = error;
    error.message = repaired;
    // The stack's first lines were made from the message when the error was.
    if (typeof stack === 'string') error.stack = stack.replace(message, () => repaired);
  }

  #restore(message: string): string {
    return message.replace(TEMPORARY, (name, base: string, index: string) => {
      const key = this.#modules.get(Number(base));
      if (key === undefined) return name;
      const entry = JSON.parse(readFileSync(join(this.#cacheDirectory, `${key}.json`), 'utf8')) as {
        readonly table: { readonly temporaries: readonly string[] };
      };
      return entry.table.temporaries[Number(index)] ?? name;
    });
  }
}
