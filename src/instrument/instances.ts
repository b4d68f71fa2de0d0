/** What is known of `this` where a constructor begins. */
import { ts } from 'ts-morph';
import type { Context } from './context.js';
import { instanceProbe } from './literals.js';
import { isStatic } from './nodes.js';
import type { Fn } from './scopes.js';

/** What it begins with is an empty object, which fields and it itself then fill. */
export const isConstructorOfBase = (fn: Fn): boolean => fn.kind === 'constructor' && !fn.derived;

export function hasFields({ node }: Fn): boolean {
  const owner = ts.isClassLike(node) ? node : node.parent;
  return (
    !ts.isClassLike(owner) || owner.members.some((member) => ts.isPropertyDeclaration(member) && !isStatic(member))
  );
}

/**
 * A function with `this` that is no method by the place it stands in: it may be called with `new`. Nothing was known of what such constructors make: 966,000
 * assignments to properties were read back when acorn's command was recorded, a fifth of the CPU time of its thread.
 */
function mayConstruct({ node, async, generator, usesThis }: Fn): boolean {
  if (async || generator || !usesThis) return false;
  if (ts.isFunctionDeclaration(node)) return true;
  if (!ts.isFunctionExpression(node)) return false;
  const { parent } = node;
  const member = ts.isPropertyAssignment(parent)
    ? parent.name
    : ts.isBinaryExpression(parent)
      ? parent.left
      : undefined;
  return member === undefined || /(?:^|[.])[A-Z][^.]*$/.test(member.getText());
}

/** Text of what is known of `this`, in a constructor from its beginning on. */
export function stampOfThis(fn: Fn, ctx: Context): string | undefined {
  if (isConstructorOfBase(fn)) return hasFields(fn) ? undefined : freshStamp(fn, ctx);
  return mayConstruct(fn) ? `new.target===void 0?this?.[$es_S]:${freshStamp(fn, ctx)}` : 'this?.[$es_S]';
}

/** Default values may have entered the activation before. */
const freshStamp = (fn: Fn, ctx: Context): string => `this[$es_S]??=${instanceProbe(fn, ctx)}(new.target,this)`;

/** The same for a body without a probe at its entry. */
export function newInstance(fn: Fn, ctx: Context): string {
  if (isConstructorOfBase(fn)) return `${freshStamp(fn, ctx)};$es_literal(this);`;
  return mayConstruct(fn) ? `new.target===void 0||(${freshStamp(fn, ctx)},$es_literal(this));` : '';
}
