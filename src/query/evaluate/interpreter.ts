/**
 * One evaluation of an expression: walks its tree over operands. Built-in functions come from the library; functions of the program are
 * never called. Counts its work, so that it ends.
 */
import type {
  AnyNode,
  Expression,
  Function as FunctionNode,
  Pattern,
  PrivateIdentifier,
  SpreadElement,
  Super,
} from 'acorn';
import type { Position } from '../api.js';
import { assign, update } from './assign.js';
import { isGlobalName } from './builtins.js';
import { bind } from './destructure.js';
import { Environment } from './environment.js';
import { helperNamed } from './helpers.js';
import { classNamed, instanceOf } from './instance.js';
import { iterate, ownEntries } from './items.js';
import { globalNamed, methodOf } from './library/index.js';
import { changeable, isMade, madeArray, madeFunction, madeObject, madeRegExp, setProperty } from './made.js';
import { hasMember, type Key, nameKey, privateKey, readMember } from './member.js';
import { Meter } from './meter.js';
import {
  booleanOperand,
  EvaluationFault,
  HOLE,
  known,
  type Machine,
  type MadeObject,
  NULL,
  numberOperand,
  type Operand,
  refused,
  stringOperand,
  type Surroundings,
  typeFault,
  UNDEFINED,
} from './operand.js';
import { binary, unary } from './operators.js';
import { SymbolTable, toKey, toText, truthy } from './primitives.js';
import { refusal } from './refuse.js';
import { seenAt } from './recorded.js';
import { runBody } from './statements.js';

/** Calls within calls; JavaScript's own stack holds more. */
const MAX_DEPTH = 400;

/** Marks an optional chain that ended early, up to the node where the whole chain ends. */
const ENDED = Symbol('ended');

/** A node of any kind, as far as its text goes. */
type Spanned = Pick<AnyNode, 'start' | 'end'>;

export class Interpreter implements Machine {
  readonly symbols = new SymbolTable();
  readonly builtin = methodOf;
  private depth = 0;

  constructor(
    private readonly text: string,
    readonly surroundings: Surroundings,
    readonly meter: Machine['meter'] = new Meter(),
    /** the moment that its values remember; undefined for the expression's own */
    private readonly moment?: Position,
  ) {}

  /** For a part of the expression that is looked at in other surroundings. */
  at(surroundings: Surroundings): Interpreter {
    return new Interpreter(this.text, surroundings, this.meter, surroundings.at);
  }

  value(node: Expression, env: Environment): Operand {
    const result = this.link(node, env);
    return result === ENDED ? UNDEFINED : result;
  }

  /** Value of a link of a chain, or ENDED; everything but members, calls and chains cannot end early. */
  private link(node: Expression, env: Environment): Operand | typeof ENDED {
    this.meter.step();
    switch (node.type) {
      case 'MemberExpression':
        return this.member(node, env)?.value ?? ENDED;
      case 'CallExpression':
        return this.callExpression(node, env);
      case 'ParenthesizedExpression':
        return this.value(node.expression, env);
      default:
        return this.whole(node, env);
    }
  }

  private whole(node: Expression, env: Environment): Operand {
    switch (node.type) {
      case 'ChainExpression':
        return this.value(node.expression, env);
      case 'Literal':
        return this.literal(node);
      case 'Identifier':
        return this.identifier(node.name, env);
      case 'ThisExpression':
        return env.thisValue ?? this.variable('this') ?? missingThis();
      case 'TemplateLiteral':
        return this.template(node, env);
      case 'ArrayExpression':
        return madeArray(this.list(node.elements, env), this.meter);
      case 'ObjectExpression':
        return this.object(node, env);
      case 'UnaryExpression':
        return this.unary(node, env);
      case 'BinaryExpression':
        return this.binary(node, env);
      case 'LogicalExpression':
        return this.logical(node, env);
      case 'ConditionalExpression':
        return this.value(this.test(node.test, env) ? node.consequent : node.alternate, env);
      case 'SequenceExpression':
        return node.expressions.map((item) => this.value(item, env)).at(-1)!;
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
        return this.functionValue(node, env);
      case 'NewExpression':
        return this.construct(node, env);
      case 'AssignmentExpression':
        return assign(this, node, env);
      case 'UpdateExpression':
        return update(this, node, env);
      default:
        throw refused(refusal(node.type, this.source(node)));
    }
  }

  /** A member with the object that it was read from; undefined if the chain ended. */
  private member(
    node: Extract<Expression, { type: 'MemberExpression' }>,
    env: Environment,
  ): { readonly object: Operand; readonly value: Operand } | undefined {
    if (node.object.type === 'Super') throw refused(refusal('Super'));
    const object = this.link(node.object, env);
    if (object === ENDED || (node.optional && isNullish(object))) return undefined;
    const key = this.key(node.property, node.computed, env);
    return { object, value: readMember(object, key, this.source(node.object), this) };
  }

