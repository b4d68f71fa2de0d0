console.log('slow starts');
await new Promise((resolve) => setTimeout(resolve, 3));
export const ready = 'ready';
console.log('slow ends');
export default () => ready;
