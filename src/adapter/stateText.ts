/** The state at a position as lines of text, made to be compared: one value to a line, in an order that does not depend on the moment. */
import { basename } from 'node:path';
import type { Position, Recording, Scope, Value, Variable } from '../query/api.js';
import { preview } from './preview.js';

const DEEPEST = 4;
/** Properties or entries of one object, and lines of all. */
const MOST_ITEMS = 100;
const MOST_LINES = 5000;

export function stateText(recording: Recording, at: Position): string {
  return new StateText(recording, at).text();
}

/** What is in an object, a line for each property or entry; nothing for other values. */
export function contentLines(recording: Recording, at: Position, value: Value, most: number): readonly string[] {
  const [, ...lines] = new StateText(recording, at).linesOf(value);
  const shown = lines.slice(0, most).map((line) => line.slice(2));
  return lines.length > most ? [...shown, `… ${lines.length - most} more`] : shown;
}

class StateText {
  readonly #lines: string[] = [];
  /** objects that are written out already, by the line that does it */
  readonly #seen = new Map<number, string>();

  constructor(
    private readonly recording: Recording,
    private readonly at: Position,
  ) {}

  text(): string {
    for (const { index, functionName, place } of this.recording.stack(this.at).frames) {
      this.#add(0, `${functionName}  ${basename(place.path)}:${place.line}`);
      // What is short comes first, so that it is not far from its frame.
      const variables = this.recording.scopes(this.at, index).flatMap((scope) => this.#ownOf(scope));
      const isObject = ({ value }: Variable): boolean => value.kind === 'object';
      for (const { name, value } of [...variables.filter((v) => !isObject(v)), ...variables.filter(isObject)])
        this.#value(1, `${name} = `, value);
      this.#add(0, '');
    }
    return this.#lines.join('\n');
  }

  linesOf(value: Value): readonly string[] {
    this.#value(0, '', value);
    return this.#lines;
  }

  /** Global variables are not the program's own, and functions do not change. */
  #ownOf({ kind, variables }: Scope): readonly Variable[] {
    return kind === 'global' ? [] : variables.filter(({ value }) => !this.#isFunction(value));
  }

  #value(depth: number, label: string, value: Value): void {
    const shown = preview(value, { recording: this.recording, at: this.at });
    if (value.kind !== 'object') return this.#add(depth, label + shown);
    const before = this.#seen.get(value.id);
    if (before !== undefined) return this.#add(depth, `${label}(as in ${before})`);
    const { className, kind, size } = this.recording.object(this.at, value.id);
    const isPlain = kind === 'object' || kind === 'array' || kind === 'map' || kind === 'set';
    if (!isPlain || depth > DEEPEST) return this.#add(depth, label + shown);
    this.#seen.set(value.id, label.replace(/ = $|: $/, ''));
    this.#add(depth, `${label}${className ?? 'Object'}${kind === 'object' ? '' : `(${size})`}`);
    const page = { start: 0, count: MOST_ITEMS };
    for (const which of ['indexed', 'named'] as const)
      for (const property of this.recording.properties(this.at, value.id, which, page))
        if (property.enumerable) this.#value(depth + 1, `${property.name}: `, property.value);
    if (kind !== 'map' && kind !== 'set') return;
    for (const entry of this.recording.entries(this.at, value.id, page)) {
      const key = entry.key && preview(entry.key, { recording: this.recording, at: this.at });
      this.#value(depth + 1, key === undefined ? '- ' : `${key} => `, entry.value);
    }
  }

  #isFunction(value: Value): boolean {
    if (value.kind !== 'object') return false;
    const { kind } = this.recording.object(this.at, value.id);
    return kind === 'function' || kind === 'class';
  }

  #add(depth: number, text: string): void {
    if (this.#lines.length === MOST_LINES) this.#lines.push(`(cut: more than ${MOST_LINES} lines)`);
    if (this.#lines.length < MOST_LINES) this.#lines.push('  '.repeat(depth) + text);
  }
}
