import { afterAll, expect, test } from 'vitest';
import { at, text } from '../../test/support/recorded.js';
import { int, none, StreamBuilder, TableBuilder } from '../../test/support/stream.js';
import { draft, removeFolders } from '../../test/support/traceFile.js';
import { unwrap } from '../base/result.js';
import { SITE, SITE_FLAG } from '../wire/sites.js';
import { openRecording } from './open.js';

afterAll(removeFolders);

test("a module's variable that was looked at before is what its last write made it, though that was dropped meanwhile", () => {
  const t = new TableBuilder();
  const [g, n] = [t.variable('g', 0), t.variable('n', 0)];
  const enter = t.site(SITE.enter, 0, { flags: SITE_FLAG.OWN_ID });
  const [writeG, writeN, step] = [t.write(g, 1), t.write(n, 2), t.step(0, 3)];
  const { path, writer, thread } = draft(t, { maxSize: 1_500_000 });
  const s = new StreamBuilder();
  let noise = 1;
  let last = 0;
  const segments = (count: number): void => {
    for (let k = 0; k < count; k++) {
      for (let i = 0; i < 3000; i++) {
        noise = (Math.imul(noise, 1103515245) + 12345) | 0;
        s.event(writeN, [7], int(noise));
        last = s.event(step);
      }
      writer.append(thread, s.take(), true);
      s.words.length = 0;
      writer.sync();
    }
  };
  s.event(enter, [7], none);
  s.event(writeG, [7], int(1));
  segments(2);
  const recording = unwrap(openRecording(path));
  const shown = (): string[] => recording.scopes(at(last), 0)[0]!.variables.map((v) => `${v.name}=${text(v.value)}`);
  expect(shown()).toEqual(['g=1', `n=${noise}`]);
  s.event(writeG, [7], int(2));
  segments(130);
  recording.refresh();
  expect(recording.info().threads[0]!.dropped).toBeGreaterThan(20_000);
  expect(shown()).toEqual(['g=2', `n=${noise}`]);
  recording.close();
  writer.close();
});
