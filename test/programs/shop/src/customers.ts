import type { Cents } from './money.ts';
import { Repository } from './repository.ts';

export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly vouchers: readonly { readonly code: string; readonly worth: Cents }[];
}

export const customers = new Repository<Customer>('customer', [
  { id: 'ada', name: 'Ada', vouchers: [{ code: 'WELCOME', worth: 1500 }] },
  { id: 'brendan', name: 'Brendan', vouchers: [{ code: 'SORRY', worth: 1000 }] },
  { id: 'grace', name: 'Grace', vouchers: [] },
]);
