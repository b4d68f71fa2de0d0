import { Cart } from './cart.ts';
import { catalog } from './catalog.ts';
import { customers } from './customers.ts';
import { euro } from './money.ts';
import { Orders, type Receipt } from './orders.ts';
import { Stock } from './stock.ts';

const stock = new Stock([...catalog].map((product) => [product.id, 5] as const));
const orders = new Orders(stock);

const carts: [customer: string, cart: Cart][] = [
  ['ada', new Cart().add('espresso').add('filter', 2)],
  ['brendan', new Cart().add('kettle').add('mug')],
  ['ada', new Cart().add('kettle', 9)],
  ['grace', new Cart().add('mug')],
];

function print(receipt: Receipt): void {
  console.log(`Order ${receipt.number} for ${receipt.customer}`);
  console.log(`  goods ${euro(receipt.subtotal)}`);
  for (const { name, off } of receipt.discounts) {
    console.log(`  ${name} ${euro(-off)}`);
  }
  console.log(`  to pay ${euro(receipt.total)}`);
}

for (const [id, cart] of carts) {
  const customer = customers.get(id);
  const receipt = await orders.place(customer, cart);
  if (receipt) {
    print(receipt);
  } else {
    console.log(`Order of ${customer.name} is waiting for the warehouse`);
  }
}
