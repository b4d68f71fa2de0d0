// A rejection deep in awaited calls at top level: async frames in the report, exit code 1.
type Row = { id: number; tags?: string[] };
const rows: Row[] = [{ id: 1, tags: ['a'] }, { id: 2 }];
async function tagCount(row: Row) {
  await null;
  return row.tags!.length;
}
async function total(list: Row[]) {
  let sum = 0;
  for (const row of list) sum += await tagCount(row);
  return sum;
}
const first = await total(rows.slice(0, 1));
console.log(first);
console.log(await total(rows));
