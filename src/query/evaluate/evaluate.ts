/**
 * Expressions over recorded state: what a person types into a hover, a watch, the console or a breakpoint's condition.
 *
 * In: text, and a frame of a recording at a position. Out: a plain value, or a failure that says what to do.
 * Invariants: nothing of the program runs (calls, `new`, getters and traps are refused by name); nothing is changed; no host object
 * is reachable, since every value is plain data and properties come from the recording only. What the recording does not say is a
 * value of kind `unknown` with its reason, never a guess.
 * Does not do: calls, function expressions, regular expression literals, assignments.
 */
import type { Expression } from 'acorn';
import { fail, ok, type Result } from '../../base/result.js';
import type { Scope, Value } from '../api.js';
import { isGlobalName } from './builtins.js';
import { classNamed, instanceOf } from './instance.js';
import { hasMember, nameKey, readMember, toKey } from './member.js';
import {
  booleanOperand,
  type EvaluationFailure,
  EvaluationFault,
  known,
  type LiteralObject,
  numberOperand,
  type Operand,
  stringOperand,
  type Surroundings,
  UNDEFINED,
} from './operand.js';
import { binary, unary } from './operators.js';
import { parse } from './parse.js';
import { SymbolTable, toPrimitive, truthy } from './primitives.js';
import { refusal } from './refuse.js';
import { spreadElements, spreadProperties } from './spread.js';

/** A parsed expression, to be evaluated many times (a breakpoint's condition). */
export interface Compiled {
  readonly text: string;
  readonly evaluate: (surroundings: Surroundings) => Result<Operand, EvaluationFailure>;
}

export function compile(text: string): Result<Compiled, EvaluationFailure> {
  const tree = parse(text);
  if (!tree.ok) return tree;
  return ok({ text, evaluate: (surroundings) => run(tree.value, text, surroundings) });
}

export function evaluate(text: string, surroundings: Surroundings): Result<Operand, EvaluationFailure> {
  const compiled = compile(text);
  return compiled.ok ? compiled.value.evaluate(surroundings) : compiled;
}

/** Truth of a condition. */
export function test(compiled: Compiled, surroundings: Surroundings): Result<boolean, EvaluationFailure> {
  return guarded(() => {
    const result = compiled.evaluate(surroundings);
    if (!result.ok) throw new EvaluationFault(result.error.code, result.error.message);
    return truthy(result.value, `\`${compiled.text}\``);
  });
}

function run(tree: Expression, text: string, surroundings: Surroundings): Result<Operand, EvaluationFailure> {
  return guarded(() => new Evaluation(text, surroundings).value(tree));
}

function guarded<T>(operation: () => T): Result<T, EvaluationFailure> {
  try {
    return ok(operation());
  } catch (error) {
    if (error instanceof EvaluationFault) return fail(error.code, error.message);
    if (error instanceof RangeError) return fail('syntax', 'the expression is nested too deeply');
    throw error;
  }
}

/** Marks an optional chain that ended early, up to the node where the whole chain ends. */
const ENDED = Symbol('ended');

class Evaluation {
  readonly symbols = new SymbolTable();
  private scopes: readonly Scope[] | undefined;

  constructor(
    private readonly text: string,
    readonly surroundings: Surroundings,
  ) {}

  value(node: Expression): Operand {
    const result = this.link(node);
    return result === ENDED ? UNDEFINED : result;
  }

  /** Value of a link of a chain, or ENDED; everything but members and chains cannot end early. */
  private link(node: Expression): Operand | typeof ENDED {
    switch (node.type) {
      case 'MemberExpression': {
        if (node.object.type === 'Super') throw new EvaluationFault('refused', refusal('Super'));
        const object = this.link(node.object);
        if (object === ENDED || (node.optional && isNullish(object))) return ENDED;
        return readMember(object, this.key(node.property, node.computed), this.source(node.object), this);
      }
      case 'ParenthesizedExpression':
        return this.value(node.expression);
      default:
        return this.whole(node);
    }
  }

  private whole(node: Exclude<Expression, { type: 'MemberExpression' | 'ParenthesizedExpression' }>): Operand {
    switch (node.type) {
      case 'ChainExpression':
        return this.value(node.expression);
      case 'Literal':
        return literal(node);
      case 'Identifier':
        return this.identifier(node.name);
      case 'ThisExpression':
        return this.variable('this') ?? missingThis();
      case 'TemplateLiteral':
        return this.template(node);
      case 'ArrayExpression':
        return this.array(node);
      case 'ObjectExpression':
        return this.object(node);
      case 'UnaryExpression':
        return this.unary(node);
      case 'BinaryExpression':
        return this.binary(node);
      case 'LogicalExpression':
        return this.logical(node);
      case 'ConditionalExpression':
        return this.value(truthy(this.value(node.test), this.quoted(node.test)) ? node.consequent : node.alternate);
      case 'SequenceExpression':
        return node.expressions.map((item) => this.value(item)).at(-1)!;
      default:
        throw new EvaluationFault('refused', refusal(node.type, this.source(node)));
    }
  }

  private key(
    property: Expression | { readonly type: 'PrivateIdentifier'; readonly name: string },
    isComputed: boolean,
  ) {
    if (property.type === 'PrivateIdentifier') return nameKey(`#${property.name}`);
    if (!isComputed && property.type === 'Identifier') return nameKey(property.name);
    return toKey(this.value(property), this);
  }

  private identifier(name: string): Operand {
    const found = this.variable(name);
    if (found !== undefined) return known(found, `\`${name}\``).kind === 'hole' ? UNDEFINED : found;
    switch (name) {
      case 'undefined':
        return UNDEFINED;
      case 'NaN':
        return numberOperand(Number.NaN);
      case 'Infinity':
        return numberOperand(Number.POSITIVE_INFINITY);
      default:
        if (isGlobalName(name))
          throw new EvaluationFault(
            'unknown',
            `\`${name}\` is not a variable of the recorded program, and global objects are not recorded`,
          );
        throw new EvaluationFault('reference', `${name} is not defined here`);
    }
  }

