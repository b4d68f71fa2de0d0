/**
 * The sites of one thread as flat arrays: what decoding and replaying an event needs, looked up by site number without allocation.
 * Input: the site tables of the modules as they load. Functions, scopes and variables of all files get numbers of their own
 * (file's base + index in the table), so that "same function" is one comparison.
 */
import { partitionPoint } from '../base/search.js';
import { SITE, SITE_FLAG, type SiteKind, type SiteTable, leadingWords } from '../wire/sites.js';
import { DamagedData } from './checksum.js';

/** A site table at its place in a thread's numbering. */
export interface LoadedFile {
  /** absolute path */
  readonly path: string;
  readonly key: string;
  readonly base: number;
  readonly count: number;
  readonly table: SiteTable;
  readonly fnBase: number;
  /** write sites of each variable (index in the table) */
  readonly writeSites: ReadonlyMap<number, readonly number[]>;
  /** place of each scope among its function's blocks, -1 for scopes without instances of their own */
  readonly blockPlaces: readonly number[];
}

/** A function as replaying needs it. */
export interface FunctionLayout {
  readonly file: LoadedFile;
  /** index in the file's table */
  readonly index: number;
  readonly slots: number;
  /** slot of the variable `this`, -1 if there is none */
  readonly thisSlot: number;
  /** instanced scopes of the function besides its own scope */
  readonly blocks: number;
  readonly async: boolean;
  readonly generator: boolean;
  /** it has the name of one that `yield*` and `for await` call of an iterator that is no generator */
  readonly ofIterator: boolean;
  readonly module: boolean;
}

export const NO_SITE = 255;

/** What an event is to the loop over a stream (ordinary.ts): the low bits of its site's code. */
export enum CODE {
  /** anything that is looked at by itself, or no site at all */
  other = 0,
  step = 1,
  /** of a variable that has a slot */
  write = 2,
  put = 3,
  /** of a function that is no generator, and nothing that lives on refers to its activation */
  enter = 4,
  /** the innermost activation ends */
  pop = 5,
}

/** All that the loop needs to know of a site, in one word: function << FN_BITS | words between header and value << LEADING_BITS | {@link CODE}. */
export enum CODE_PART {
  CODE_MASK = 7,
  LEADING_BITS = 3,
  LEADING_MASK = 24,
  ONE_LEADING = 8,
  FN_BITS = 5,
}

/** Words of a function in {@link SiteIndex.shapes}. */
export enum SHAPE {
  slots = 0,
  blocks = 1,
  thisSlot = 2,
  WORDS = 4,
}
const ITERATOR_METHOD = /(?:^|\.)(?:next|return|throw|\[Symbol\.(?:iterator|asyncIterator|dispose|asyncDispose)\])$/;

export class SiteIndex {
  /** SITE kind, {@link NO_SITE} where no module was loaded */
  kind = new Uint8Array(1024).fill(NO_SITE);
  flags = new Uint16Array(1024);
  /** words between header and value */
  leading = new Uint8Array(1024);
  fn = new Int32Array(1024);
  /** write: slot (-1: captured). scope, iterate: place among the function's blocks (-1: not a block). Otherwise -1 */
  slot = new Int32Array(1024);
  /** {@link CODE_PART} */
  code = new Int32Array(1024);
  /** of function f from f * SHAPE.WORDS on: what {@link functions} says of its frames */
  shapes = new Int32Array(1024);
  readonly functions: FunctionLayout[] = [];
  readonly files: LoadedFile[] = [];

  /** `fnBase`: where another index that has the same files put its functions; some of them may be missing here. */
  add(file: { path: string; key: string; base: number; table: SiteTable; fnBase?: number }): LoadedFile {
    const { table, base } = file;
    const count = table.sites.kind.length;
    this.#grow(base + count);
    const fnBase = file.fnBase ?? this.functions.length;
    const blockPlaces = placeBlocks(table);
    const writeSites = new Map<number, number[]>();
    const loaded: LoadedFile = { ...file, count, fnBase, writeSites, blockPlaces };
    for (const [i, layout] of layoutFunctions(loaded, blockPlaces).entries()) this.#addFunction(fnBase + i, layout);
    const { kind, flags, fn, ref } = table.sites;
    for (let i = 0; i < count; i++) {
      const site = base + i;
      const k = kind[i] as SiteKind;
      this.kind[site] = k;
      this.flags[site] = flags[i]!;
      this.leading[site] = leadingWords(k, flags[i]!);
      this.fn[site] = fnBase + fn[i]!;
      this.slot[site] =
        k === SITE.write
          ? writeSlot(table, ref[i]!, flags[i]!)
          : k === SITE.scope || k === SITE.iterate
            ? (blockPlaces[ref[i]!] ?? -1)
            : -1;
      this.code[site] =
        (this.fn[site]! << CODE_PART.FN_BITS) | (this.leading[site]! << CODE_PART.LEADING_BITS) | this.#codeOf(site);
      if (k === SITE.write) (writeSites.get(ref[i]!) ?? addList(writeSites, ref[i]!)).push(site);
    }
    this.files.push(loaded);
    return loaded;
  }

