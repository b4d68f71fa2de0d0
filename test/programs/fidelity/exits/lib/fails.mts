export const known = 'known';
const table: Record<string, { value: number } | undefined> = { known: { value: 1 } };
export const read = (key: string): number => table[key]!.value;
console.log(read(known));
read('unknown');
