/** Sites of a file in the order of their numbers, and the property keys that they name. */
import type { ts } from 'ts-morph';
import { PRIVATE_OWNER, type SiteColumns, type SiteKind } from '../wire/sites.js';
import { privateMember } from './nodes.js';
import type { Scope } from './scopes.js';

export interface SiteRow {
  readonly kind: SiteKind;
  readonly flags?: number;
  readonly node: ts.Node;
  /** range, if it is not the node's */
  readonly start?: number;
  readonly end?: number;
  readonly scope: Scope;
  readonly ref?: number;
}

type Columns = { readonly [C in keyof SiteColumns]: SiteColumns[C][number][] };

const INDEX = /^(?:0|[1-9]\d*)$/;
/** Larger ones are names (arrayIndex, src/runtime/keyWords.ts). */
const MAX_INDEX = 0x7fffffff;

export class SiteList {
  readonly #columns: Columns = {
    kind: [],
    flags: [],
    start: [],
    end: [],
    line: [],
    column: [],
    fn: [],
    scope: [],
    ref: [],
  };
  readonly #keys: (string | number)[] = [];
  readonly #keyIndex = new Map<string | number, number>();
  readonly #privateOwners = new Map<string, (ts.Node | undefined)[]>();
  readonly #file: ts.SourceFile;

  constructor(file: ts.SourceFile) {
    this.#file = file;
  }

  get columns(): SiteColumns {
    return this.#columns;
  }

  get keys(): readonly (string | number)[] {
    return this.#keys;
  }

  add({ kind, flags = 0, node, start = node.getStart(this.#file), end = node.end, scope, ref = -1 }: SiteRow): number {
    const c = this.#columns;
    const { line, character } = this.#file.getLineAndCharacterOfPosition(start);
    c.flags.push(flags);
    c.start.push(start);
    c.end.push(end);
    c.line.push(line + 1);
    c.column.push(character + 1);
    c.fn.push(scope.fn.index);
    c.scope.push(scope.index);
    c.ref.push(ref);
    return c.kind.push(kind) - 1;
  }

  /** `list['1']` is the element that `list[1]` is, and `list[1.5]` is none. */
  key(given: string | number): number {
    const text = String(given);
    const name = INDEX.test(text) && Number(text) <= MAX_INDEX ? Number(text) : text;
    const known = this.#keyIndex.get(name);
    if (known !== undefined) return known;
    this.#keys.push(name);
    this.#keyIndex.set(name, this.#keys.length - 1);
    return this.#keys.length - 1;
  }

  /** Classes may have private names of one text; an object can have them all. Those of the first class are called by their text alone. */
  privateKey(name: ts.PrivateIdentifier): number {
    const owner = privateMember(name)?.parent;
    const owners = this.#privateOwners.get(name.text) ?? [];
    if (!owners.includes(owner)) owners.push(owner);
    this.#privateOwners.set(name.text, owners);
    const order = owners.indexOf(owner);
    return this.key(order === 0 ? name.text : `${name.text}${PRIVATE_OWNER}${order}`);
  }
}
