import { expect, it } from 'vitest';
import { fakeRecording, place } from '../../test/support/recording.js';
import { micros, seq, threadId } from '../base/units.js';
import type { EventView, Recording } from '../query/api.js';
import { OutputForwarder } from './output.js';

/** A recording whose statements wrote these texts, on lines 1, 2, 3… */
function recordingOf(texts: readonly string[], stream = 'stdout'): Recording {
  const base = fakeRecording([{ line: 1, depth: 1 }]);
  const events = texts.map(
    (text, i): EventView => ({
      thread: threadId(1),
      seq: seq(i),
      kind: 'output',
      place: place(i + 1),
      functionName: undefined,
      name: stream,
      object: undefined,
      value: undefined,
      text,
      timeMicros: micros(0),
    }),
  );
  return { ...base, events: ({ since = seq(0) }) => events.filter((event) => event.seq >= since) };
}

async function check(pieces: readonly string[], recorded: readonly string[]): Promise<string[]> {
  const sent: string[] = [];
  const forwarder = new OutputForwarder({ sync: async () => undefined }, () => recordingOf(recorded), {
    send: (stream, text, where) => sent.push(`${stream}:${where?.line ?? '?'} ${JSON.stringify(text)}`),
  });
  for (const piece of pieces) {
    forwarder.push('stdout', piece);
    await forwarder.flush();
  }
  return sent;
}

it.each<[string, string[], string[], string[]]>([
  ['one write, one statement', ['a\n'], ['a\n'], ['stdout:1 "a\\n"']],
  ['several writes in one piece', ['a\nb\n'], ['a\n', 'b\n'], ['stdout:1 "a\\n"', 'stdout:2 "b\\n"']],
  ['a write in two pieces', ['a', 'b\n'], ['ab\n'], ['stdout:1 "a"', 'stdout:1 "b\\n"']],
  ['text that nobody recorded', ['native\na\n'], ['a\n'], ['stdout:? "native\\n"', 'stdout:1 "a\\n"']],
  ['nothing is recorded', ['a\n', 'b\n'], [], ['stdout:? "a\\n"', 'stdout:? "b\\n"']],
  ['a recording that says otherwise', ['x\n'], ['a\n'], ['stdout:? "x\\n"']],
])('%s', async (_, pieces, recorded, expected) => {
  expect(await check(pieces, recorded)).toEqual(expected);
});

it('both streams are sent as they were written, what nobody recorded last', async () => {
  const sent: string[] = [];
  const base = recordingOf(['a\n', 'b\n', 'c\n', 'd\n', 'e\n']);
  const events: Recording['events'] = (asked) =>
    [...base.events(asked)].map((event) => ({ ...event, name: event.seq % 2 === 1 ? 'stderr' : 'stdout' }));
  const forwarder = new OutputForwarder({ sync: async () => undefined }, () => ({ ...base, events }), {
    send: (stream, text, where) => sent.push(`${stream}:${where?.line ?? '?'} ${text.trim()}`),
  });
  forwarder.push('stdout', 'a\nnative\nc\ne\n');
  forwarder.push('stderr', 'b\nd\nNode.js v24\n');
  await forwarder.flush();
  expect(sent).toEqual([
    'stdout:1 a',
    'stderr:2 b',
    'stdout:? native',
    'stdout:3 c',
    'stderr:4 d',
    'stdout:5 e',
    'stderr:? Node.js v24',
  ]);
});

it('sends the text even if the recording cannot be read', async () => {
  const sent: string[] = [];
  const broken = (): Recording => {
    throw new Error('no file');
  };
  const forwarder = new OutputForwarder({ sync: async () => Promise.reject(new Error('gone')) }, broken, {
    send: (_, text) => sent.push(text),
  });
  forwarder.push('stdout', 'a');
  await forwarder.flush();
  forwarder.push('stdout', 'b');
  await forwarder.flush(true);
  expect(sent).toEqual(['a', 'b']);
});

it('text that comes while the recording is brought up to date waits for the next time', async () => {
  const sent: string[] = [];
  const recorded: string[] = ['a\n'];
  let synced: () => void = () => undefined;
  const sync = (): Promise<void> =>
    new Promise((resolve) => {
      synced = resolve;
    });
  const forwarder = new OutputForwarder({ sync }, () => recordingOf(recorded), {
    send: (_, text, where) => sent.push(`${where?.line ?? '?'} ${text}`),
  });
  const round = async (): Promise<void> => {
    const flushed = forwarder.flush();
    await Promise.resolve();
    if (recorded.length === 1) forwarder.push('stdout', 'b\n');
    synced();
    await flushed;
  };
  forwarder.push('stdout', 'a\n');
  await round();
  expect(sent).toEqual(['1 a\n']);
  recorded.push('b\n');
  await round();
  expect(sent).toEqual(['1 a\n', '2 b\n']);
});
