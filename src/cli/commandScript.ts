/**
 * All commands are one script, of which each has its own kept code: `record` took 25 ms of CPU time more, of which a half was before it could start the program, while it
 * was a dozen modules and V8 compiled their functions at each launch.
 */
import { fileURLToPath } from 'node:url';
import { KeptScript } from '../record/keptScript.js';

/** Code is made again when the command has taken so many times more CPU time, and so has run other functions: at first it may have had nothing to do. */
const WORTHWHILE = 2;

const [, , first = ''] = process.argv;
/** '': `--help` and the like. */
const command = /^\w+$/.test(first) ? first : '';
const script = new KeptScript<typeof import('./commands.js')>(
  fileURLToPath(new URL('commands.cjs', import.meta.url)),
  command,
);
const keep = (): void => script.keep(process.cpuUsage().user, WORTHWHILE);
process.on('exit', keep);
const isCommand = await script.exports.run();
if (!isCommand && command !== '') process.off('exit', keep);
