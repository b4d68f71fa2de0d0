import { type Category, catalog, type Product } from './catalog.ts';
import { type Cents, sum } from './money.ts';

export interface Line {
  readonly product: Product;
  quantity: number;
}

export class Cart {
  readonly lines: Line[] = [];

  add(productId: string, quantity = 1): this {
    const known = this.lines.find((line) => line.product.id === productId);
    if (known) {
      known.quantity += quantity;
    } else {
      this.lines.push({ product: catalog.get(productId), quantity });
    }
    return this;
  }

  get subtotal(): Cents {
    return sum(this.lines, (line) => line.product.price * line.quantity);
  }

  count(category: Category): number {
    let pieces = 0;
    for (const { product, quantity } of this.lines) {
      if (product.category === category) pieces += quantity;
    }
    return pieces;
  }
}
