export { count, object as forwarded } from './live.mts';
export * as everything from './live.mts';
