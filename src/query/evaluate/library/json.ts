/** JSON. */
import { elementsOf, ownEntries } from '../items.js';
import { isMade, madeArray, madeObject } from '../made.js';
import { readMember, nameKey } from '../member.js';
import { computed } from '../operators.js';
import { known, type Machine, type Operand, refused, stringOperand, typeFault, UNDEFINED } from '../operand.js';
import { fromHost, isObject, type Primitive, toNumber, toText, wholeString } from '../primitives.js';
import { viewOf } from '../recorded.js';
import { isArray } from './array.js';
import { argument, functionsOf, type MethodCall } from './method.js';

class Writer {
  private readonly path: Operand[] = [];

  constructor(
    private readonly machine: Machine,
    private readonly gap: string,
    private readonly names: ReadonlySet<string> | undefined,
    private readonly replacer: Operand | undefined,
  ) {}

  /** Undefined for what JSON leaves out. */
  text(holder: Operand, name: string, given: Operand, indent: string): string | undefined {
    this.machine.meter.step();
    const value = known(this.replaced(holder, name, given), `\`${name}\``);
    switch (value.kind) {
      case 'null':
        return 'null';
      case 'boolean':
        return String(value.value);
      case 'number':
        return Number.isFinite(value.value) ? String(value.value) : 'null';
      case 'string':
        this.machine.meter.text(value.length);
        return JSON.stringify(wholeString(value));
      case 'bigint':
        throw typeFault('Do not know how to serialize a BigInt');
      case 'object':
      case 'made':
        return this.isFunction(value) ? undefined : this.object(value, indent);
      default:
        return undefined;
    }
  }

  private replaced(holder: Operand, name: string, given: Operand): Operand {
    const toJson = isObject(given) ? readMember(given, nameKey('toJSON'), 'this value', this.machine) : UNDEFINED;
    const isMethod = toJson.kind === 'unknown' || toJson.kind === 'object' || isMade(toJson, 'function');
    if (toJson.kind === 'unknown') throw refused(`\`${name}\` may have a toJSON method: ${toJson.why}`);
    const value = isMethod ? this.machine.call(toJson, given, [stringOperand(name)]) : given;
    return this.replacer === undefined ? value : this.machine.call(this.replacer, holder, [stringOperand(name), value]);
  }

  private isFunction(value: Operand): boolean {
    if (value.kind !== 'object') return isMade(value, 'function');
    const { kind } = viewOf(value, this.machine);
    return kind === 'function' || kind === 'class';
  }

  private object(value: Extract<Operand, { kind: 'object' | 'made' }>, indent: string): string | undefined {
    const primitive = value.kind === 'object' ? viewOf(value, this.machine).slots.primitive : undefined;
    if (primitive !== undefined) return this.text(value, '', primitive, indent);
    if (
      this.path.some(
        (outer) => outer === value || (outer.kind === 'object' && value.kind === 'object' && outer.id === value.id),
      )
    )
      throw typeFault('Converting circular structure to JSON');
    this.path.push(value);
    const inner = indent + this.gap;
    const parts = isArray(value, this.machine) ? this.elements(value, inner) : this.members(value, inner);
    this.path.pop();
    const [open, close] = isArray(value, this.machine) ? '[]' : '{}';
    if (parts.length === 0) return `${open}${close}`;
    if (this.gap === '') return `${open}${parts.join(',')}${close}`;
    return `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close}`;
  }

  private elements(value: Operand, indent: string): string[] {
    return elementsOf(value, this.machine)!.map(
      (item, i) => this.text(value, String(i), item.kind === 'hole' ? UNDEFINED : item, indent) ?? 'null',
    );
  }

  private members(value: Operand, indent: string): string[] {
    const colon = this.gap === '' ? ':' : ': ';
    const all = ownEntries(value, 'the object', this.machine);
    const chosen =
      this.names === undefined ? all : [...this.names].flatMap((name) => all.filter(([own]) => own === name));
    return chosen.flatMap(([name, item]) => {
      const text = this.text(value, name, item, indent);
      this.machine.meter.text(name.length + indent.length);
      return text === undefined ? [] : [`${JSON.stringify(name)}${colon}${text}`];
    });
  }
}

function gapOf(call: MethodCall): string {
  const given = argument(call, 2);
  if (given.kind === 'number') return ' '.repeat(Math.min(10, Math.max(0, Math.trunc(toNumber(given, call.machine)))));
  return given.kind === 'string' ? given.value.slice(0, 10) : '';
}

function parsed(value: unknown, machine: Machine): Operand {
  if (typeof value !== 'object' || value === null) return fromHost(value as Primitive, machine.symbols);
  if (Array.isArray(value))
    return madeArray(
      value.map((item) => parsed(item, machine)),
      machine.meter,
    );
  return madeObject(
    Object.entries(value).map(([name, item]) => [name, parsed(item, machine)] as const),
    machine.meter,
  );
}

export const JSON_FUNCTIONS = functionsOf({
  stringify: (call) => {
    const { machine } = call;
    const second = argument(call, 1);
    const names = isMade(second, 'array')
      ? new Set(second.content.items.map((item) => toText(item, machine)))
      : undefined;
    const replacer = isMade(second, 'function') || second.kind === 'object' ? second : undefined;
    const holder = madeObject([['', argument(call, 0)]], machine.meter);
    const text = new Writer(machine, gapOf(call), names, replacer).text(holder, '', argument(call, 0), '');
    return text === undefined ? UNDEFINED : stringOperand(text);
  },
  parse: (call) => {
    if (call.args.length > 1) throw refused('JSON.parse with a second argument is not available over a recording');
    const text = toText(argument(call, 0), call.machine);
    call.machine.meter.cells(text.length / 8);
    return parsed(
      computed(() => JSON.parse(text) as unknown),
      call.machine,
    );
  },
});
