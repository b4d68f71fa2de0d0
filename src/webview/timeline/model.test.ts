import { expect, test } from 'vitest';
import type { FromTimeline, TimelineSession } from '../../wire/timelinePanel.js';
import { TimelineModel } from './model.js';

const session: TimelineSession = {
  id: 'a',
  name: 'run',
  running: false,
  events: 10,
  lost: 0,
  leftOut: 0,
  bytes: 1,
  threads: [{ id: 1, name: 'main', events: 10 }],
};

function begun(width: number): { readonly model: TimelineModel; readonly sent: FromTimeline[] } {
  const sent: FromTimeline[] = [];
  const model = new TimelineModel(
    { axis: 'events', following: true },
    (message) => sent.push(message),
    () => undefined,
    { keep: () => undefined, release: () => false, arrived: () => undefined, told: () => undefined },
  );
  model.begin(width);
  return { model, sent };
}

const asked = (sent: readonly FromTimeline[]): readonly number[] =>
  sent.flatMap((message) => (message.kind === 'picture' ? [message.asked.width] : []));

test('the first picture is asked for before anybody says what there is, and not again', () => {
  const { model, sent } = begun(900);
  expect(sent.map(({ kind }) => kind)).toEqual(['ready', 'picture']);
  model.receive({ kind: 'session', session, last: null });
  model.resize(900);
  expect(asked(sent)).toEqual([900]);
  model.receive({ kind: 'failed', id: 1, message: 'not now' });
  expect(model.failure).toBe('not now');
});

test('where there is nothing to show, the answer does not matter', () => {
  const { model, sent } = begun(900);
  model.receive({ kind: 'session', session: null, last: null });
  model.receive({ kind: 'failed', id: 1, message: 'there is no recording' });
  expect(model.failure).toBeUndefined();
  model.receive({ kind: 'session', session, last: null });
  expect(asked(sent)).toEqual([900, 900]);
});

test('a panel that is not in sight asks when it has a width', () => {
  const { model, sent } = begun(-124);
  model.receive({ kind: 'session', session, last: null });
  expect(asked(sent)).toEqual([]);
  model.resize(400);
  expect(asked(sent)).toEqual([400]);
});
