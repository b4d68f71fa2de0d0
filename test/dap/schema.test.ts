import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { violation } from './schema.js';

const stopped = { seq: 1, type: 'event', event: 'stopped', body: { reason: 'step', threadId: 1 } };

it.each<[string, object, RegExp | undefined]>([
  ['an event', stopped, undefined],
  ['an event of our own', { seq: 1, type: 'event', event: 'elixirscope/positionChanged', body: { seq: 1 } }, undefined],
  ['a missing field', { ...stopped, body: {} }, /must have required property 'reason'/],
  ['a field of a wrong type', { ...stopped, body: { reason: 'step', threadId: 1.5 } }, /threadId must be integer/],
  ['a field that nobody knows', { ...stopped, body: { reason: 'step', thread: 1 } }, /must NOT have additional/],
  ['an event that nobody knows', { ...stopped, event: 'halted' }, /has no HaltedEvent/],
  [
    'a failure',
    { seq: 2, type: 'response', command: 'next', request_seq: 1, success: false, message: 'no', body: {} },
    undefined,
  ],
  ['a launch of ours', { seq: 1, type: 'request', command: 'launch', arguments: { program: 'a.ts' } }, undefined],
  ['a request without its arguments', { seq: 1, type: 'request', command: 'scopes' }, /required property 'arguments'/],
])('%s', (_, message, expected) => {
  if (expected === undefined) expect(violation(message)).toBeUndefined();
  else expect(violation(message)).toMatch(expected);
});

it('is the schema of the protocol that we build against', () => {
  const { version } = createRequire(import.meta.url)('@vscode/debugprotocol/package.json') as { version: string };
  const { $comment } = JSON.parse(readFileSync(new URL('protocol.schema.json', import.meta.url), 'utf8')) as {
    $comment: string;
  };
  expect($comment).toContain(`@vscode/debugprotocol ${version}`);
});
