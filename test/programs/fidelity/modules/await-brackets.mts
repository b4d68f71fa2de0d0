// Lists that are awaited at the top level, which parsers that do not expect it there take for an index: what follows runs once.
const list: readonly number[] = [1, 2, 3];
const count: number = await [...list].length;
let y: number = 2; (y as any)++;
console.log('once', count, y);
{ const z: string = 'in a block'; console.log(z as any); }
if (y ? await [...list] : undefined) console.log('truly');
for (const key in { a: 1 } as any) { const k: string = key; console.log(k!); }
try { for (const one of await Promise.all([...list])) y += one; } finally { console.log(y); }
