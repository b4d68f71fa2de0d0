/** The socket that the recorded threads of one session connect to. Its folder is the user's alone. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export class Endpoint {
  readonly address: string;
  readonly #server: Server;
  /** connected before anybody wanted them; nothing has been read of them */
  #waiting: Socket[] = [];
  #accept = (socket: Socket): void => void this.#waiting.push(socket);

  private constructor(address: string) {
    this.address = address;
    this.#server = createServer({ pauseOnConnect: true }, (socket) => this.#accept(socket));
  }

  /** Threads may connect from now on. */
  static async open(): Promise<Endpoint> {
    const endpoint = new Endpoint(newAddress());
    try {
      await new Promise<void>((done, failed) => {
        endpoint.#server.once('error', failed);
        endpoint.#server.listen(endpoint.address, done);
      });
    } catch (error) {
      endpoint.close();
      throw error;
    }
    return endpoint;
  }

  /** Called once. */
  accept(accept: (socket: Socket) => void): void {
    this.#accept = (socket) => {
      accept(socket);
      socket.resume();
    };
    for (const socket of this.#waiting) this.#accept(socket);
    this.#waiting = [];
  }

  /** Nothing more is accepted; what is connected stays. */
  close(): void {
    this.#server.close();
    if (process.platform !== 'win32') rmSync(dirname(this.address), { recursive: true, force: true });
  }
}

function newAddress(): string {
  if (process.platform === 'win32')
    return `\\\\.\\pipe\\elixirscope-${process.getBuiltinModule('node:crypto').randomUUID()}`;
  return join(mkdtempSync(join(tmpdir(), 'elixirscope-')), 's');
}
