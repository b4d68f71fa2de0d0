import { basename } from 'node:path';
import type * as v from 'valibot';
import { seq } from '../base/units.js';
import type { CompareRunsBody, RunSide } from '../wire/panel.js';
import type { SessionCore } from './core.js';
import type { CompareRunsSchema } from './custom.js';
import { ranText } from './ranText.js';
import { runDiffText } from './runDiffText.js';
import { stateText } from './stateText.js';

/** Where the recording that is open and another one part, or part again; what ran from there, and the state of both. */
export async function compareRuns(
  core: SessionCore,
  { path, after }: v.InferOutput<typeof CompareRunsSchema>,
): Promise<CompareRunsBody> {
  const { services } = core;
  const here = core.recording();
  const other = services.openRecording(path);
  let wanted = true;
  const names = [basename(here.info().path), basename(path)] as const;
  const progress = core.progress.begin({
    title: `Comparing ${names[0]} with ${names[1]}`,
    cancel: () => {
      wanted = false;
    },
  });
  try {
    const recordings = [here, other] as const;
    const found = await services.analyses.runDiff(here, other, {
      ...(after !== undefined && { after: [seq(after[0]), seq(after[1])] }),
      progressed: (part) => {
        progress.at(part);
        return wanted;
      },
    });
    const message = runDiffText(found, recordings, names);
    if (found.divergence === undefined) return { message, sides: null };
    const side = (i: 0 | 1): RunSide => {
      const { at, event } = found.divergence!.sides[i];
      const text = `${ranText(recordings[i], at)}\n${stateText(recordings[i], at)}`;
      return { ...at, event: event?.seq ?? null, text };
    };
    return { message, sides: [side(0), side(1)] };
  } finally {
    progress.end();
    other.close();
  }
}