  private variable(name: string): Value | undefined {
    const given = this.surroundings.names?.get(name);
    if (given !== undefined) return given;
    this.scopes ??= this.surroundings.recording.scopes(this.surroundings.at, this.surroundings.frame);
    for (const scope of this.scopes) {
      if (scope.kind === 'returnValue') continue;
      const found = scope.variables.find((variable) => variable.name === name);
      if (found !== undefined) return found.value;
    }
    return undefined;
  }

  private template(node: Extract<Expression, { type: 'TemplateLiteral' }>): Operand {
    const parts = node.quasis.map((quasi, index) => {
      const after = node.expressions[index];
      return (quasi.value.cooked ?? '') + (after === undefined ? '' : this.textOf(after));
    });
    return stringOperand(parts.join(''));
  }

  private textOf(node: Expression): string {
    const primitive = toPrimitive(this.value(node), 'string', this);
    if (typeof primitive === 'symbol') throw new EvaluationFault('type', 'Cannot convert a Symbol value to a string');
    return String(primitive);
  }

  private array(node: Extract<Expression, { type: 'ArrayExpression' }>): LiteralObject {
    const properties = new Map<string, Operand>();
    let length = 0;
    for (const element of node.elements) {
      if (element?.type === 'SpreadElement') {
        for (const item of spreadElements(this.value(element.argument), this.quoted(element.argument), this))
          properties.set(String(length++), item);
      } else {
        if (element !== null) properties.set(String(length), this.value(element));
        length++;
      }
    }
    return { kind: 'literal', array: true, properties, length };
  }

  private object(node: Extract<Expression, { type: 'ObjectExpression' }>): LiteralObject {
    const properties = new Map<string, Operand>();
    for (const member of node.properties) {
      if (member.type === 'SpreadElement') {
        for (const [name, value] of spreadProperties(this.value(member.argument), this.quoted(member.argument), this))
          properties.set(name, value);
      } else {
        if (member.kind !== 'init' || member.method)
          throw new EvaluationFault('refused', refusal('FunctionExpression'));
        properties.set(this.literalKey(member.key, member.computed), this.value(member.value));
      }
    }
    return { kind: 'literal', array: false, properties, length: 0 };
  }

  private literalKey(key: Expression, isComputed: boolean): string {
    if (!isComputed && key.type === 'Identifier') return key.name;
    const { name, symbol } = toKey(this.value(key), this);
    if (symbol) throw new EvaluationFault('refused', 'symbol keys in object literals are not supported');
    return name;
  }

  private unary(node: Extract<Expression, { type: 'UnaryExpression' }>): Operand {
    if (node.operator === 'delete') throw new EvaluationFault('refused', refusal('delete', this.source(node)));
    let { argument } = node;
    while (argument.type === 'ParenthesizedExpression') argument = argument.expression;
    if (node.operator === 'typeof' && argument.type === 'Identifier' && this.isUndeclared(argument.name))
      return stringOperand('undefined');
    return unary(node.operator, this.value(argument), this);
  }

  private isUndeclared(name: string): boolean {
    return !isGlobalName(name) && name !== 'undefined' && this.variable(name) === undefined;
  }

  private binary(node: Extract<Expression, { type: 'BinaryExpression' }>): Operand {
    const { operator, left, right } = node;
    if (left.type === 'PrivateIdentifier')
      return booleanOperand(hasMember(this.value(right), nameKey(`#${left.name}`), this));
    if (operator === 'instanceof') return booleanOperand(instanceOf(this.value(left), this.className(right), this));
    const a = this.value(left);
    const b = this.value(right);
    if (operator === 'in') return booleanOperand(hasMember(b, toKey(a, this), this));
    return binary(operator, a, b, this);
  }

  private className(node: Expression): string {
    if (node.type === 'Identifier' && this.variable(node.name) === undefined && isGlobalName(node.name))
      return node.name;
    return classNamed(this.value(node), this.source(node), this);
  }

  private logical(node: Extract<Expression, { type: 'LogicalExpression' }>): Operand {
    const left = known(this.value(node.left), this.quoted(node.left));
    switch (node.operator) {
      case '&&':
        return truthy(left, '') ? this.value(node.right) : left;
      case '||':
        return truthy(left, '') ? left : this.value(node.right);
      case '??':
        return isNullish(left) ? this.value(node.right) : left;
    }
  }

  private source({ start, end }: { readonly start: number; readonly end: number }): string {
    return this.text.slice(start, end);
  }

  private quoted(node: { readonly start: number; readonly end: number }): string {
    return `\`${this.source(node)}\``;
  }
}

function isNullish(operand: Operand): boolean {
  return operand.kind === 'undefined' || operand.kind === 'null' || operand.kind === 'hole';
}

function missingThis(): never {
  throw new EvaluationFault('unknown', '`this` is not recorded in this frame');
}

function literal(node: Extract<Expression, { type: 'Literal' }>): Operand {
  if (typeof node.bigint === 'string') return { kind: 'bigint', digits: BigInt(node.bigint).toString() };
  const { value } = node;
  switch (typeof value) {
    case 'string':
      return stringOperand(value);
    case 'number':
      return numberOperand(value);
    case 'boolean':
      return booleanOperand(value);
    default:
      if (node.regex !== undefined)
        throw new EvaluationFault(
          'refused',
          'regular expressions need calls to be of use, and calls are not possible over a recording',
        );
      return { kind: 'null' };
  }
}
