/** Matches as JavaScript shows them, and the `$1` of replacements. */
import { madeArray, madeObject, setProperty } from '../made.js';
import { type Machine, type MadeObject, numberOperand, type Operand, stringOperand, UNDEFINED } from '../operand.js';
import type { Match } from './pattern.js';

const optional = (text: string | undefined): Operand => (text === undefined ? UNDEFINED : stringOperand(text));

/** What `exec` gives. */
export function matchArray({ index, groups, named }: Match, text: string, { meter }: Machine): MadeObject {
  const array = madeArray(groups.map(optional), meter);
  setProperty(array, 'index', numberOperand(index), meter);
  setProperty(array, 'input', stringOperand(text), meter);
  const byName = named?.map(([name, group]) => [name, optional(group)] as const);
  setProperty(array, 'groups', byName === undefined ? UNDEFINED : madeObject(byName, meter), meter);
  return array;
}

/** The template of a replacement (GetSubstitution): `$$`, `$&`, `` $` ``, `$'`, `$1`, `$<name>`. */
export function expanded(template: string, { index, groups, named }: Match, text: string, { meter }: Machine): string {
  const [whole = ''] = groups;
  let length = 0;
  const result = template.replaceAll(/\$(?:([$&`'])|(\d\d?)|<([^>]*)>)/g, (all, sign, digits, name) => {
    const put = substitution(all, { sign, digits, name });
    length += put.length;
    meter.text(length);
    return put;
  });
  return result;

  function substitution(
    all: string,
    { sign, digits, name }: { readonly sign?: string; readonly digits?: string; readonly name?: string },
  ): string {
    switch (sign) {
      case '$':
        return '$';
      case '&':
        return whole;
      case '`':
        return text.slice(0, index);
      case "'":
        return text.slice(index + whole.length);
    }
    if (name !== undefined) return named === undefined ? all : (named.find(([other]) => other === name)?.[1] ?? '');
    return numbered(all, digits ?? '');
  }

  /** `$12` is the twelfth group if there is one, else the first and a `2`. */
  function numbered(all: string, digits: string): string {
    const two = Number(digits);
    if (digits.length === 2 && two > 0 && two < groups.length) return groups[two] ?? '';
    const one = Number(digits.charAt(0));
    if (one === 0 || one >= groups.length) return all;
    return (groups[one] ?? '') + digits.slice(1);
  }
}
