/**
 * Truth of a query with what is known of it: of an event, of all events of a site (what the text of the program tells), of all events of a segment
 * (its bounds). What an event has no value for is neither true nor false, as in SQL: neither a condition on it nor its opposite holds.
 */
import type { Expression } from 'acorn';

/** May it be true; may it be false? */
export interface Truth {
  readonly yes: boolean;
  readonly no: boolean;
}

const TRUE: Truth = { yes: true, no: false };
export const FALSE: Truth = { yes: false, no: true };
/** not known */
export const OPEN: Truth = { yes: true, no: true };
/** known to be neither */
export const NEITHER: Truth = { yes: false, no: false };

export const truthOf = (value: boolean): Truth => (value ? TRUE : FALSE);

/** `leaf`: of what is no `&&`, `||` or `!`. */
export function truth(node: Expression, leaf: (node: Expression) => Truth): Truth {
  switch (node.type) {
    case 'ParenthesizedExpression':
      return truth(node.expression, leaf);
    case 'UnaryExpression':
      return node.operator === '!' ? not(truth(node.argument, leaf)) : leaf(node);
    case 'LogicalExpression': {
      if (node.operator === '??') return leaf(node);
      const left = truth(node.left, leaf);
      const right = (): Truth => truth(node.right, leaf);
      return node.operator === '&&' ? both(left, right) : not(both(not(left), () => not(right())));
    }
    default:
      return leaf(node);
  }
}

const not = ({ yes, no }: Truth): Truth => ({ yes: no, no: yes });

function both(left: Truth, right: () => Truth): Truth {
  if (left === FALSE) return FALSE;
  const other = right();
  return { yes: left.yes && other.yes, no: left.no || other.no };
}

/** Every leaf. */
export function leavesOf(node: Expression): readonly Expression[] {
  const found: Expression[] = [];
  truth(node, (leaf) => {
    found.push(leaf);
    return OPEN;
  });
  return found;
}
