/** When the probes of a function may be needed: in a cycle of ES modules, functions of a module are called before its body begins. */
import { ts } from 'ts-morph';
import type { Probe } from './prelude.js';
import type { Fn } from './scopes.js';

interface Module {
  readonly isCommonJs: boolean;
  readonly isCarried: boolean;
}

/** Functions that other modules can call before this one has begun. */
const isHoisted = (node: ts.Node): boolean =>
  node.kind === ts.SyntaxKind.FunctionDeclaration && node.parent.kind === ts.SyntaxKind.SourceFile;

/** Of a function's probes; undefined: of one that any function may call. Code that is carried begins by asking for the kit. */
export function whenNeeded(
  fn: Fn | undefined,
  { isCommonJs, isCarried }: Module,
): Pick<Probe, 'isHoisted' | 'isConstant'> {
  if (isCommonJs) return { isHoisted: false, isConstant: !isCarried };
  if (fn === undefined) return { isHoisted: false, isConstant: false };
  let outer: Fn | undefined = fn;
  while (outer !== undefined && !isHoisted(outer.node)) outer = outer.parent;
  return { isHoisted: outer === fn, isConstant: !isCarried && outer === undefined };
}
