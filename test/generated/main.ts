/** `npm run fuzz -- [--runs N] [--seed N] [--without FEATURE]… [--ignore SUBJECT]… [--shrink SECONDS]`: generated programs; prints the smallest failing ones. */
import { parseArgs } from 'node:util';
import { SUBJECTS } from '../oracle/compareValues.js';
import { fuzz } from './fuzz.js';
import { FEATURES } from './program.js';

const HELP = `npm run fuzz -- [options]

Writes random programs, runs them plain, recorded and under V8's inspector, and compares output and state.

  --runs N            programs (1000)
  --seed N            the same seed makes the same programs (1)
  --without FEATURE   leaves a part of the grammar out; may be repeated: ${FEATURES.join(', ')}
  --ignore SUBJECT    what may differ from V8; may be repeated: ${SUBJECTS.join(', ')}
  --shrink SECONDS    for each failing program, how long to look for a smaller one (60)
Exit code 1 if a program fails.`;

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    without: { type: 'string', multiple: true, default: [] },
    ignore: { type: 'string', multiple: true, default: [] },
    shrink: { type: 'string', default: '60' },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) console.log(HELP);
else {
  const { programs, positions, values, failures } = await fuzz({
    runs: Number(options.runs),
    seed: Number(options.seed),
    without: new Set(options.without),
    ignored: new Set(SUBJECTS.filter((subject) => options.ignore.includes(subject))),
    shrinkMillis: Number(options.shrink) * 1000,
    log: (line) => console.log(line),
  });
  console.log(`programs ${programs}, positions ${positions}, values ${values}, failing ${failures.length}`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}
