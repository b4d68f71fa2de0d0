// A JSON API over fastify: an order desk in memory. Prints its port; ends on GET /stop.
import Fastify from 'fastify';

const PRODUCTS = Array.from({ length: 50 }, (_, id) => ({
  id,
  name: `product ${id}`,
  cents: 199 + id * 37,
  stock: 1000 + id,
}));
const orders = new Map();
let nextOrder = 1;

const orderSchema = {
  type: 'object',
  required: ['customer', 'lines'],
  properties: {
    customer: { type: 'string' },
    lines: {
      type: 'array',
      items: {
        type: 'object',
        required: ['product', 'count'],
        properties: { product: { type: 'integer' }, count: { type: 'integer', minimum: 1 } },
      },
    },
  },
};

function priced(line) {
  const product = PRODUCTS[line.product % PRODUCTS.length];
  const cents = product.cents * line.count;
  const rebate = line.count >= 10 ? Math.floor(cents / 10) : 0;
  return { ...line, name: product.name, cents: cents - rebate };
}

function orderOf({ customer, lines }) {
  const all = lines.map(priced);
  const total = all.reduce((sum, { cents }) => sum + cents, 0);
  return { id: nextOrder++, customer, lines: all, total, shipping: total > 5000 ? 0 : 490 };
}

const app = Fastify();

app.get('/products', async ({ query }) => {
  const from = Number(query.from ?? 0);
  const wanted = PRODUCTS.filter(({ id, stock }) => id >= from && stock > 0).slice(0, 10);
  return {
    count: PRODUCTS.length,
    products: wanted.map(({ id, name, cents }) => ({ id, name, price: (cents / 100).toFixed(2) })),
  };
});

app.post('/orders', { schema: { body: orderSchema } }, async (request, reply) => {
  const order = orderOf(request.body);
  orders.set(order.id, order);
  if (orders.size > 1000) orders.delete(orders.keys().next().value);
  return reply.code(201).send(order);
});

app.get(
  '/orders/latest',
  async (_request, reply) => orders.get(nextOrder - 1) ?? reply.code(404).send({ error: 'no order yet' }),
);

app.get('/stop', async () => {
  setImmediate(() => app.close());
  return { orders: nextOrder - 1 };
});

await app.listen({ port: 0, host: '127.0.0.1' });
console.log(app.server.address().port);
