import { basename } from 'node:path';
import type { CompareRunsBody, RunSide } from '../wire/panel.js';
import type { SessionCore } from './core.js';
import { runDiffText } from './runDiffText.js';
import { stateText } from './stateText.js';

/** Where the recording that is open and another one part, and the state of both there. */
export async function compareRuns(core: SessionCore, path: string): Promise<CompareRunsBody> {
  const { services } = core;
  const here = core.recording();
  const other = services.openRecording(path);
  try {
    const recordings = [here, other] as const;
    const found = await services.analyses.runDiff(here, other);
    const message = runDiffText(found, recordings, [basename(here.info().path), basename(path)]);
    if (found.divergence === undefined) return { message, sides: null };
    const side = (i: 0 | 1): RunSide => {
      const { at } = found.divergence!.sides[i];
      return { ...at, text: stateText(recordings[i], at) };
    };
    return { message, sides: [side(0), side(1)] };
  } finally {
    other.close();
  }
}
