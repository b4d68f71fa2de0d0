import type { EventKind } from '../query/api.js';

/** Every kind of event, for schemas and help texts. */
export const EVENT_KINDS = [
  'enter',
  'return',
  'throw',
  'leave',
  'step',
  'write',
  'put',
  'delete',
  'await',
  'yield',
  'resume',
  'catch',
  'finally',
  'scope',
  'iterate',
  'born',
  'resync',
  'mutate',
  'output',
  'turn',
  'failure',
  'gap',
  'exit',
  'module',
] as const satisfies readonly EventKind[];