  #addFunction(fn: number, layout: FunctionLayout): void {
    this.functions[fn] = layout;
    const at = fn * SHAPE.WORDS;
    if (at + SHAPE.WORDS > this.shapes.length)
      this.shapes = copyInto(new Int32Array((at + SHAPE.WORDS) * 2), this.shapes);
    this.shapes[at + SHAPE.slots] = layout.slots;
    this.shapes[at + SHAPE.blocks] = layout.blocks;
    this.shapes[at + SHAPE.thisSlot] = layout.thisSlot;
  }

  #codeOf(site: number): number {
    const flags = this.flags[site]!;
    switch (this.kind[site]) {
      case SITE.step:
        return CODE.step;
      case SITE.write:
        return this.slot[site]! >= 0 ? CODE.write : CODE.other;
      case SITE.put:
        return CODE.put;
      case SITE.enter:
        return flags & SITE_FLAG.OWN_ID || this.functions[this.fn[site]!]?.generator === true ? CODE.other : CODE.enter;
      case SITE.return:
        return flags & SITE_FLAG.POPS ? CODE.pop : CODE.other;
      case SITE.leave:
        return CODE.pop;
      default:
        return CODE.other;
    }
  }

  fileOf(site: number): LoadedFile | undefined {
    const { files } = this;
    const file = files[partitionPoint(0, files.length, (i) => files[i]!.base + files[i]!.count <= site)];
    return file !== undefined && file.base <= site ? file : undefined;
  }

  layout(fn: number): FunctionLayout {
    const layout = this.functions[fn];
    if (layout === undefined) throw new DamagedData('it names a function of a file that is lost');
    return layout;
  }

  #grow(size: number): void {
    if (size <= this.kind.length) return;
    const length = Math.max(size, this.kind.length * 2);
    const kind = new Uint8Array(length).fill(NO_SITE);
    kind.set(this.kind);
    this.kind = kind;
    this.flags = copyInto(new Uint16Array(length), this.flags);
    this.leading = copyInto(new Uint8Array(length), this.leading);
    this.fn = copyInto(new Int32Array(length), this.fn);
    this.slot = copyInto(new Int32Array(length), this.slot);
    this.code = copyInto(new Int32Array(length), this.code);
  }
}

function copyInto<T extends Uint8Array | Uint16Array | Int32Array>(to: T, from: T): T {
  to.set(from);
  return to;
}

function addList(map: Map<number, number[]>, key: number): number[] {
  const list: number[] = [];
  map.set(key, list);
  return list;
}

const writeSlot = (table: SiteTable, variable: number, flags: number): number =>
  flags & SITE_FLAG.CAPTURED ? -1 : (table.variables[variable]?.slot ?? -1);

/** Place of each instanced scope among those of its function; the function's own scope has none, its instance is the activation's own id. */
function placeBlocks(table: SiteTable): number[] {
  const next = new Array<number>(table.functions.length).fill(0);
  return table.scopes.map((scope, index) => {
    if (!scope.instanced || table.functions[scope.fn]?.scope === index) return -1;
    const place = next[scope.fn]!;
    next[scope.fn] = place + 1;
    return place;
  });
}

function layoutFunctions(file: LoadedFile, blockPlaces: readonly number[]): FunctionLayout[] {
  const { functions, variables, scopes } = file.table;
  const slots = new Array<number>(functions.length).fill(0);
  const thisSlot = new Array<number>(functions.length).fill(-1);
  const blocks = new Array<number>(functions.length).fill(0);
  for (const v of variables) {
    const fn = scopes[v.scope]!.fn;
    if (v.slot >= 0) slots[fn] = Math.max(slots[fn]!, v.slot + 1);
    if (v.kind === 'this' && v.slot >= 0 && functions[fn]!.scope === v.scope) thisSlot[fn] = v.slot;
  }
  scopes.forEach((scope, index) => {
    if (blockPlaces[index]! >= 0) blocks[scope.fn] = Math.max(blocks[scope.fn]!, blockPlaces[index]! + 1);
  });
  return functions.map((f, index) => ({
    file,
    index,
    slots: slots[index]!,
    thisSlot: thisSlot[index]!,
    blocks: blocks[index]!,
    async: f.async,
    generator: f.generator,
    ofIterator: ITERATOR_METHOD.test(f.name),
    module: f.kind === 'module',
  }));
}
