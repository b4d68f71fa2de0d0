/**
 * The scopes that are open in a frame, and their instances. Which scopes these are the text says; which instances, the stack and the parents
 * of instances say, and they are asked only when a variable is looked for in one: most names are the innermost scope's or the module's.
 */
import type { LoadedFile } from '../store/sites.js';
import type { Position } from './api.js';
import type { Instances } from './instances.js';
import type { ModuleVariables } from './moduleVariables.js';
import type { OpenFrame } from './stack.js';

export interface OpenScope {
  /** index in the table */
  readonly scope: number;
  /** of the frame's own function */
  readonly own: boolean;
  /** 0: it has none, its variables live in the activation; -1: it is not known */
  readonly instance: () => number;
}

const NONE = (): number => 0;

export class ScopeChains {
  readonly #instances: Instances;
  readonly #modules: ModuleVariables;

  constructor(instances: Instances, modules: ModuleVariables) {
    this.#instances = instances;
    this.#modules = modules;
  }

  /** From the innermost outwards. */
  *of(at: Position, open: OpenFrame): Generator<OpenScope> {
    const { file } = open;
    const { scopes } = file.table;
    let outer = (): number => {
      const { machine, index } = open.activation();
      return machine.stack.parentId[index]!;
    };
    for (let scope = open.scope; scope >= 0; scope = scopes[scope]!.parent) {
      const { kind, fn, isHead, instanced } = scopes[scope]!;
      const own = fn === open.fn;
      if (own) yield { scope, own, instance: once(() => ownInstance(open, scope)) };
      else if (kind === 'module') yield { scope, own, instance: once(() => this.#modules.instance(at, file)) };
      else if (isHead) yield { scope, own, instance: NONE };
      else if (instanced) {
        const inner = outer;
        const found = once(() => this.#outerInstance(at, inner(), file, scope));
        yield { scope, own, instance: () => found()?.id ?? -1 };
        outer = () => found()?.parent ?? inner();
      }
    }
  }

  /** The instance of an outer scope: the first of that scope on the parent chain. */
  #outerInstance(
    at: Position,
    from: number,
    file: LoadedFile,
    scope: number,
  ): { id: number; parent: number } | undefined {
    for (let id = from; id > 0; ) {
      const instance = this.#instances.find(at.thread, id, at.seq);
      if (instance === undefined) return undefined;
      if (instance.file.base === file.base && instance.scope === scope) return { id, parent: instance.parent };
      // An inner scope may still follow: only ancestors of the wanted one say that it is not on the chain.
      if (instance.file.base !== file.base || isAncestor(file, instance.scope, scope)) return undefined;
      id = instance.parent;
    }
    return undefined;
  }
}

/** Of a scope of the frame's own function. */
function ownInstance({ file, activation }: OpenFrame, scope: number): number {
  const { kind, fn, instanced } = file.table.scopes[scope]!;
  if (kind !== 'module' && !instanced) return 0;
  const { machine, index } = activation();
  const isWhole = kind === 'module' || file.table.functions[fn]!.scope === scope;
  return isWhole ? machine.stack.ownId[index]! : machine.stack.block(index, file.blockPlaces[scope]!);
}

const isAncestor = (file: LoadedFile, ancestor: number, scope: number): boolean => {
  for (let s = scope; s >= 0; s = file.table.scopes[s]!.parent) if (s === ancestor) return s !== scope;
  return false;
};

function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}
