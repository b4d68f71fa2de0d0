/** Which names in instrumented code are the probes'. */
import { OTHER_NAMES, type ProbeNames, USUAL_NAMES } from '../wire/kit.js';
import { includes } from './intrinsics.js';

/** The names that an instrumented file uses. */
export const probeNamesOf = (code: string): ProbeNames =>
  includes(code, OTHER_NAMES.base) ? OTHER_NAMES : USUAL_NAMES;

/** The text may be that of instrumented code, or quote it. */
export const mentionsProbe = (text: string): boolean =>
  includes(text, USUAL_NAMES.prefix) || includes(text, OTHER_NAMES.prefix);
