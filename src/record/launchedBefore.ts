/** Which modules a program loaded when it was recorded last: a list of keys in the cache folder, a line each. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from '../base/hash.js';
import { writeWhole } from './wholeFile.js';

/** What is read ahead lies in memory until it is asked for; more modules are read when they are loaded. */
const MOST = 500;
const KEY = /^[0-9a-f]{40}$/;

export class LaunchedBefore {
  readonly #path: string;
  readonly #before: string;
  readonly #now = new Set<string>();

  /** `launch`: tells the program from others. */
  constructor(folder: string, launch: readonly string[]) {
    this.#path = join(folder, `${hashOf(JSON.stringify(launch))}.launch`);
    this.#before = read(this.#path);
  }

  /** In the order in which they were loaded; none if there was no launch, or the list is broken. */
  get keys(): readonly string[] {
    return this.#before.split('\n').filter((key) => KEY.test(key));
  }

  /** It has been loaded in this launch. */
  add(key: string): void {
    if (this.#now.size < MOST) this.#now.add(key);
  }

  /** The program has ended. */
  end(): void {
    const text = [...this.#now].join('\n');
    if (text === this.#before || text === '') return;
    try {
      writeWhole(this.#path, text);
    } catch {
      // The next launch reads its modules when they are loaded.
    }
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
