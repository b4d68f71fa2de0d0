import { Command, Option } from 'commander';
import { portNumber } from './options.js';
import { adapterServices, addressText } from './services.js';

/** What a question leaves behind is decoded segments of 0.3 MB each: 275 MB at most, not 340, while logpoints ran over 98 M events. With half of it 250 MB, and small answers took longer. */
const YOUNG_BYTES = 32 << 20;

interface DapOptions {
  readonly pipe?: string;
  readonly port?: number;
}

export function dapCommand(): Command {
  return new Command('dap')
    .description('Debug Adapter Protocol server, on standard input and output')
    .option('--pipe <path>', 'on this named pipe or Unix socket instead')
    .addOption(
      new Option('--port <n>', 'on this port of 127.0.0.1 instead; 0 picks a free one')
        .argParser(portNumber)
        .conflicts('pipe'),
    )
    .action(serve);
}

async function serve({ pipe, port }: DapOptions): Promise<void> {
  const [{ serveSocket, serveStdio }, { keepYoungGenerationBelow }, services] = await Promise.all([
    import('../adapter/serve.js'),
    import('../adapter/youngGeneration.js'),
    adapterServices(),
  ]);
  keepYoungGenerationBelow(YOUNG_BYTES);
  if (pipe === undefined && port === undefined) {
    await serveStdio(services);
    // The client's end may stay open; nothing more is said on it.
    process.stdin.destroy();
    return;
  }
  const server = await serveSocket(services, pipe === undefined ? { port: port ?? 0 } : { path: pipe });
  process.stderr.write(`elixirscope: listening on ${addressText(server)}\n`);
}
