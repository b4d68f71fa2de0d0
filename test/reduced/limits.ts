import type { JsonLimits } from '../../src/query/api.js';

/** What is compared of what a program has looked at. */
export const DEEP: JsonLimits = { depth: 5, maxItems: 1000 };
