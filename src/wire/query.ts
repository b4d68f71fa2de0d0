/**
 * The query language as conditions that are built by clicking, payloads of `elixirscope/query`, `queryTerms`, `queryChoices` and `queryExport`.
 *
 * A query is an expression of JavaScript over the fields of an event. A list of conditions is one that joins them by `&&`: `conditionsText` writes
 * it, src/query/eventQuery/conditions reads it.
 */
import type { EventsBody, Moment } from './panel.js';

export const QUERY_FIELDS = {
  kind: 'what happened: write, return, throw, …',
  file: 'path; src/cart.ts is meant by cart.ts, too',
  line: 'line in the file, from 1',
  fn: 'name of the function that it happened in',
  name: 'variable or property that was written, or the stream of output',
  value: 'what was written, returned or thrown; its properties as they were then: value.total > 100',
  text: 'what was printed',
  time: 'milliseconds since the start',
  thread: 'number of the thread',
  seq: 'number of the event in its thread',
} as const;

export type QueryField = keyof typeof QUERY_FIELDS;

/** such: of `value`, any expression (`value.total > 100`); everything else that is no simple condition is `such` of no field */
export type Operator = 'is' | 'isNot' | 'below' | 'atMost' | 'above' | 'atLeast' | 'contains' | 'oneOf' | 'such';

export interface Condition {
  /** null: a part of the query that is no simple condition */
  readonly field: QueryField | null;
  readonly operator: Operator;
  /** as text; of `oneOf` several. Strings without quotes, but of `value`, where `5` and `'5'` are not the same */
  readonly operands: readonly string[];
}

const SIGNS = { is: '===', isNot: '!==', below: '<', atMost: '<=', above: '>', atLeast: '>=' } as const;

/** Operators by the sign that the text has. */
export const OPERATOR_OF: Readonly<Record<string, keyof typeof SIGNS>> = {
  ...(Object.fromEntries(Object.entries(SIGNS).map(([name, sign]) => [sign, name])) as Record<
    string,
    keyof typeof SIGNS
  >),
  '==': 'is',
  '!=': 'isNot',
};

const NUMBERS: ReadonlySet<QueryField | null> = new Set(['line', 'time', 'thread', 'seq']);

/** The query that holds if all conditions do; those that are not filled in are left out. */
export function conditionsText(conditions: readonly Condition[]): string {
  return conditions
    .map(conditionText)
    .filter((text) => text !== '')
    .join(' && ');
}

function conditionText({ field, operator, operands: given }: Condition): string {
  const operands = given.map((operand) => operand.trim()).filter((operand) => operand !== '');
  const [operand] = operands;
  if (operand === undefined) return '';
  if (field === null || operator === 'such') return `(${operand})`;
  const literal = (text: string): string =>
    NUMBERS.has(field)
      ? Number.isNaN(Number(text))
        ? JSON.stringify(text)
        : text
      : field === 'value'
        ? valueLiteral(text)
        : JSON.stringify(text);
  if (operator === 'contains') return `${field}.includes(${JSON.stringify(operand)})`;
  if (operator === 'oneOf')
    return operands.length === 1
      ? `${field} === ${literal(operand)}`
      : `[${operands.map(literal).join(', ')}].includes(${field})`;
  return `${field} ${SIGNS[operator]} ${literal(operand)}`;
}

/** What is typed as a value: numbers and words of JavaScript are themselves, all else is a string. */
function valueLiteral(text: string): string {
  if (/^(true|false|null|undefined|NaN|-?Infinity|-?\d+n)$/.test(text)) return text;
  if (!Number.isNaN(Number(text))) return text;
  const quoted = /^(["'])(.*)\1$/.exec(text);
  return JSON.stringify(quoted?.[2] ?? text);
}

export interface QueryArguments {
  readonly text: string;
  /** where to go on; default: at the beginning */
  readonly from?: Moment;
  /** default: all of the recording */
  readonly part?: { readonly thread: number; readonly from: number; readonly to: number };
  /** default 200 */
  readonly limit?: number;
}

/** What was found in about a tenth of a second. */
export interface QueryBody {
  readonly events: EventsBody['events'];
  /** where to go on; null: everything was looked at */
  readonly next: Moment | null;
}

export interface QueryTermsArguments {
  readonly text: string;
}

export interface QueryTermsBody {
  readonly conditions: readonly Condition[];
  /** why it is no query */
  readonly failure: string | null;
}

/** What conditions can be chosen from. */
export interface QueryChoicesBody {
  readonly kinds: readonly string[];
  readonly files: readonly string[];
  readonly functions: readonly string[];
  readonly names: readonly string[];
  readonly threads: readonly { readonly id: number; readonly name: string }[];
}

export interface QueryExportArguments extends QueryArguments {
  readonly format: 'json' | 'csv';
}

/** Lines of the file: of JSON an object each, of CSV without the line of names. */
export interface QueryExportBody {
  readonly rows: readonly string[];
  readonly next: Moment | null;
}

export const CSV_HEADER = 'thread,seq,time_ms,kind,function,file,line,column,name,value,text';

/** The file that rows make. */
export const exportedText = (format: QueryExportArguments['format'], rows: readonly string[]): string =>
  format === 'csv'
    ? [CSV_HEADER, ...rows].map((row) => `${row}\r\n`).join('')
    : `[${rows.map((row, i) => `${i === 0 ? '' : ','}\n${row}`).join('')}\n]\n`;

export interface SavedQuery {
  readonly name: string;
  readonly text: string;
}

/** What the panel is about. */
export interface ShownQuery {
  /** null: what is typed there stays */
  readonly text: string | null;
  readonly saved: readonly SavedQuery[];
}

/** What the panel asks to be written to a file. */
export type QueryExport = Pick<QueryExportArguments, 'text' | 'format' | 'part'>;
