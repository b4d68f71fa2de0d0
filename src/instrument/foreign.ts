/**
 * Which calls may run code from elsewhere, told by the text: what it is given it may change, and it may call back the functions among
 * that. Input: the AST and its scopes. Not here: what a callee turns out to be when the call runs (runtime/callees.ts).
 */
import { ts } from 'ts-morph';
import { argumentsOf, type Call, calledIn, core, isAssignment, isCall, isFunctionNode, isUpdate } from './nodes.js';
import { lookup, type Scope } from './scopes.js';

/** Global functions and constructors that change no object of the program. */
const PURE_GLOBALS = new Set([
  'Number',
  'String',
  'Boolean',
  'Symbol',
  'BigInt',
  'parseInt',
  'parseFloat',
  'isNaN',
  'isFinite',
  'encodeURIComponent',
  'decodeURIComponent',
  'encodeURI',
  'decodeURI',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'clearImmediate',
  'queueMicrotask',
  'require',
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  'EvalError',
  'URIError',
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'WeakRef',
  'Date',
  'RegExp',
  'Array',
  'Promise',
  'Proxy',
  'URL',
]);
const PURE_NAMESPACES = new Set([
  'Math',
  'JSON',
  'console',
  'Number',
  'String',
  'Symbol',
  'Date',
  'performance',
  'Array',
  'Promise',
]);
const PURE_OBJECT_FUNCTIONS = new Set([
  'keys',
  'values',
  'entries',
  'is',
  'hasOwn',
  'getPrototypeOf',
  'getOwnPropertyNames',
  'getOwnPropertyDescriptor',
  'getOwnPropertyDescriptors',
  'fromEntries',
  'create',
  'isFrozen',
  'isSealed',
]);

/** Methods of the language that call back at once and change nothing themselves. */
const CALLING_BACK = new Set(
  [Array.prototype, Promise.prototype, Map.prototype, String.prototype].flatMap((o) => Object.getOwnPropertyNames(o)),
);

/** Calls of built-ins that change no object of the program. */
export function isPure(call: Call, callee: ts.Expression, scope: Scope): boolean {
  if (isReviving(call, callee)) return false;
  if (ts.isIdentifier(callee)) return PURE_GLOBALS.has(callee.text) && lookup(scope, callee.text) === undefined;
  if (
    !ts.isPropertyAccessExpression(callee) ||
    !ts.isIdentifier(callee.expression) ||
    lookup(scope, callee.expression.text) !== undefined
  )
    return false;
  const owner = callee.expression.text;
  return PURE_NAMESPACES.has(owner) || (owner === 'Object' && PURE_OBJECT_FUNCTIONS.has(callee.name.text));
}

/** `JSON.parse(text, reviver)` */
const isReviving = (call: Call, callee: ts.Expression): boolean =>
  ts.isPropertyAccessExpression(callee) && callee.name.text === 'parse' && argumentsOf(call).length > 1;

export function isFunctionOfFile(callee: ts.Identifier, scope: Scope): boolean {
  const variable = lookup(scope, callee.text);
  return variable?.isFunction === true && !variable.reassigned;
}

/** The name, of the callee or a receiver, may mean something else once the call has returned: what the function called, or an argument, has assigned it. */
export function isAssignedByCall(call: Call, name: ts.Identifier, scope: Scope): boolean {
  const variable = lookup(scope, name.text);
  // Global variables are anybody's, imported ones the other module's.
  if (variable === undefined || variable.kind === 'import') return true;
  return variable.reassigned && (variable.captured || isAssignedIn(argumentsOf(call), name, scope));
}

/** The variable may have another value once the expressions have been evaluated. */
export function isAssignedIn(expressions: readonly ts.Expression[], name: ts.Identifier, scope: Scope): boolean {
  const variable = lookup(scope, name.text);
  if (variable?.kind === 'const') return false;
  const isElement = variable?.kind === 'param' && variable.scope.fn.mapped;
  const isReached = variable?.captured !== false || (isElement && variable.scope.fn.aliased);
  const isTarget = (node: ts.Node): boolean => mentions(node, name.text) || (isElement && !ts.isIdentifier(node));
  const isAssigned = (node: ts.Node): boolean => {
    if (isFunctionNode(node)) return false;
    if (ts.isBinaryExpression(node) && isAssignment(node) && isTarget(node.left)) return true;
    if (isUpdate(node) && isTarget(node.operand)) return true;
    return (isReached && runsCode(node)) || ts.forEachChild(node, isAssigned) === true;
  };
  return expressions.some(isAssigned);
}

