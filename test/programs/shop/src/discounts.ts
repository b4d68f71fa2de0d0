import type { Cart } from './cart.ts';
import { Category } from './catalog.ts';
import type { Customer } from './customers.ts';
import type { Cents } from './money.ts';

/** A rule looks at a cart and says what it takes off the price. */
export interface Rule {
  readonly name: string;
  readonly off: (cart: Cart) => Cents;
}

/** Ten percent off everything for three or more bags of coffee. */
const bulkCoffee: Rule = {
  name: '3 bags of coffee',
  off: (cart) => (cart.count(Category.Coffee) >= 3 ? Math.round(cart.subtotal / 10) : 0),
};

const HOUSE_RULES: Rule[] = [bulkCoffee];

function voucher(code: string, worth: Cents): Rule {
  return { name: `voucher ${code}`, off: () => worth };
}

export function rulesFor(customer: Customer): Rule[] {
  const rules = HOUSE_RULES;
  for (const { code, worth } of customer.vouchers) {
    rules.push(voucher(code, worth));
  }
  return rules;
}
