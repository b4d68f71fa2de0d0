import * as self from './self.mts';
export const seen: string[] = [];
seen.push(typeof self.seen);
try {
  self.later;
} catch (error) {
  seen.push((error as Error).message);
}
export const later = seen.length;
seen.push(`later ${self.later}`);
