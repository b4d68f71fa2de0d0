/** Why a kind of expression is not evaluated, in the user's words. */

const NEVER = 'the past cannot be changed: expressions over a recording only read';
const NO_CODE = "expressions over a recording cannot run the program's code";

const REASONS: Readonly<Record<string, string>> = {
  CallExpression: `calls a function of the program, and ${NO_CODE}`,
  callback: `calls a function of the program, and ${NO_CODE}`,
  accessor: 'defines an accessor, which expressions over a recording do not support',
  async: 'makes an async function or a generator, and nothing waits in a recording',
  label: 'jumps to a label, which expressions over a recording do not support',
  NewExpression: `makes an object by calling a constructor of the program, and ${NO_CODE}`,
  TaggedTemplateExpression: `is a call of its tag, and ${NO_CODE}`,
  ImportExpression: `loads a module, and ${NO_CODE}`,
  AwaitExpression: `waits, and nothing happens in a recording; look at the promise's recorded state instead`,
  YieldExpression: `yields, and nothing runs in a recording`,
  AssignmentExpression: `assigns, but ${NEVER}`,
  UpdateExpression: `assigns, but ${NEVER}`,
  delete: `deletes, but ${NEVER}`,
  ClassExpression: `makes a class, and ${NO_CODE}`,
  MetaProperty: 'is not recorded',
  Super: 'is not recorded; use `this`',
};

export function refusal(type: string, text?: string): string {
  const reason = REASONS[type] ?? 'cannot be evaluated over a recording';
  const named = text === undefined ? 'this' : `\`${text.length > 60 ? `${text.slice(0, 60)}…` : text}\``;
  return `${named} ${reason}`;
}
