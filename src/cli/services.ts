/** What the debug adapter gets from the rest of the engine. */
import type { AddressInfo, Server } from 'node:net';
import type { RunningProgram, Services } from '../adapter/core.js';
import { unwrap } from '../base/result.js';

/** `running`: what this process records. */
export async function adapterServices(running?: RunningProgram): Promise<Services> {
  const [{ openRecording }, { startRecording }] = await Promise.all([
    import('../query/api.js'),
    import('../record/start.js'),
  ]);
  return {
    startRecording,
    openRecording: (path) => unwrap(openRecording(path)),
    listen: async (program) => {
      const { serveSocket } = await import('../adapter/serve.js');
      const server = await serveSocket(await adapterServices(program), { port: 0 });
      // One session for each process: what is connected stays so.
      server.once('connection', () => server.close()).unref();
      return (server.address() as AddressInfo).port;
    },
    // The parser is loaded when somebody asks.
    analyses: {
      runDiff: async (...question) => (await import('../analysis/runDiff.js')).runDiff(...question),
      scheduled: async (...question) => (await import('../analysis/scheduled.js')).scheduled(...question),
      calls: async (...question) => (await import('../analysis/calls.js')).callsAt(...question),
      callBehind: async (...question) => (await import('../analysis/calls.js')).callBehind(...question),
      origins: async (...question) => (await import('../analysis/origins.js')).origins(...question),
      whyNot: async (...question) => (await import('../analysis/whyNot.js')).whyNot(...question),
    },
    ...(running && { running }),
  };
}

/** Where a server can be reached: a pipe, or a port of this machine. */
export function addressText(server: Server): string {
  const address = server.address();
  if (typeof address === 'string') return address;
  return address === null ? '' : `127.0.0.1:${address.port}`;
}
