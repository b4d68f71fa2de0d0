// The adapter as a client starts it: `elixirscope dap` on standard input and output. The test client can pass no arguments.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const cli = resolve(process.env.ELIXIRSCOPE_CLI ?? 'dist/cli/main.js');
// The program under test inherits our environment, and must not see what only tests know.
delete process.env.ELIXIRSCOPE_CLI;
process.argv = [process.argv[0], cli, 'dap'];
await import(pathToFileURL(cli).href);
