export type Never = never;
(globalThis as any).effects += 10;
