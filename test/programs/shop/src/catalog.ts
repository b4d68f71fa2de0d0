import type { Cents } from './money.ts';
import { Repository } from './repository.ts';

export enum Category {
  Coffee,
  Equipment,
  Gift,
}

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly category: Category;
  readonly price: Cents;
}

export const catalog = new Repository<Product>('product', [
  { id: 'espresso', name: 'Espresso beans', category: Category.Coffee, price: 1450 },
  { id: 'filter', name: 'Filter coffee', category: Category.Coffee, price: 990 },
  { id: 'kettle', name: 'Gooseneck kettle', category: Category.Equipment, price: 6900 },
  { id: 'mug', name: 'Mug', category: Category.Gift, price: 1200 },
]);
