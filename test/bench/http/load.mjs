// `node load.mjs PORT SECONDS`: keeps ten connections busy and prints, as JSON, how many requests were answered, in all and per second, and how.
import autocannon from 'autocannon';

const [port, seconds] = process.argv.slice(2).map(Number);
const order = {
  customer: 'ada',
  lines: [
    { product: 3, count: 2 },
    { product: 8, count: 12 },
    { product: 21, count: 1 },
  ],
};
const result = await autocannon({
  url: `http://127.0.0.1:${port}`,
  connections: 10,
  duration: seconds,
  requests: [
    { method: 'POST', path: '/orders', headers: { 'content-type': 'application/json' }, body: JSON.stringify(order) },
    { method: 'GET', path: '/orders/latest' },
    { method: 'GET', path: '/products?from=20' },
  ],
});
const { requests, latency, errors, non2xx } = result;
console.log(
  JSON.stringify({
    answered: requests.total,
    perSecond: requests.total / result.duration,
    p99Millis: latency.p99,
    failed: errors + non2xx,
  }),
);
