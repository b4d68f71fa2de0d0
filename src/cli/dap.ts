import { Command, Option } from 'commander';
import type { Services } from '../adapter/core.js';
import { unwrap } from '../base/result.js';
import { wholeNumber } from './options.js';

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
        .argParser(wholeNumber)
        .conflicts('pipe'),
    )
    .action(serve);
}

async function serve({ pipe, port }: DapOptions): Promise<void> {
  const [{ serveSocket, serveStdio }, { openRecording }] = await Promise.all([
    import('../adapter/serve.js'),
    import('../query/api.js'),
  ]);
  const { startRecording } = await import('../record/session.js');
  const services: Services = {
    startRecording,
    openRecording: (path) => unwrap(openRecording(path)),
    // The parser is loaded when somebody asks.
    analyses: {
      scheduled: async (...question) => (await import('../analysis/scheduled.js')).scheduled(...question),
      calls: async (...question) => (await import('../analysis/calls.js')).callsAt(...question),
      origins: async (...question) => (await import('../analysis/origins.js')).origins(...question),
      whyNot: async (...question) => (await import('../analysis/whyNot.js')).whyNot(...question),
    },
  };
  if (pipe === undefined && port === undefined) {
    await serveStdio(services);
    // The client's end may stay open; nothing more is said on it.
    process.stdin.destroy();
    return;
  }
  const server = await serveSocket(services, pipe === undefined ? { port: port ?? 0 } : { path: pipe });
  const address = server.address();
  process.stderr.write(
    `elixirscope: listening on ${typeof address === 'string' || address === null ? pipe : `127.0.0.1:${address.port}`}\n`,
  );
}
