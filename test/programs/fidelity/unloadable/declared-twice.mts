// Early errors of a module in TypeScript: nothing of the program runs.
const given: number = 1;
console.log('never runs', given);
export async function twice(given: number) {
  let given = 2;
  return given;
}
