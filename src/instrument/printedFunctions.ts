/**
 * Function literals that V8 may have to print where calls have no probes: it counts the statements of a literal, probes among them, so that one of ours stands
 * around it whose name messages are cleared of. Not around what is called as usual: `(() => {})()`.
 */
import { ts } from 'ts-morph';
import type { Context } from './context.js';
import { whenNeeded } from './hoisting.js';
import { calledIn, core, hasModifier, isCall, isFunctionNode } from './nodes.js';
import { isPrinted, type Quoted, quoted, quotedWhenIterated } from './render.js';

/** Every function has these: the calls do not fail. */
const OF_ALL_FUNCTIONS: ReadonlySet<string> = new Set(['call', 'apply', 'bind']);

/** Only `function` literals that are neither generators nor asynchronous can be constructed. */
export const isConstructible = (node: ts.FunctionLikeDeclaration): boolean =>
  ts.isFunctionExpression(node) && node.asteriskToken === undefined && !hasModifier(node, ts.SyntaxKind.AsyncKeyword);

export function printFunction(node: ts.Node, ctx: Context): void {
  if (isCall(node)) {
    const callee = core(calledIn(node));
    if (!isFunctionNode(callee)) return;
    if (isPrinted(node) && !isTakenApart(node)) print(node, ctx);
    if (ts.isNewExpression(node) && !isConstructible(callee))
      ctx.wrap(callee, `(${passing(quoted(callee), ctx)}(`, '))');
  } else if (ts.isParenthesizedExpression(node) && isFunctionNode(core(node)) && isReceiver(node)) print(node, ctx);
}

/** As the value of `const [a] = …`. */
function isIterated({ parent }: ts.Node): boolean {
  return ts.isExpression(parent)
    ? core(parent) !== parent && isIterated(parent)
    : ts.isVariableDeclaration(parent) && ts.isArrayBindingPattern(parent.name);
}

/** Of such a call V8 says what it has returned, if nothing stands around it. */
const isTakenApart = (node: ts.Expression): boolean => ts.isCallExpression(node) && isIterated(node);

/** Of a member that may be missing. */
function isReceiver(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && OF_ALL_FUNCTIONS.has(parent.name.text)) return false;
  const isMember = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent);
  return isMember && parent.expression === node && isPrinted(node);
}

/** Name of a function that gives back what it is given. */
export function passing(named: Quoted, ctx: Context): string {
  const name = ctx.quotedName(named);
  ctx.probes.push({ name, text: '$es_v=>$es_v', ...whenNeeded(undefined, ctx) });
  return name;
}

function print(node: ts.Expression, ctx: Context): void {
  const named = isIterated(node) ? quotedWhenIterated(node) : quoted(node);
  ctx.wrap(node, `${passing(named, ctx)}(`, ')');
}
