/** The conditions of a query as rows to click; the same as its text. */
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { Condition, Operator, QueryChoicesBody, QueryField } from '../../wire/query.js';

const FIELDS: Readonly<Record<QueryField, string>> = {
  kind: 'What',
  file: 'File',
  fn: 'Function',
  name: 'Name',
  value: 'Value',
  text: 'Output',
  time: 'Time (ms)',
  line: 'Line',
  thread: 'Thread',
  seq: 'Event',
};

/** Those that people ask for; the text knows all. */
const KINDS = [
  'enter',
  'return',
  'throw',
  'write',
  'put',
  'delete',
  'mutate',
  'output',
  'await',
  'resume',
  'failure',
  'turn',
];

const OPERATORS: Readonly<Record<Operator, string>> = {
  is: 'is',
  isNot: 'is not',
  above: '>',
  atLeast: '≥',
  below: '<',
  atMost: '≤',
  contains: 'contains',
  oneOf: 'is one of',
  such: 'such that',
};

const NUMERIC: readonly Operator[] = ['is', 'isNot', 'above', 'atLeast', 'below', 'atMost'];
const TEXTUAL: readonly Operator[] = ['is', 'isNot', 'contains'];

function operatorsOf(field: Condition['field']): readonly Operator[] {
  switch (field) {
    case 'kind':
      return ['oneOf'];
    case null:
      return ['such'];
    case 'value':
      return [...NUMERIC, 'contains'];
    case 'time':
    case 'line':
    case 'seq':
      return NUMERIC;
    case 'thread':
      return ['is', 'isNot'];
    default:
      return TEXTUAL;
  }
}

export interface BuilderParts {
  readonly conditions: readonly Condition[];
  readonly choices: QueryChoicesBody | undefined;
  readonly changed: (conditions: readonly Condition[]) => void;
}

export function builder({ conditions, choices, changed }: BuilderParts): TemplateResult {
  const replaced = (index: number, by: readonly Condition[]): void => changed(conditions.toSpliced(index, 1, ...by));
  const add = (field: Condition['field']): void =>
    changed([...conditions, { field, operator: operatorsOf(field)[0]!, operands: [] }]);
  return html`<div class="builder" role="group" aria-label="Conditions, all of which hold">
    ${conditions.map((condition, index) =>
      conditionRow(condition, {
        index,
        choices,
        change: (next) => replaced(index, [next]),
        remove: () => replaced(index, []),
      }),
    )}
    <div class="adding" role="group" aria-label="Add a condition">
      ${(Object.keys(FIELDS) as QueryField[]).map((field) => html`<button class="chip add" @click=${() => add(field)}><vscode-icon name="add" size="12"></vscode-icon>${FIELDS[field]}</button>`)}
      <button class="chip add" title="Any expression over the fields" @click=${() => add(null)}><vscode-icon name="add" size="12"></vscode-icon>Expression</button>
    </div>
    ${suggestions('file', choices?.files)} ${suggestions('fn', choices?.functions)} ${suggestions('name', choices?.names)}
  </div>`;
}

const suggestions = (field: string, texts: readonly string[] = []): TemplateResult =>
  html`<datalist id=${`choices-${field}`}>${texts.map((text) => html`<option value=${text}></option>`)}</datalist>`;

interface RowParts {
  readonly index: number;
  readonly choices: QueryChoicesBody | undefined;
  readonly change: (condition: Condition) => void;
  readonly remove: () => void;
}

function conditionRow(condition: Condition, { index, choices, change, remove }: RowParts): TemplateResult {
  const { field, operator } = condition;
  const name = field === null ? 'Expression' : FIELDS[field];
  const operators = operatorsOf(field);
  return html`<div class="condition" role="group" aria-label=${`Condition ${index + 1}: ${name}`}>
    <span class="field">${name}</span>
    ${operators.length === 1 ? nothing : operatorSelect(condition, operators, change)}
    ${operator === 'oneOf' || field === 'kind' ? chips(condition, change) : operandOf(condition, choices, change)}
    <vscode-toolbar-button icon="close" label=${`Remove Condition ${index + 1}`} title="Remove" @click=${remove}></vscode-toolbar-button>
  </div>`;
}

function operatorSelect(
  condition: Condition,
  operators: readonly Operator[],
  change: RowParts['change'],
): TemplateResult {
  const picked = (event: Event): void =>
    change({ ...condition, operator: (event.target as HTMLSelectElement).value as Operator });
  return html`<select class="operator" aria-label="Operator" .value=${condition.operator} @change=${picked}>
    ${operators.map((operator) => html`<option value=${operator} ?selected=${operator === condition.operator}>${OPERATORS[operator]}</option>`)}
  </select>`;
}

/** Kinds, each to be switched on. */
function chips(condition: Condition, change: RowParts['change']): TemplateResult {
  const { operands, field } = condition;
  const shown = field === 'kind' ? [...new Set([...KINDS, ...operands])] : operands;
  const toggle = (kind: string): void => {
    const next = operands.includes(kind) ? operands.filter((other) => other !== kind) : [...operands, kind];
    change({ ...condition, operator: 'oneOf', operands: next });
  };
  return html`<span class="chips">${shown.map(
    (kind) =>
      html`<button class="chip" aria-pressed=${String(operands.includes(kind))} @click=${() => toggle(kind)}>${kind}</button>`,
  )}</span>`;
}

function operandOf(
  condition: Condition,
  choices: QueryChoicesBody | undefined,
  change: RowParts['change'],
): TemplateResult {
  const { field, operands } = condition;
  const typed = (event: Event): void => change({ ...condition, operands: [(event.target as HTMLInputElement).value] });
  if (field === 'thread' && choices !== undefined)
    return html`<select class="operand" aria-label="Thread" @change=${typed}>
      <option value="">any</option>
      ${choices.threads.map(({ id, name }) => html`<option value=${id} ?selected=${operands[0] === String(id)}>${id}: ${name}</option>`)}
    </select>`;
  const list = field === 'file' || field === 'fn' || field === 'name' ? `choices-${field}` : undefined;
  return html`<input class=${`operand code${field === null ? ' wide' : ''}`} aria-label=${field === null ? 'Expression' : `${FIELDS[field]}, operand`} list=${list ?? nothing}
    placeholder=${PLACEHOLDERS[field ?? 'expression'] ?? ''} spellcheck="false" autocomplete="off" .value=${operands[0] ?? ''} @input=${typed}>`;
}

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  value: "1000, 'text', true, undefined",
  time: '12.5',
  file: 'src/cart.ts',
  fn: 'Cart.add',
  name: 'total',
  text: 'part of the output',
  expression: 'value.items.length > 3',
};
