/** What the site table says of a file's functions, scopes and variables. */
import type { FunctionInfo, ScopeInfo, VariableInfo } from '../wire/sites.js';
import type { Context } from './context.js';
import { declaredIn } from './evaluatedScopes.js';
import { type Analysis, type Fn, isShown } from './scopes.js';

export const functionsOf = ({ analysis, file }: Context): FunctionInfo[] =>
  analysis.functions.map((f) => ({
    name: f.name,
    kind: f.kind,
    async: f.async,
    generator: f.generator,
    scope: f.scope.index,
    start: f.node.getStart(file),
    end: f.node.end,
  }));

export const scopesOf = ({ analysis, file, full }: Context): ScopeInfo[] =>
  analysis.scopes.map((s) => ({
    kind: s.kind,
    parent: s.parent?.index ?? -1,
    fn: s.fn.index,
    start: s.node.getStart(file),
    end: s.node.end,
    instanced: s.instanced,
    ...(s.isHead ? { isHead: true as const } : {}),
    ...(full && s.fn.evaluates && s === declaredIn(s.fn) ? { evaluates: true as const } : {}),
  }));

export interface CollectedVariables {
  readonly list: readonly VariableInfo[];
  /** index of the `this` of functions that have one */
  readonly thisIndex: ReadonlyMap<Fn, number>;
}

/** Tells the variables their index, too. */
export function collectVariables(
  { functions, scopes }: Analysis,
  { isCommonJs, full }: { readonly isCommonJs: boolean; readonly full: boolean },
): CollectedVariables {
  const list: VariableInfo[] = [];
  const thisIndex = new Map<Fn, number>();
  const slots = new Map<Fn, number>();
  const add = (info: Omit<VariableInfo, 'slot'>, fn: Fn): number => {
    const slot = info.captured ? -1 : (slots.get(fn) ?? 0);
    if (!info.captured) slots.set(fn, slot + 1);
    list.push({ ...info, slot });
    return list.length - 1;
  };
  for (const f of functions)
    if (f.kind !== 'module' || isCommonJs)
      thisIndex.set(f, add({ name: 'this', kind: 'this', scope: f.scope.index, captured: false, initOffset: -1 }, f));
  for (const s of scopes)
    for (const v of s.variables.values()) {
      if (!isShown(v)) continue;
      v.index = add(
        {
          name: v.name,
          kind: v.kind,
          scope: s.index,
          captured: v.captured,
          initOffset: v.initOffset,
          ...(v.unwritten === undefined ? {} : { unwritten: v.unwritten }),
          ...(!full && v.reassigned && (v.kind === 'param' || v.kind === 'arguments') ? { reassigned: true } : {}),
        },
        s.fn,
      );
    }
  return { list, thisIndex };
}
