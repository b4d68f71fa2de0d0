/** `vitest run --mode full`, as `npm run test:faults` does: whole sizes, and faults that take their time. Otherwise a fast sample. */
export const FULL = process.env.MODE === 'full';
