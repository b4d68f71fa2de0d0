/** Queries to begin with. */
import type { SavedQuery } from '../../wire/query.js';

export const TEMPLATES: readonly SavedQuery[] = [
  { name: 'Everything that was thrown', text: '["throw", "failure"].includes(kind)' },
  { name: 'Values that became NaN', text: '["write", "put", "return"].includes(kind) && value === NaN' },
  { name: 'Values that became undefined', text: '["write", "put"].includes(kind) && value === undefined' },
  { name: 'Large numbers', text: '["write", "put", "return"].includes(kind) && value > 1000000' },
  { name: 'Long arrays that were returned', text: 'kind === "return" && (value.length > 1000)' },
  { name: 'Console output', text: 'kind === "output"' },
  { name: 'Where functions waited', text: 'kind === "await"' },
  { name: 'Parts that are missing', text: 'kind === "gap"' },
];
