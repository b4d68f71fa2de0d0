/** Bodies of the expression's own functions: declarations, conditions, loops, `return` and `throw`. */
import type {
  BlockStatement,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  Statement,
  VariableDeclaration,
} from 'acorn';
import { bind } from './destructure.js';
import { Environment } from './environment.js';
import type { Interpreter } from './interpreter.js';
import { iterate, ownEntries } from './items.js';
import { type Operand, refused, stringOperand, typeFault, UNDEFINED } from './operand.js';
import { toText } from './primitives.js';
import { refusal } from './refuse.js';

/** How a statement ended. */
type Outcome =
  | { readonly kind: 'normal' }
  | { readonly kind: 'return'; readonly value: Operand }
  | { readonly kind: 'break' | 'continue' };

const NORMAL: Outcome = { kind: 'normal' };

export function runBody(machine: Interpreter, body: BlockStatement, env: Environment): Operand {
  const outcome = run(machine, body, env);
  return outcome.kind === 'return' ? outcome.value : UNDEFINED;
}

function run(machine: Interpreter, node: Statement | VariableDeclaration, env: Environment): Outcome {
  machine.meter.step();
  switch (node.type) {
    case 'BlockStatement':
      return runAll(machine, node.body, new Environment(env));
    case 'EmptyStatement':
      return NORMAL;
    case 'ExpressionStatement':
      machine.value(node.expression, env);
      return NORMAL;
    case 'VariableDeclaration':
      declare(machine, node, env);
      return NORMAL;
    case 'ReturnStatement':
      return { kind: 'return', value: node.argument ? machine.value(node.argument, env) : UNDEFINED };
    case 'IfStatement': {
      const branch = machine.test(node.test, env) ? node.consequent : node.alternate;
      return branch ? run(machine, branch, env) : NORMAL;
    }
    case 'ThrowStatement':
      throw typeFault(`the expression throws ${toText(machine.value(node.argument, env), machine)}`);
    case 'BreakStatement':
    case 'ContinueStatement':
      if (node.label) throw refused(refusal('label', machine.source(node)));
      return { kind: node.type === 'BreakStatement' ? 'break' : 'continue' };
    case 'ForOfStatement':
    case 'ForInStatement':
      return runEach(machine, node, env);
    case 'ForStatement':
      return runFor(machine, node, env);
    case 'WhileStatement':
      return runWhile(machine, { test: node.test, body: node.body, env });
    default:
      throw refused(refusal(node.type, machine.source(node)));
  }
}

function runAll(machine: Interpreter, statements: readonly Statement[], env: Environment): Outcome {
  for (const statement of statements) {
    const outcome = run(machine, statement, env);
    if (outcome.kind !== 'normal') return outcome;
  }
  return NORMAL;
}

function declare(machine: Interpreter, { kind, declarations }: VariableDeclaration, env: Environment): void {
  for (const { id, init } of declarations)
    bind(machine, id, init ? machine.value(init, env) : UNDEFINED, { env, isConstant: kind === 'const' });
}

function runEach(machine: Interpreter, node: ForOfStatement | ForInStatement, env: Environment): Outcome {
  if (node.left.type !== 'VariableDeclaration')
    throw refused(refusal('AssignmentExpression', machine.source(node.left)));
  if (node.type === 'ForOfStatement' && node.await) throw refused(refusal('AwaitExpression', machine.source(node)));
  const over = machine.value(node.right, env);
  const text = machine.quoted(node.right);
  const items =
    node.type === 'ForOfStatement'
      ? iterate(over, text, machine)
      : ownEntries(over, text, machine).map(([name]) => stringOperand(name));
  for (const item of items) {
    const inner = new Environment(env);
    bind(machine, node.left.declarations[0]!.id, item, { env: inner, isConstant: node.left.kind === 'const' });
    const outcome = run(machine, node.body, inner);
    if (outcome.kind === 'return') return outcome;
    if (outcome.kind === 'break') break;
  }
  return NORMAL;
}

function runFor(machine: Interpreter, node: ForStatement, env: Environment): Outcome {
  const inner = new Environment(env);
  if (node.init?.type === 'VariableDeclaration') declare(machine, node.init, inner);
  else if (node.init) machine.value(node.init, inner);
  return runWhile(machine, {
    test: node.test ?? undefined,
    body: node.body,
    update: node.update ?? undefined,
    env: inner,
  });
}

interface Loop {
  readonly test: Parameters<Interpreter['test']>[0] | undefined;
  readonly body: Statement;
  readonly update?: Parameters<Interpreter['test']>[0] | undefined;
  readonly env: Environment;
}

function runWhile(machine: Interpreter, { test, body, update, env }: Loop): Outcome {
  while (test === undefined || machine.test(test, env)) {
    const outcome = run(machine, body, env);
    if (outcome.kind === 'return') return outcome;
    if (outcome.kind === 'break') break;
    if (update !== undefined) machine.value(update, env);
  }
  return NORMAL;
}
