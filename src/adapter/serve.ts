/** Ways to reach the adapter: standard input and output, a named pipe (a Unix socket), a local TCP port. */
import { createServer, type Server } from 'node:net';
import { UserError } from '../base/result.js';
import type { Services } from './core.js';
import { EngineSession } from './session.js';

type Where = { readonly path: string } | { readonly port: number };

/** Serves one session; resolves when it is over. */
export async function serveStdio(services: Services): Promise<void> {
  const session = new EngineSession(services);
  session.start(process.stdin, process.stdout);
  await session.done;
}

/** Serves any number of sessions, one per connection, until the process ends. `path`: pipe name or socket path; `port`: on 127.0.0.1 only. */
export async function serveSocket(services: Services, where: Where): Promise<Server> {
  const server = createServer((socket) => {
    const session = new EngineSession(services);
    session.setRunAsServer(true);
    session.start(socket, socket);
    // The response to what ended it goes first.
    void session.done.then(() => setImmediate(() => socket.end()));
  });
  await listen(server, where);
  return server;
}

/** Fails where a server would: before anything is started that it is for. */
export async function tryPort(port: number): Promise<void> {
  const server = createServer();
  await listen(server, { port });
  server.close();
}

function listen(server: Server, where: Where): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(unreachable(error, where)));
    server.listen('path' in where ? where : { ...where, host: '127.0.0.1' }, resolve);
  });
}

function unreachable(error: Error, where: Where): Error {
  const place = 'path' in where ? where.path : `port ${where.port}`;
  return new UserError('unreachable', `Nobody can be let in at ${place} (${error.message}): choose another one.`);
}
