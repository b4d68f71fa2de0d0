// A file with CRLF line ends and a BOM: lines, columns, template contents and texts of functions stay.
const template = `first
second`;
function spanning(a: number,
  b: number) {
  return a +
    b;
}
const at = () => new Error('x').stack!.split('\n')[1]!.replace(/.*\//, '');
console.log(JSON.stringify(template), template.length, spanning(1, 2), at());
console.log(JSON.stringify(spanning.toString()), at(), `
${at()}`);
try {
  (undefined as any)
    .property;
} catch (error) {
  console.log((error as Error).stack!.split('\n')[1]!.replace(/.*\//, ''));
}
const continued = 'one \
two';
console.log(continued, continued.length);
