import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Endpoint } from './endpoint.js';

test('a thread that connects before anybody listens loses nothing', async () => {
  const endpoint = await Endpoint.open();
  const early = connect(endpoint.address);
  early.write('early');
  await once(early, 'connect');
  await delay(20);
  const heard: Promise<string>[] = [];
  endpoint.accept((socket: Socket) => void heard.push(once(socket, 'data').then(([data]) => String(data))));
  const late = connect(endpoint.address);
  late.write('late');
  await once(late, 'connect');
  await delay(20);
  expect(await Promise.all(heard)).toEqual(['early', 'late']);
  early.destroy();
  late.destroy();
  endpoint.close();
  if (process.platform !== 'win32') expect(existsSync(endpoint.address)).toBe(false);
});
