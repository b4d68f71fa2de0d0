// A syntax error in TypeScript that Node's own stripping reports.
const fine: number = 1;
interface Broken { name: }
console.log(fine);
