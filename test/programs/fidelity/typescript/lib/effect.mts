(globalThis as any).effects = ((globalThis as any).effects ?? 0) + 1;