  key(property: Expression | PrivateIdentifier, isComputed: boolean, env: Environment): Key {
    if (property.type === 'PrivateIdentifier') return privateKey(property.name);
    if (!isComputed && property.type === 'Identifier') return nameKey(property.name);
    return toKey(this.value(property, env), this);
  }

  private callExpression(
    node: Extract<Expression, { type: 'CallExpression' }>,
    env: Environment,
  ): Operand | typeof ENDED {
    const { callee } = node;
    const helper =
      callee.type === 'Identifier' && !this.isDeclared(callee.name, env) ? helperNamed(callee.name) : undefined;
    if (helper !== undefined) return helper(this, node, env);
    const target = this.callee(callee, env);
    if (target === undefined || (node.optional && isNullish(target.value))) return ENDED;
    const args = this.list(node.arguments, env);
    if (target.value.kind === 'unknown')
      throw new EvaluationFault('unknown', `${this.quoted(node)} cannot be called: ${target.value.why}`);
    const fn = known(target.value, this.quoted(callee));
    if (fn.kind === 'object') throw refused(refusal('CallExpression', this.source(node)));
    if (!isMade(fn, 'function')) throw typeFault(`${this.source(callee)} is not a function`);
    return this.call(fn, target.object, args);
  }

  private callee(
    node: Expression | Super,
    env: Environment,
  ): { readonly object: Operand; readonly value: Operand } | undefined {
    if (node.type === 'Super') throw refused(refusal('Super'));
    if (node.type === 'ParenthesizedExpression' && node.expression.type === 'MemberExpression')
      return this.callee(node.expression, env);
    if (node.type === 'MemberExpression') return this.member(node, env);
    const value = this.link(node, env);
    return value === ENDED ? undefined : { object: UNDEFINED, value };
  }

  call(callee: Operand, self: Operand, args: readonly Operand[]): Operand {
    this.meter.step();
    if (callee.kind === 'object') throw refused(refusal('callback'));
    if (!isMade(callee, 'function')) throw typeFault('what is called is not a function');
    if (this.depth >= MAX_DEPTH) throw typeFault('Maximum call stack size exceeded');
    this.depth++;
    try {
      return callee.content.call(self, args, this);
    } finally {
      this.depth--;
    }
  }

  private construct(node: Extract<Expression, { type: 'NewExpression' }>, env: Environment): Operand {
    const callee = known(this.value(node.callee, env), this.quoted(node.callee));
    if (callee.kind === 'object') throw refused(refusal('NewExpression', this.source(node)));
    const construct = isMade(callee, 'function') ? callee.content.construct : undefined;
    if (construct === undefined) throw typeFault(`${this.source(node.callee)} is not a constructor here`);
    return construct(this.list(node.arguments, env), this);
  }

  private functionValue(node: FunctionNode & { readonly type: string }, env: Environment): Operand {
    if (node.async || node.generator) throw refused(refusal('async', this.source(node)));
    const isArrow = node.type === 'ArrowFunctionExpression';
    const made: MadeObject = madeFunction({
      name: node.id?.name ?? '',
      length: node.params.findIndex(({ type }) => type === 'AssignmentPattern' || type === 'RestElement'),
      call: (self, args) => {
        const inner = new Environment(env, isArrow ? undefined : self);
        if (node.id) inner.declare(node.id.name, made, false);
        this.bindParameters(node.params, args, inner);
        return node.body.type === 'BlockStatement' ? runBody(this, node.body, inner) : this.value(node.body, inner);
      },
    });
    this.meter.cells(1);
    return made;
  }

  private bindParameters(params: readonly Pattern[], args: readonly Operand[], env: Environment): void {
    for (const [i, pattern] of params.entries()) {
      const isRest = pattern.type === 'RestElement';
      const value = isRest ? madeArray(args.slice(i), this.meter) : (args[i] ?? UNDEFINED);
      bind(this, isRest ? pattern.argument : pattern, value, { env, isConstant: false });
    }
  }

  private identifier(name: string, env: Environment): Operand {
    const found = env.find(name) ?? this.variable(name);
    if (found !== undefined) return known(found, `\`${name}\``).kind === 'hole' ? UNDEFINED : found;
    const builtIn = globalNamed(name);
    if (builtIn !== undefined) return builtIn;
    if (helperNamed(name) !== undefined) throw refused(`\`${name}\` is a function: write ${name}(…)`);
    if (isGlobalName(name))
      throw new EvaluationFault(
        'unknown',
        `\`${name}\` is not a variable of the recorded program, and global objects are not recorded`,
      );
    throw new EvaluationFault('reference', `${name} is not defined here`);
  }

  private isDeclared(name: string, env: Environment): boolean {
    return (env.find(name) ?? this.variable(name)) !== undefined;
  }

  private variable(name: string): Operand | undefined {
    const { recording, at, frame, names } = this.surroundings;
    const given = names?.get(name);
    if (given !== undefined) return given;
    const found = recording.variable(at, frame, name);
    return found && seenAt(found.value, this.moment);
  }

