/** Names of symbols and prototypes, remembered: each is a row of the recording, and objects are asked for their class over and over. */
import { Lru } from './lru.js';
import type { ProtoRow, SymbolRow } from './rows.js';

export interface ProtoInfo {
  /** name of the constructor */
  readonly name: string | undefined;
  /** proto id of the next prototype, 0 at the end of the chain */
  readonly parent: number;
}

export interface SymbolInfo {
  readonly description: string | undefined;
  readonly registered: boolean;
}

/** Undefined where a row or text cannot be read. */
export interface NameSource {
  readonly symbol: (thread: number, id: number) => SymbolRow | undefined;
  readonly proto: (thread: number, id: number) => ProtoRow | undefined;
  readonly string: (thread: number, id: number) => string | undefined;
}

const REMEMBERED = 4096;
/** In place of names that are lost. */
const NAMELESS = '(lost)';

export class Names {
  readonly #source: NameSource;
  readonly #symbols = new Lru<string, SymbolInfo>(REMEMBERED);
  readonly #protos = new Lru<string, ProtoInfo>(REMEMBERED);

  constructor(source: NameSource) {
    this.#source = source;
  }

  /** What is missing may have been recorded by now. */
  forget(): void {
    this.#symbols.clear();
    this.#protos.clear();
  }

  symbol(thread: number, id: number): SymbolInfo {
    const key = `${thread}:${id}`;
    return this.#symbols.get(key) ?? this.#symbols.set(key, this.#readSymbol(thread, id), 1);
  }

  proto(thread: number, id: number): ProtoInfo {
    const key = `${thread}:${id}`;
    return this.#protos.get(key) ?? this.#protos.set(key, this.#readProto(thread, id), 1);
  }

  #readSymbol(thread: number, id: number): SymbolInfo {
    const row = this.#source.symbol(thread, id);
    if (row === undefined) return { description: NAMELESS, registered: false };
    return {
      description: row.description === 0 ? undefined : this.#text(thread, row.description),
      registered: (row.flags & 1) !== 0,
    };
  }

  #readProto(thread: number, id: number): ProtoInfo {
    const row = this.#source.proto(thread, id);
    if (row === undefined) return { name: NAMELESS, parent: 0 };
    return { name: row.name === 0 ? undefined : this.#text(thread, row.name), parent: row.parent };
  }

  #text(thread: number, string: number): string {
    return this.#source.string(thread, string) ?? NAMELESS;
  }
}
