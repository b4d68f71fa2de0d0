import { pong } from './reexport.ts';
export const ping = (n: number): string => (n === 0 ? 'ping' : pong(n - 1));