  private literal(node: Extract<Expression, { type: 'Literal' }>): Operand {
    if (typeof node.bigint === 'string') return { kind: 'bigint', digits: BigInt(node.bigint).toString() };
    // The parser has checked it; JavaScript names flags in this order.
    if (node.regex) return madeRegExp(node.regex.pattern, [...node.regex.flags].sort().join(''));
    switch (typeof node.value) {
      case 'string':
        return stringOperand(node.value);
      case 'number':
        return numberOperand(node.value);
      case 'boolean':
        return booleanOperand(node.value);
      default:
        return NULL;
    }
  }

  private template(node: Extract<Expression, { type: 'TemplateLiteral' }>, env: Environment): Operand {
    const parts = node.quasis.map((quasi, index) => {
      const after = node.expressions[index];
      return (quasi.value.cooked ?? '') + (after === undefined ? '' : toText(this.value(after, env), this));
    });
    this.meter.text(parts.reduce((sum, { length }) => sum + length, 0));
    return stringOperand(parts.join(''));
  }

  /** Elements of an array or arguments of a call. */
  private list(nodes: readonly (Expression | SpreadElement | null)[], env: Environment): Operand[] {
    return nodes.flatMap((node): readonly Operand[] => {
      if (node === null) return [HOLE];
      if (node.type !== 'SpreadElement') return [this.value(node, env)];
      return iterate(this.value(node.argument, env), this.quoted(node.argument), this);
    });
  }

  private object(node: Extract<Expression, { type: 'ObjectExpression' }>, env: Environment): Operand {
    const object = madeObject([], this.meter);
    for (const member of node.properties) {
      if (member.type === 'SpreadElement') {
        for (const [name, value] of ownEntries(this.value(member.argument, env), this.quoted(member.argument), this))
          setProperty(object, name, value, this.meter);
      } else {
        if (member.kind !== 'init') throw refused(refusal('accessor', this.source(member)));
        const { name, symbol } = this.key(member.key, member.computed, env);
        if (symbol) throw refused('symbol keys in object literals are not supported');
        setProperty(object, name, this.value(member.value, env), this.meter);
      }
    }
    return object;
  }

  private unary(node: Extract<Expression, { type: 'UnaryExpression' }>, env: Environment): Operand {
    let { argument } = node;
    while (argument.type === 'ParenthesizedExpression') argument = argument.expression;
    if (node.operator === 'delete') return this.remove(argument, env);
    if (node.operator === 'typeof' && argument.type === 'Identifier' && this.isUndeclared(argument.name, env))
      return stringOperand('undefined');
    return unary(node.operator, this.value(argument, env), this);
  }

  private remove(node: Expression, env: Environment): Operand {
    if (node.type !== 'MemberExpression' || node.object.type === 'Super')
      throw refused(refusal('delete', this.source(node)));
    const object = changeable(this.value(node.object, env), `\`delete ${this.source(node)}\``);
    object.properties.delete(this.key(node.property, node.computed, env).name);
    return booleanOperand(true);
  }

  private isUndeclared(name: string, env: Environment): boolean {
    return !this.isDeclared(name, env) && globalNamed(name) === undefined && !isGlobalName(name);
  }

  private binary(node: Extract<Expression, { type: 'BinaryExpression' }>, env: Environment): Operand {
    const { operator, left, right } = node;
    if (left.type === 'PrivateIdentifier')
      return booleanOperand(hasMember(this.value(right, env), privateKey(left.name), this));
    const a = this.value(left, env);
    if (operator === 'instanceof') return booleanOperand(instanceOf(a, this.className(right, env), this));
    const b = this.value(right, env);
    if (operator === 'in') return booleanOperand(hasMember(b, toKey(a, this), this));
    return binary(operator, a, b, this);
  }

  private className(node: Expression, env: Environment): string {
    if (node.type === 'Identifier' && !this.isDeclared(node.name, env) && isGlobalName(node.name)) return node.name;
    return classNamed(this.value(node, env), this.source(node), this);
  }

  private logical(node: Extract<Expression, { type: 'LogicalExpression' }>, env: Environment): Operand {
    const left = known(this.value(node.left, env), this.quoted(node.left));
    switch (node.operator) {
      case '&&':
        return truthy(left, '') ? this.value(node.right, env) : left;
      case '||':
        return truthy(left, '') ? left : this.value(node.right, env);
      case '??':
        return isNullish(left) ? this.value(node.right, env) : left;
    }
  }

  test(node: Expression, env: Environment): boolean {
    return truthy(this.value(node, env), this.quoted(node));
  }

  source({ start, end }: Spanned): string {
    return this.text.slice(start, end);
  }

  quoted(node: Spanned): string {
    return `\`${this.source(node)}\``;
  }
}

function isNullish(operand: Operand): boolean {
  return operand.kind === 'undefined' || operand.kind === 'null' || operand.kind === 'hole';
}

function missingThis(): never {
  throw new EvaluationFault('unknown', '`this` is not recorded in this frame');
}
