import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { zstdCompressSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { DATA_END, FRAME, type ToEngine } from '../wire/control.js';
import { Connection } from './connection.js';
import { Backlog } from './incoming.js';

const SEGMENTS = 40;

/** So small that all of them arrive at once, together with what comes behind them. */
const segment = zstdCompressSync(new Uint8Array(new Int32Array(60_000).fill(7).buffer));

function frame(type: number, ...parts: Uint8Array[]): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32LE(1 + parts.reduce((sum, part) => sum + part.length, 0), 0);
  head[4] = type;
  return Buffer.concat([head, ...parts]);
}

const data = frame(FRAME.zdata, Buffer.of(DATA_END), segment);
const control = (message: ToEngine): Buffer => frame(FRAME.control, Buffer.from(JSON.stringify(message)));

const opened: { destroy(): void }[] = [];
afterEach(() => {
  for (const socket of opened.splice(0)) socket.destroy();
});

/** A thread's end of a connection, and what the other end heard, in order. */
async function connected(
  limit: number,
): Promise<{ debuggee: Socket; engine: Connection; heard: string[]; closed: Promise<void> }> {
  const heard: string[] = [];
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const debuggee = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [socket] = (await once(server, 'connection')) as [Socket];
  server.close();
  opened.push(debuggee, socket);
  let tellClosed: () => void = () => {};
  const closed = new Promise<void>((done) => {
    tellClosed = done;
  });
  const engine = new Connection(socket, new Backlog(limit), {
    message: (_, { type }) => heard.push(type),
    data: (_, { kind }) => heard.push(kind),
    closed: (_, problem) => {
      heard.push(problem === undefined ? 'closed' : problem.message);
      tellClosed();
    },
  });
  return { debuggee, engine, heard, closed };
}

const segments = new Array<string>(SEGMENTS).fill('zdata');

test.each([0, 64 << 20])(
  'questions are answered while data before them waits, with %d bytes of backlog',
  async (limit) => {
    const { debuggee, heard, closed } = await connected(limit);
    const messages = [{ type: 'ask', id: 1 }, { type: 'resumed' }, { type: 'ask', id: 2 }] as const;
    debuggee.end(Buffer.concat([...Array.from({ length: SEGMENTS }, () => data), ...messages.map(control)]));
    await closed;
    expect(heard).toEqual(['ask', 'ask', ...segments, 'resumed', 'closed']);
  },
);

test('what a flush waits for is delivered before it is done, however long that takes', async () => {
  const { debuggee, engine, heard } = await connected(64 << 20);
  const flushed = engine.flush(60_000);
  const [chunk] = (await once(debuggee, 'data')) as [Buffer];
  const { id } = JSON.parse(chunk.toString('utf8', 5)) as { id: number };
  debuggee.write(Buffer.concat([...Array.from({ length: SEGMENTS }, () => data), control({ type: 'flushed', id })]));
  await flushed;
  expect(heard).toEqual(segments);
});

test('of a thread that is gone everything that arrived is delivered before it is said to be', async () => {
  const { debuggee, engine, heard, closed } = await connected(64 << 20);
  debuggee.end(Buffer.concat(Array.from({ length: SEGMENTS }, () => data)));
  await once(debuggee, 'close');
  await engine.flush(1);
  expect(heard.filter((type) => type === 'zdata')).toHaveLength(SEGMENTS);
  await closed;
  expect(heard).toEqual([...segments, 'closed']);
});

test('a message that is none ends the connection behind the data before it', async () => {
  const { debuggee, heard, closed } = await connected(64 << 20);
  debuggee.write(Buffer.concat([data, data, frame(FRAME.control, Buffer.from('{"type":"nonsense"}'))]));
  await closed;
  expect(heard.slice(0, 2)).toEqual(['zdata', 'zdata']);
  expect(heard).toHaveLength(3);
  expect(heard[2]).not.toBe('closed');
});
