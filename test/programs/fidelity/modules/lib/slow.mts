const { order } = globalThis as unknown as { order: string[] };
order.push('slow starts');
await new Promise((resolve) => setTimeout(resolve, 1));
const local = order.length;
order.push('slow ends');
export const value = { at: local };
