/** `npm run fuzz:dap -- [--runs N] [--seed N]`: random conversations with the adapter; prints the failing ones. */
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.js';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const { conversations, requests, failures } = await fuzz({
  runs: Number(values.runs),
  seed: Number(values.seed),
  log: (line) => console.log(line),
});
for (const { why, conversation } of failures) console.log(`\n${why}\n${JSON.stringify(conversation).slice(0, 5000)}`);
console.log(`conversations ${conversations}, requests ${requests}, failing ${failures.length}`);
process.exitCode = failures.length > 0 ? 1 : 0;
