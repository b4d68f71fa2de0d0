export * from './counter.mts';
export { default as Made, increment as plus } from './counter.mts';
export * as all from './counter.mts';
import { ping } from './cycle.ts';
export const pong = (n: number): string => (n === 0 ? 'pong' : ping(n - 1));
