/**
 * `elixirscope <command>`: record, look at recordings, and serve debuggers. Each command has a file of its own; what a command needs beyond
 * its options is loaded when it runs, so that `--help` and `dap` start at once.
 */
import { Command, CommanderError } from 'commander';
import pkg from '../../package.json' with { type: 'json' };
import { callsCommand } from './calls.js';
import { dapCommand } from './dap.js';
import { diffCommand } from './diff.js';
import { eventsCommand } from './events.js';
import { reportFailure } from './failure.js';
import { historyCommand } from './history.js';
import { infoCommand } from './info.js';
import { originsCommand } from './origins.js';
import { queryCommand } from './query.js';
import { recordCommand } from './record.js';
import { stateCommand } from './state.js';
import { verifyCommand } from './verify.js';

const program = new Command('elixirscope')
  .description('Records everything your TypeScript or JavaScript program does, and looks at any moment of it.')
  .version(pkg.version)
  .enablePositionalOptions()
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'elixirscope: ')) });

for (const command of [
  recordCommand(),
  infoCommand(),
  eventsCommand(),
  stateCommand(),
  callsCommand(),
  queryCommand(),
  historyCommand(),
  originsCommand(),
  diffCommand(),
  verifyCommand(),
  dapCommand(),
]) {
  // Settings are inherited only by commands that commander makes itself.
  program.addCommand(command.copyInheritedSettings(program));
}

/** False: no command was run. */
export async function run(): Promise<boolean> {
  try {
    await program.parseAsync();
    return true;
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      reportFailure(error);
      return true;
    }
    // Commander has printed its own message (or the help that was asked for).
    process.exitCode = error.exitCode;
    return false;
  }
}
