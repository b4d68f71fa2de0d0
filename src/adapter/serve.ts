/** Ways to reach the adapter: standard input and output, a named pipe (a Unix socket), a local TCP port. */
import { createServer, type Server } from 'node:net';
import type { Services } from './core.js';
import { EngineSession } from './session.js';

/** Serves one session; resolves when it is over. */
export async function serveStdio(services: Services): Promise<void> {
  const session = new EngineSession(services);
  session.start(process.stdin, process.stdout);
  await session.done;
}

/** Serves any number of sessions, one per connection, until the process ends. `path`: pipe name or socket path; `port`: on 127.0.0.1 only. */
export async function serveSocket(
  services: Services,
  where: { readonly path: string } | { readonly port: number },
): Promise<Server> {
  const server = createServer((socket) => {
    const session = new EngineSession(services);
    session.setRunAsServer(true);
    session.start(socket, socket);
    // The response to what ended it goes first.
    void session.done.then(() => setImmediate(() => socket.end()));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen('path' in where ? where : { ...where, host: '127.0.0.1' }, resolve);
  });
  return server;
}
