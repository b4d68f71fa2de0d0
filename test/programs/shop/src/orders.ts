import type { Cart } from './cart.ts';
import type { Customer } from './customers.ts';
import { rulesFor } from './discounts.ts';
import type { Cents } from './money.ts';
import { OutOfStock, type Stock } from './stock.ts';

export interface Discount {
  readonly name: string;
  readonly off: Cents;
}

export interface Receipt {
  readonly number: number;
  readonly customer: string;
  readonly subtotal: Cents;
  readonly discounts: readonly Discount[];
  readonly total: Cents;
}

/** Counts orders from `first`. */
function numbering(first: number): () => number {
  let next = first;
  return () => next++;
}

export class Orders {
  readonly receipts: Receipt[] = [];
  #stock: Stock;
  #nextNumber = numbering(1001);

  constructor(stock: Stock) {
    this.#stock = stock;
  }

  /** undefined: the warehouse does not have it all. */
  async place(customer: Customer, cart: Cart): Promise<Receipt | undefined> {
    try {
      for (const { product, quantity } of cart.lines) {
        await this.#stock.reserve(product.id, quantity);
      }
    } catch (error) {
      if (error instanceof OutOfStock) return undefined;
      throw error;
    }
    const receipt = this.#price(customer, cart);
    this.receipts.push(receipt);
    return receipt;
  }

  #price(customer: Customer, cart: Cart): Receipt {
    const subtotal = cart.subtotal;
    const discounts: Discount[] = [];
    let total = subtotal;
    for (const rule of rulesFor(customer)) {
      const off = rule.off(cart);
      if (off === 0) continue;
      discounts.push({ name: rule.name, off });
      total -= off;
    }
    return { number: this.#nextNumber(), customer: customer.name, subtotal, discounts, total };
  }
}