const mentions = (node: ts.Node, name: string): boolean =>
  (ts.isIdentifier(node) && node.text === name) || ts.forEachChild(node, (child) => mentions(child, name)) === true;

const runsCode = (node: ts.Node): boolean => isCall(node) || ts.isAwaitExpression(node) || ts.isYieldExpression(node);

/** The value is handed to a call of code that may be from elsewhere, itself or as part of a literal. */
export function isGivenAway(node: ts.Node, scope: Scope): boolean {
  const whole = wholeLiteral(node);
  const { parent } = whole;
  const isOfTag = ts.isTemplateSpan(parent) && ts.isTaggedTemplateExpression(parent.parent.parent);
  const call = isOfTag ? parent.parent.parent : parent;
  return isCall(call) && calledIn(call) !== whole && mayCallBack(call, scope);
}

/** The outermost literal that the value is part of; else the node itself. */
function wholeLiteral(node: ts.Node): ts.Node {
  const { parent } = node;
  const isPart =
    ts.isPropertyAssignment(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isArrayLiteralExpression(parent) ||
    ts.isObjectLiteralExpression(parent) ||
    (ts.isExpression(parent) && ts.isExpression(node) && core(parent) === core(node));
  return isPart ? wholeLiteral(parent) : node;
}

function mayCallBack(call: Call, scope: Scope): boolean {
  const callee = core(calledIn(call));
  if (isFunctionNode(callee) || isPure(call, callee, scope)) return false;
  if (ts.isIdentifier(callee)) return !isFunctionOfFile(callee, scope);
  return !ts.isPropertyAccessExpression(callee) || !CALLING_BACK.has(callee.name.text);
}

/** `Object.assign` may run it half-way: an accessor, one of a property's description, or a trap. */
export function isAccessed(node: ts.FunctionLikeDeclaration): boolean {
  if (ts.isAccessor(node)) return true;
  const whole = wholeLiteral(node);
  if (ts.isNewExpression(whole.parent)) return whole.parent.expression.getText() === 'Proxy';
  const named = ts.isMethodDeclaration(node) ? node : node.parent;
  return ts.isObjectLiteralElement(named) && /^[gs]et$/.test(named.name?.getText() ?? '');
}

/** Is it `Object.assign(target, …)`, with a target that others may have? */
export function assignsToKnown(call: Call, scope: Scope): boolean {
  const callee = core(calledIn(call));
  const [target, ...sources] = argumentsOf(call);
  if (target === undefined || ts.isSpreadElement(target) || sources.length === 0) return false;
  const given = core(target);
  return (
    ts.isPropertyAccessExpression(callee) &&
    callee.name.text === 'assign' &&
    ts.isIdentifier(callee.expression) &&
    callee.expression.text === 'Object' &&
    lookup(scope, 'Object') === undefined &&
    !(ts.isObjectLiteralExpression(given) || ts.isClassExpression(given) || isFunctionNode(given))
  );
}

/** `new Promise(node)` */
export function isExecutor(node: ts.Node): boolean {
  const whole = wholeLiteral(node);
  const made = whole.parent;
  return (
    ts.isNewExpression(made) &&
    made.arguments?.[0] === whole &&
    ts.isIdentifier(made.expression) &&
    made.expression.text === 'Promise'
  );
}

/** What Node's streams call of classes that extend them. */
const STREAM_METHODS = /^_(?:construct|destroy|final|flush|read|transform|writev?)$/;

const isStreamMethod = ({ name, parent }: ts.FunctionLikeDeclaration): boolean =>
  ts.isClassLike(parent) && parent.heritageClauses !== undefined && STREAM_METHODS.test(name?.getText() ?? '');

/** Code from elsewhere may call the function: it, or what it is part of, is given away, here or under the name of a variable. */
export function isCallback(node: ts.FunctionLikeDeclaration, outer: Scope): boolean {
  const whole = wholeLiteral(node);
  const declared = ts.isFunctionDeclaration(node)
    ? node
    : ts.isVariableDeclaration(whole.parent)
      ? whole.parent
      : undefined;
  const name = declared?.name;
  if (name !== undefined && ts.isIdentifier(name)) return lookup(outer, name.text)?.given === true;
  return isStreamMethod(node) || isGivenAway(node, outer);
}
